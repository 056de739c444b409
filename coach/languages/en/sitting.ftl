exercise-sitting = Sitting at the desk (from the side)
    .easier = As you usually sit, at ease.
    .harder = Leave it as it is: this is one look at how you sit, not training.
    .why = To see where pelvis and knees are when you sit (003)
say-next-sitting = Next, how you sit at your desk
limits-sitting = Koshi lists what it saw and what it did not: how the sole on the camera’s side slopes, and the angles of knee and elbow. No posture is called good or bad. Whether the sole touches the floor, where your head is, your back, the backrest and the other arm and leg cannot be told from here. What the desk hides is said to be not clearly visible. How high the screen is you can check yourself.
setup-help-sitting = Camera exactly from the side, 1.5–2 metres away, at the height of the desk. One person, head to feet in the picture.
setup-sitting = Sit at your own desk as you usually do, hands on the keyboard. Knee, foot and elbow on the camera’s side should not be hidden by desk or chair. Stay so for about 15 seconds.
say-place-sitting = Sit side on to the camera, as you usually do
say-go-sitting = Stay as you are, sitting as usual
summary-observed-sitting = { $seconds ->
    [0] Nobody was seen sitting.
    [one] One second of sitting watched. Nothing is called good or bad; below is what was seen and what was not.
   *[other] { $seconds } seconds of sitting watched. Nothing is called good or bad; below is what was seen and what was not.
}
asked-sitting = Height of the screen (not seen by the camera)
    .how = Is the screen 10–15 cm below the line of your eyes? Hold a ruler to it and see

fault-soles_off = Sole not flat on the floor
fault-knees_off = Knee far from 90 degrees
fault-elbows_off = Elbow far from 90 degrees
cue-soles_off-foot = As if you stamped the floor with your whole sole
    .plain = Try resting your soles flat on the floor
cue-knees_off-knee = As if thigh and shin made the corner of a box
    .plain = Try the chair a little higher or lower, or move your feet
cue-elbows_off-elbow = As if your elbows followed the corner of the desk
    .plain = Try the desk or the chair a little higher or lower
