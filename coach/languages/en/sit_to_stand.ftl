exercise-sit_to_stand = Sit to stand
    .easier = A higher chair, hands on your thighs.
    .harder = A lower chair; count to three as you sit.
    .why = What you do many times a day, by pushing the floor with thighs and buttocks (003)
say-next-sit_to_stand = Next, rising from a chair
limits-sit_to_stand = Koshi looks at where your feet are, how far you lean, rounding of the back, standing all the way up, and the speed of standing up and sitting down. It does not judge on which leg your weight is, whether your hands help, neck or breathing.
setup-sit_to_stand = Use a chair without wheels that cannot move, its back against a wall. Sit side on to the camera and draw your heels back, below your knees or a little under the chair. Cross your arms on your chest or hold them out in front; pushing with your hands is fine too. Turn the chair so that it does not hide the foot nearer to the camera.
signal-thigh_rise = Thigh angle (deg, 90 = standing)
say-place-sit_to_stand = Sit side on to the camera, on a chair that cannot move

own-limit-sit_to_stand = trunk leaning up to { $most }°
own-limit-ask-sit_to_stand = Furthest lean of the trunk while standing up (degrees)
cue-own_limit-trunk_lean = Lean only as far as the limit that was set
    .plain = Lean forward a little less

fault-feet_forward = Feet in front
fault-leans_much = Leaning far forward
fault-not_full = Not standing all the way up
fault-drops_down = Dropping onto the seat
cue-feet_forward-shank = Hide your heels under the chair a little
    .plain = Draw your feet back a little before you rise
cue-leans_much-trunk_lean = Look at a clock on the wall in front as you rise
    .plain = A smaller lean is enough
cue-not_full-knee_angle = Gently push the ceiling with the top of your head
    .plain = Straighten knees and hips, and stand all the way up
cue-not_full-trunk_lean = Bring the top of your head nearer to the ceiling
    .plain = Bring your trunk up and stand tall
cue-drops_down-seat = Sit down as if there were an egg on the chair
    .plain = Count to three as you sit down
cue-too_fast-rise = Press the floor and count to two as you rise
    .plain = Rise a little more slowly

praise-feet_forward = Your feet were in a good place
praise-leans_much = That lean was just right
praise-not_full = You stood all the way up that time
praise-drops_down = You sat down softly that time
well-feet_forward = You drew your feet back to rise
well-leans_much = You rose without leaning too far
well-not_full = You stood all the way up
well-drops_down = You sat down softly
say-sit-1 = sit
say-sit-2 = two
say-sit-3 = three
say-unseen-not_full = I can’t tell whether you stood all the way up, so I am not judging it
way-sit = sit
reason-unseen_not_full = The movement could be seen, but not for sure whether knees and hips came straight. Put the camera exactly beside you, with all of you in the picture from head to toes

metric-stand_knee_deg = Knee when standing (deg, 180 = straight)
metric-stand_lean_deg = Trunk lean when standing (deg)
metric-rise_s = Rise (s)
metric-sit_s = Sit down (s)
metric-seat_s = Just before the seat (s)
