exercise-bird_dog = Bird dog
    .easier = Reach with the leg only, or the arm only.
    .harder = Stay five seconds with arm and leg long.
    .why = To reach with hand and foot while the spine stays still (003)
say-next-bird_dog = Next, the bird dog
say-easier-bird_dog = Then stay on all fours for the cat and cow
limits-bird_dog = Koshi looks at the leg’s height and its knee, the tilt of the back, the hips shifting and speed. It does not judge low-back arching, pelvic twist, how high the arm is, neck or breathing.
setup-bird_dog = Hands under the shoulders, knees under the hips. Before you start, stretch one leg and the opposite arm far out once, to see that they fit in the picture. If they do not, move the camera a little further away.
signal-leg_swing = Leg lift (deg, 90 = level)
say-place-bird_dog = Get on your hands and knees, side on to the camera

own-limit-bird_dog = leg raised up to { $most }° (90° is level)
own-limit-ask-bird_dog = Highest angle of the raised leg (degrees; 90° is level)
cue-own_limit-leg_swing = Go only as high as the limit that was set
    .plain = Stop a little lower

fault-leg_too_high = Leg too high
fault-leg_low = Leg low
fault-knee_bent = Knee bending
fault-trunk_tilts = Back tilting
fault-hips_shift = Hips shifting
cue-leg_too_high-ankle_height = Push the wall behind you away with your heel
    .plain = No higher than your back is enough
cue-leg_low-ankle_height = Reach your heel straight to the wall behind you
    .plain = Raise the leg a little more
cue-knee_bent-knee_angle = Lengthen the leg, as if your toes were drawn far away
    .plain = Straighten the knee of the raised leg
cue-trunk_tilts-change = Move as if a teacup stood on your back
    .plain = Keep chest and hips at the same height; only arm and leg move
cue-hips_shift-change = Keep your hips right over the knee on the floor
    .plain = Don’t sway forward or back; only arm and leg move
cue-too_fast-reach = Count to two as you reach
    .plain = Reach more slowly
cue-too_fast-fold = Count to two on the way back
    .plain = Come back more slowly

praise-leg_too_high = That height was just right
praise-leg_low = Your leg came up well that time
praise-knee_bent = Your knee was nice and long that time
praise-trunk_tilts = Your back stayed level that time
praise-hips_shift = Your hips stayed in place that time
well-trunk_tilts = You reached without tilting your back
well-hips_shift = You reached with your hips in place
say-reach-1 = reach
say-reach-2 = two
say-fold-1 = back
say-fold-2 = two
say-unseen-trunk_tilts = I did not see your starting position, so I am not judging the tilt of your back
way-reach = reach
way-fold = back
reason-unseen_trunk_tilts = The movement could be seen, but not how you knelt before it, so the tilt of your back was not judged. Stay on hands and knees for a second before you reach

metric-leg_height_deg = Leg height (deg, 0 = level)
metric-knee_deg = Knee (deg, 180 = straight)
metric-trunk_change_deg = Back tilt (deg, change)
metric-hips_shift_pct = Hip shift (% of trunk length, change)
metric-out_s-bird_dog = Reach (s)
