exercise-hip_flexor = Hip flexor stretch
    .easier = One hand on a chair, and less deep.
    .harder = Stay a little longer.
    .why = The front of the hip, between hours of sitting (000)
say-next-hip_flexor = Next, the hip flexor stretch
limits-hip_flexor = A timer: nothing is judged. Koshi looks only at whether you are on one knee with your trunk upright. It cannot see how your pelvis tilts, nor where you feel the stretch.
setup-hip_flexor = Kneel on one knee with the other foot flat in front of you, a towel under the knee, a hand on a chair or the wall. The side of the knee on the floor is stretched. Head to feet in the picture.
signal-thigh_lean = Lean of the kneeling thigh (deg, + = hips forward)
say-place-hip_flexor = Side on to the camera, one knee on the floor, the other foot in front
say-before-hip_flexor = Hold on to a chair or the wall. Stop short of any pain
say-go-hip_flexor = Let’s begin

way-pace_forward = hips forward
say-pace_forward = Hips forward
say-pace_forward-hip_flexor = Firm your belly lightly and bring your hips forward
    .plain = Trunk upright, hips forward
say-pace_keep-hip_flexor = Stay there and keep breathing easily
    .plain = Trunk tall, and breathe slowly
say-pace_back-hip_flexor = Bring your hips back slowly
    .plain = Slowly back to where you began

own-limit-hip_flexor = up to { $most } times on each side
own-limit-ask-hip_flexor = Most times on each side
