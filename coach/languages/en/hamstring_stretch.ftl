exercise-hamstring_stretch = Hamstring stretch
    .easier = Heel nearer, with the knee a little bent.
    .harder = Stay a little longer.
    .why = The back of the thighs, between hours of sitting (000)
say-next-hamstring_stretch = Next, a stretch for the back of your thighs, on the chair
limits-hamstring_stretch = What is looked at: rounding of your back, and bouncing (your trunk rocking to and fro). The knee of the stretched leg, how your pelvis tilts, your neck, your breathing and how the stretch feels are not looked at. How far you fold does not matter.
setup-hamstring_stretch = Sit on the edge of a chair that stays put, side on to the camera. Stretch the leg nearest the camera out in front, heel on the floor, the other foot flat on the floor. Sit tall for two seconds, then fold at the hips as far as is easy. Keep breathing. Head to feet in the picture.
signal-fold = Trunk folded forward (deg, 0 = sitting tall)
say-place-hamstring_stretch = Sit on the edge of a chair and stretch out the leg nearest the camera
say-go-hamstring_stretch = Sit tall, then fold forward slowly

fault-bounces = Bouncing
cue-rounded_back-contour_seated = Show the logo on your chest to your toes
    .plain = Long spine, and fold at the hips
cue-bounces-swing = Let a long breath out and rest right there
    .plain = No bouncing, stay in one place
praise-bounces = You are holding still
well-bounces = You held it without bouncing

own-limit-hamstring_stretch = up to { $most } s a side
own-limit-ask-hamstring_stretch = Longest hold on one side (seconds)
