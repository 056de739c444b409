exercise-ninety_ninety = 90/90 breathing
    .easier = With your calves on a chair.
    .harder = Go on a little longer with the slow breath.
    .why = A long breath out, so that the ribs come down over the pelvis (003)
say-next-ninety_ninety = Next, ninety-ninety breathing
limits-ninety_ninety = A guide to the position and the length of a breath: nothing is judged. Koshi looks only at whether you lie on your back with hips and knees about square, and at your belly rising and sinking. It cannot see the wall, nor what your low back does.
setup-ninety_ninety = Lie on your back in front of a wall, soles on the wall, hips and knees about square, hands on your belly or on the floor. Your feet should be in the picture.
say-place-ninety_ninety = Lie on your back, soles on the wall, knees about square
say-before-ninety_ninety = Any easy length is fine. If you feel dizzy, go back to normal breathing
say-go-ninety_ninety = Let’s begin

say-pace_in-ninety_ninety = In quietly through your nose
    .plain = In through your nose for four
say-pace_out-ninety_ninety = All the way out through your mouth, and let the ribs settle
    .plain = Out long through your mouth for six

own-limit-ninety_ninety = up to { $most } breaths
own-limit-ask-ninety_ninety = Most breaths
