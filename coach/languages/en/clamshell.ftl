exercise-clamshell = Clamshell
    .easier = Open half as far, five times to begin with.
    .harder = Stay two seconds when it is open.
    .why = To open the hip from the side of the buttock, without twisting the low back (002)
say-next-clamshell = Next, the clamshell
limits-clamshell = Koshi looks at how far the knees open, the ankles coming apart, the body rocking and speed. It does not see a small roll of the pelvis or the body, or which muscle works. With your back against a wall you need not worry about that.
setup-clamshell = Lie on your side with your belly to the camera, knees softly bent and heels together. Your back against a wall or a sofa keeps you from rolling back. Put the camera in front of you, 40 to 60 centimetres above the floor. Take blankets off, so that knees and ankles can be seen.
signal-knees_apart = Distance of the knees (% of trunk length)
say-place-clamshell = Lie on your side, belly to the camera, knees softly bent

own-limit-clamshell = knees opened by up to { $most }% of your trunk
own-limit-ask-clamshell = Furthest the knees may open (% of trunk length)
cue-own_limit-opening = Open only as far as the limit that was set
    .plain = Open a little less

fault-heels_part = Heels coming apart
fault-rocks = Body rocking
fault-too_wide = Opening too wide
fault-opens_little = Knees opening little
cue-heels_part-ankles = Keep your heels together, as if buttoned
    .plain = Heels together; open the knee only
cue-rocks-shift = Stay in touch with the wall behind you
    .plain = Keep the body still; only the knee moves
cue-too_wide-opening = Open the shell only half way
    .plain = Open a little less
cue-opens_little-knees = Let the shell open slowly and lift the knee
    .plain = Open the knee a little more, if nothing hurts
cue-too_fast-open = Count to two as you open
    .plain = Open more slowly
cue-too_fast-close = Count to two as you close
    .plain = Close more slowly

praise-heels_part = Your heels stayed together that time
praise-rocks = Your body stayed still that time
praise-too_wide = That opening was just right
praise-opens_little = Your knee opened well that time
well-heels_part = You opened with your heels together
well-opens_little = You opened your knees well
say-open-1 = open
say-open-2 = two
say-close-1 = close
say-close-2 = two
say-unseen-opens_little = Reps that look small I do not judge. Rest your back on a wall
way-open = open
way-close = close
reason-unseen_opens_little = The movement could be seen, but in many reps the knees seemed to open little, or the shoulders moved along. From here a small opening and a body that rolls back look alike, so those reps were not judged. With your back against a wall it is clear

metric-opening_pct = Opening of the knees (% of trunk length, change)
metric-heels_apart = Ankles apart (trunk length = 1, change)
metric-open_s = Open (s)
metric-close_s = Close (s)
