exercise-shoulder_blade = Shoulder blade circles
    .easier = Half as far.
    .harder = More slowly, ten times in two sets.
    .why = To move the shoulder blades and loosen the upper body (000)
say-next-shoulder_blade = Next, shoulder blade circles
limits-shoulder_blade = A guide to number and time: nothing is judged. Koshi looks only at whether your trunk is upright with your fingers on your shoulders, and at the elbow on the camera’s side. It cannot see the shoulder blades themselves.
setup-shoulder_blade = Sit or stand with your side to the camera, your fingertips lightly on your shoulders, with some room above your head. Your legs may be outside the picture.
signal-arm_raised = Arm raised (deg)
say-place-shoulder_blade = Side on to the camera, trunk upright, fingertips on your shoulders
say-before-shoulder_blade = Shoulders at ease. As far up as it goes is enough
say-go-shoulder_blade = Let’s begin

way-pace_up = forward and up
way-pace_down = back and down
say-pace_up = Up
say-pace_down = And back
say-pace_up-shoulder_blade = Take your elbows forward and up
    .plain = Draw big circles with your elbows
say-pace_down-shoulder_blade = Open your chest, back and down
    .plain = Elbows back, and slowly down

own-limit-shoulder_blade = up to { $most } times
own-limit-ask-shoulder_blade = Most times
