exercise-worlds_greatest = World’s greatest stretch
    .easier = Back knee on the floor, hands on a book or a block.
    .harder = Stay open for two breaths.
    .why = To move hips and chest together, in one flow (003)
say-next-worlds_greatest = Next, a stretch in a long step forward
say-easier-worlds_greatest = Then the hip flexor stretch instead
say-place-worlds_greatest = Side on to the camera, one long step forward, both hands to the floor
limits-worlds_greatest = Koshi counts each side and looks at whether the elbow goes down (by the shoulders coming down) and the arm then opens to the ceiling, and the speed between. It cannot see how far you twist, nor your back.
setup-worlds_greatest = Side on to the camera, take one long step forward and put both hands on the floor, inside the front foot. If that is far, put them on a book or a block, and let the back knee rest on the floor. Bring the elbow towards the floor, then the same arm to the ceiling. The side of the front leg is counted. Head to back toes in the picture.
signal-hand_height = Height of the higher hand (% of the shin, + = over the shoulders)

own-limit-worlds_greatest = up to { $most } times on each side
own-limit-ask-worlds_greatest = Most times on each side

fault-skips_elbow = Elbow not going down
fault-skips_open = Arm not opening all the way
cue-skips_elbow-shoulders = Bring your elbow toward your front ankle
    .plain = Lower the elbow first
cue-skips_open-arm = Point your fingertips to the ceiling light
    .plain = Then open your chest, arm up
cue-too_fast-arm_up = Two counts down, two counts to open
    .plain = Open more slowly

praise-skips_elbow = Your elbow went all the way down that time
praise-skips_open = Your arm opened all the way that time
well-skips_elbow = From the elbow to the open chest in one flow
say-unseen-skips_elbow = I cannot see the elbow going down, so I am not judging that
reason-unseen_skips_elbow = The arm could be seen opening, but not the elbow going down before. It is easier to see when your hands and the front foot are in the picture

metric-open_pct = Rise of the hand (% of the shin)
metric-lowered_pct = Shoulders coming down (% of the shin)
metric-between_s = From the elbow to the arm up (s)
metric-rear_knee_deg = Back knee (deg, 180 = straight)
