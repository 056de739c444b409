exercise-diaphragm = Diaphragm breathing
    .easier = If four and six seconds are long, breathe at your own pace.
    .harder = The same breath sitting on a chair.
    .why = To breathe quietly, from below the ribs rather than the chest (003)
say-next-diaphragm = Next, diaphragm breathing
limits-diaphragm = A guide to the length of a breath: nothing is judged. Koshi looks only at whether you lie on your back with your knees up, and at your belly rising and sinking. It cannot see the muscles inside.
setup-diaphragm = Lie on your back with your knees up, one hand on your chest and one on your belly. The top of your head and your toes may be outside the picture.
signal-belly_level = Belly height (% of the length from shoulder to hip)
say-place-diaphragm = Lie on your back, side on to the camera, knees up, a hand on your belly
say-before-diaphragm = Close your eyes if you like. If you feel dizzy, go back to normal breathing
say-go-diaphragm = Let’s begin

say-pace_in-diaphragm = In through your nose, and let your belly float up
    .plain = In through your nose for four
say-pace_out-diaphragm = Out through your mouth, as if to make a candle flicker
    .plain = Out through your mouth for six

own-limit-diaphragm = up to { $most } breaths
own-limit-ask-diaphragm = Most breaths
