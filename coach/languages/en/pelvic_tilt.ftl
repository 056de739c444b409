exercise-pelvic_tilt = Pelvic tilt
    .easier = Very small, along with your breath.
    .harder = Press a little longer.
    .why = To tilt the pelvis softly and find its easy middle (000)
say-next-pelvic_tilt = Next, pressing your low back softly to the floor
limits-pelvic_tilt = A timer and a count: nothing is judged. The movement is small, so the count is only what could be read. How far your pelvis tilts and which muscles work cannot be seen.
setup-pelvic_tilt = Lie on your back, knees bent, hands on your chest or behind your head. The camera stands right beside you, 30 to 50 cm over the floor. Keep your bottom down, press your low back softly to the floor and let go slowly.
signal-pelvis = Movement of the pelvis (deg from the line shoulder-knee)
say-place-pelvic_tilt = On your back, knees bent, hands on your chest or behind your head
say-before-pelvic_tilt = Bottom on the floor, small movements without pain
say-go-pelvic_tilt = Let’s begin

way-pace_press = press the floor
way-pace_release = let go
say-pace_press = Press
say-pace_release = Let go
say-pace_press-pelvic_tilt = Breathe out and press your low back softly down
    .plain = Press on a handkerchief under your back
say-pace_release-pelvic_tilt = Breathe in and let go slowly
    .plain = Relax, and let your back come home

own-limit-pelvic_tilt = up to { $most } times
own-limit-ask-pelvic_tilt = Most times
