exercise-squat = Squat
    .easier = Only until you touch a chair behind you.
    .harder = Pause a second at the bottom; later two sets.
    .why = Thighs and buttocks together; left out on days with pain (000, 002)
say-next-squat = Next, the squat
say-easier-squat = Then rise from a chair, five times
limits-squat = Koshi looks at depth, lean of the trunk and of the shanks, heels, rounding of the back and the speed of going down. From the side it cannot see and does not judge knees falling inward, foot width, weight on one leg, bouncing, neck or breathing.
setup-squat = Stand side on to the camera, feet about shoulder width apart, and stay upright for two seconds first. Hold your arms out in front or cross them on your chest. Only as deep as is comfortable is enough. A tucked-in shirt shows your back better.
signal-squat_depth = Thigh tilt (deg, 90 = level)
say-place-squat = Stand upright, side on to the camera

own-limit-squat = thighs tilted up to { $most }° (90° is level)
own-limit-ask-squat = Greatest depth (tilt of the thighs in degrees; 90° is level)
cue-own_limit-squat_depth = Rise from the depth that was set
    .plain = Go down a little less

fault-leans_forward = Trunk falling forward
fault-heels_up = Heels coming up
fault-ankles_stiff = Knees staying back
fault-not_deep = Shallow squat
cue-leans_forward-excess = Keep showing your shirt’s logo to someone in front
    .plain = Bring your chest up a little
cue-heels_up-heel = Keep a sheet of paper pinned under your heels
    .plain = Heels on the floor, and a little less deep
cue-ankles_stiff-shank = Let your knees gently press the air over your toes
    .plain = Your knees may come forward; go a little less deep
cue-not_deep-thigh_tilt = As if to perch on a high stool behind you
    .plain = A little deeper, as far as is comfortable
cue-too_fast-sink = Count to three as you sit back and down
    .plain = Go down more slowly

praise-leans_forward = You kept your chest up well that time
praise-heels_up = Your heels stayed down that time
praise-ankles_stiff = Your knees came forward well that time
praise-not_deep = That was a good depth
well-leans_forward = You kept your chest up
well-heels_up = Your heels stayed down
say-sink-1 = down
say-sink-2 = two
say-sink-3 = three
way-sink = down

metric-down_s-squat = Go down (s)
metric-up_s-squat = Stand up (s)
metric-depth_deg = Thigh tilt (deg, 90 = level)
metric-excess_deg = Trunk lean (deg, beyond what balance needs)
metric-heel_share = Heel rise (% of foot length)
