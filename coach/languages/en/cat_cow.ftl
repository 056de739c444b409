exercise-cat_cow = Cat-cow
    .easier = Half as far each way.
    .harder = More slowly, with your breath.
    .why = To move the whole back smoothly, with the breath (000, 003)
say-next-cat_cow = Next, cat and cow
limits-cat_cow = Koshi looks at how far the back rounds and arches, the hips rocking to and fro, the elbows and speed. It does not see which part of the spine moves, the neck or breathing.
setup-cat_cow = Side on to the camera, hands under the shoulders, knees under the hips. Stay for the first second with a flat back: rounding and arching are measured from it. A close-fitting top, tucked in, is easiest to see.
signal-back_curve = Rounding of the back (% of trunk length, 0 = your back at the start, plus = rounded)
say-place-cat_cow = Get on your hands and knees, side on to the camera

own-limit-cat_cow = back arched down by up to { $most }% (0% is your flat back at the start)
own-limit-ask-cat_cow = Furthest the back may arch down (% of trunk length; 0% is your flat back at the start)
cue-own_limit-lower_end = Arch only as far as the limit that was set
    .plain = Rounding alone is enough

fault-small_range = Back moving little
fault-cat_missing = Back not rounding
fault-cow_missing = Back not arching
fault-hips_rock = Hips rocking
fault-arms_bend = Elbows bending
cue-small_range-range = Let your whole back move like a slow wave
    .plain = A little more, as far as is pleasant
cue-small_range-of_best = Make the big wave from before once more
    .plain = If you are tired, this is enough
cue-cat_missing-upper_end = Press the middle of your back to the ceiling
    .plain = Round your back, as if to see your navel
cue-cow_missing-lower_end = Show your shirt logo to the wall in front
    .plain = Open the chest and let the back arch gently
cue-hips_rock-thigh = Keep your hips right over your knees
    .plain = Don’t rock to and fro; only the back moves
cue-arms_bend-elbow = Push the floor far away with both hands
    .plain = Keep your elbows long
cue-too_fast-round = Breathe out and round over a count of three
    .plain = Round more slowly
cue-too_fast-arch = Breathe in and arch over a count of three
    .plain = Arch more slowly

praise-small_range = Your back moved well that time
praise-cat_missing = Your back rounded well that time
praise-cow_missing = Your chest opened well that time
praise-hips_rock = Your hips stayed still that time
praise-arms_bend = Your arms stayed long that time
well-small_range = Your back moved well
well-hips_rock = Your hips stayed still while your back moved
say-round-1 = round
say-round-2 = two
say-round-3 = three
say-arch-1 = arch
say-arch-2 = two
say-arch-3 = three
say-unseen-small_range = I cannot see the line of your back well, so I am not judging how it moves
way-round = round
way-arch = arch
reason-unseen_small_range = You could be seen on hands and knees, but the line of your back was not clear, so its movement was not judged. A close-fitting top, tucked in, and hair off the back make it easier to see

metric-range_pct = Movement of the back (% of trunk length)
metric-cat_pct = Rounding (% of trunk length, change)
metric-cow_pct = Arching (% of trunk length, change)
metric-thigh_swing_deg = Hips rocking (thigh angle, deg)
metric-elbow_deg = Elbow (deg, 180 = straight)
metric-round_s = Round (s)
metric-arch_s = Arch (s)
