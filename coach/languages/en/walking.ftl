exercise-walking = Walking (from the side)
    .easier = Once there and back. You may stop at any time.
    .harder = Leave it as it is: this is a look at how you walk, not training.
    .why = To see from the side how you walk (003)
say-next-walking = Next, walking
limits-walking = Koshi lists what it saw and what it did not: the trunk leaning forward, the face turned down, and the head going up and down. Steps, and steps a minute, are told as numbers. Nothing is called good or bad. Turning round and the edges of the picture are left out. The low back hollowing, the belly, landing on the heels, the length of your steps and swaying from side to side cannot be seen from here. How far down a face looks also depends a little on the height of the camera.
setup-help-walking = Camera exactly beside the way you walk, 3–4 metres from it, at hip height. One person, head to feet in the picture while you walk across.
setup-walking = Stand at one edge of the picture, your side to the camera. Walk across, turn round at the other edge and come back the same way. Each way across counts as one. You may go a little out of the picture. Choose a place with a clear floor and about three metres straight ahead, and walk at your usual pace.
say-place-walking = Stand at the edge of the picture, side on
say-go-walking = Walk across in front of the camera, there and back
signal-feet_apart = Feet apart (% of the leg)
summary-observed-walking = { $reps ->
    [0] No walk that counts. Below is only what was seen.
    [one] One way across watched. Nothing is called good or bad; below is what was seen and what was not.
   *[other] { $reps } ways across watched. Nothing is called good or bad; below is what was seen and what was not.
}

fault-looks_down = Face turned down
fault-head_bobs = Head going up and down
cue-leans_forward-walk = Chest toward a mark far ahead
    .plain = Try bringing your trunk up a little
cue-looks_down-gaze = Eyes on something ten metres ahead
    .plain = Try lifting your face a little
cue-head_bobs-bob = As if you carried a book on your head
    .plain = Try walking quietly

metric-steps = Steps
metric-cadence = Steps a minute
metric-lean_deg-walking = Trunk leaning forward (deg, on average)
metric-gaze_deg = Face turned down (ear to nose, deg)
metric-bob_pct = Head up and down (% of your height)
