exercise-plank = Plank
    .easier = On your knees, ten seconds to begin with.
    .harder = Longer little by little: 20 seconds, then 30.
    .why = To keep one line from head to heels (000, 002)
say-next-plank = Next, the plank
say-easier-plank = Then on your knees, for ten seconds
limits-plank = Koshi looks at the hips rising and dropping. It does not judge shoulders, neck or breathing.
setup-plank = Elbows under the shoulders. On your toes or on your knees, both are fine.
say-place-plank = Get down on your forearms, side on to the camera
say-go-plank = Now lift your body into one line

own-limit-plank = up to { $most } s
own-limit-ask-plank = Longest hold (seconds)

fault-pike = Hips too high
cue-sag-line = Lift your belly a little away from the floor
    .plain = Squeeze your glutes and belly lightly, and lift the hips a little
cue-sag-change = Lift your belly a little away from the floor
    .plain = Squeeze your glutes and belly lightly, and lift the hips a little
cue-pike-line = Lower your hips a little, head to heel in one line
    .plain = Bring the hips down, and stop before the back arches
cue-pike-change = Lower your hips a little, head to heel in one line
    .plain = Bring the hips down, and stop before the back arches

praise-pike = Your hips came down, nice and straight
well-pike = You held without lifting your hips too high
