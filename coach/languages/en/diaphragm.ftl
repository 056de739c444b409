exercise-diaphragm = Diaphragm breathing
limits-diaphragm = A guide to the length of a breath: nothing is judged. Koshi looks only at whether you lie on your back with your knees up, and at your belly rising and sinking. It cannot see the muscles inside.
setup-diaphragm = Lie on your back with your knees up, one hand on your chest and one on your belly, the camera exactly beside you. The top of your head and the tips of your feet may be outside the picture.
signal-belly_level = Belly height (% of the length from shoulder to hip)
say-place-diaphragm = Lie on your back, side on to the camera, knees up, one hand on your chest and one on your belly
say-before-diaphragm = Close your eyes if you like. If you feel dizzy, go back to normal breathing

own-limit-diaphragm = up to { $most } breaths
own-limit-ask-diaphragm = Most breaths
