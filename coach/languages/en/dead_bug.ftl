exercise-dead_bug = Dead bug
    .easier = Move the legs only, and touch the floor lightly with the heel.
    .harder = More slowly, and further out.
    .why = To reach with arm and leg without arching the low back (003)
say-next-dead_bug = Next, the dead bug
say-easier-dead_bug = Then put your feet down, for the draw-in
limits-dead_bug = Koshi looks at which arm and leg move and how far, the resting leg, and how fast you reach. That your low back comes off the floor is told where it is clearly seen (exactly from the side, clothes that lie close); that it stays down cannot be told. It does not judge how fast you come back, how hard you press the floor, breathing or the neck.
setup-dead_bug = Arms to the ceiling, knees bent at a right angle over your hips. One leg and the opposite arm reach close to the floor together, then come back. Put the camera exactly at your side; close-fitting clothes of another colour than the mat help to see your low back. If it is hard, reach the leg less far.
signal-leg_reach = Leg movement (deg)
say-place-dead_bug = Lie on your back, side on to the camera, arms to the ceiling, knees over your hips

own-limit-dead_bug = leg reach up to { $most }° (shoulder, hip, knee; 180° is straight)
own-limit-ask-dead_bug = Furthest reach of the leg (shoulder, hip, knee, degrees; 180° is straight)
cue-own_limit-leg_reach = Come back from the point that was set
    .plain = Stop the leg a little sooner

fault-back_lifts = Low back coming up
fault-same_side = Same-side arm and leg
fault-leg_short = Leg reach short
fault-resting_leg_drifts = Resting leg drifting
fault-arm_still = Arm reach short
cue-back_lifts-hollow = Imagine gently holding a handkerchief under your low back
    .plain = Brace your belly lightly and keep the leg a bit higher
cue-same_side-arms = Reach with the arm opposite to the leg
    .plain = Right leg with left arm, left leg with right arm
cue-leg_short-reach = Push the far wall with your heel
    .plain = Reach the leg a little further
cue-resting_leg_drifts-change = Imagine the other knee hanging from the ceiling
    .plain = Keep the resting leg still
cue-arm_still-reach = Fingertips to the wall behind your head
    .plain = Reach the arm as well

praise-back_lifts = Your low back stayed down that time
praise-same_side = Opposite arm and leg that time
praise-leg_short = Your leg reached nice and far that time
praise-resting_leg_drifts = Your resting leg stayed still that time
praise-arm_still = Your arm reached well that time
well-leg_short = Your legs reached nice and far

metric-leg_reach_deg = Leg reach (deg, 180 = straight)
metric-resting_leg_deg = Resting leg (deg, change)
metric-arm_reach_pct = Arm lowered (% of trunk length, change)
metric-hollow_pct = Low back coming up (estimate, % of shoulder–hip length, against half-way)
metric-out_s-dead_bug = Reach (s)
