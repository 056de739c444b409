## Exercises
exercise-hip_lift = Hip lift
exercise-plank = Plank
exercise-hip_hinge = Hip hinge
signal-overshoot = Hip height (deg, 0 = one line)
signal-hip_drop = Hip drop (deg, + to the floor)
signal-trunk_tilt = Trunk tilt (degrees)

## Verdicts
verdict-ok = Good form
verdict-mild = A small point
verdict-severe = Worth changing
verdict-cannot_judge = Cannot judge
severity-mild = slightly
severity-severe = clearly
summary-ok-reps = { $reps ->
    [one] One rep, nothing to correct in what could be seen.
   *[other] { $reps } reps, nothing to correct in what could be seen.
}
summary-ok-hold = { $seconds } seconds held in form, as far as could be seen.
summary-faults-reps = “{ $fault }” in { $bad } of { $reps } reps.
summary-faults-hold = “{ $fault }” during your { $seconds }-second hold.
summary-cannot_judge = This clip cannot be judged. { $reason }
summary-unseen = { $reps ->
    [one] One rep counted. { $reason }
   *[other] { $reps } reps counted. { $reason }
}
summary-truncated = The clip breaks off at { $seconds } seconds. Everything up to there was checked.
unjudged-reps = “{ $fault }” could not be seen in { $unseen } of { $reps } reps and was not judged there.
unjudged-part = { $percent }% of the set could not be seen and was left out.
limits-hip_lift = Koshi looks at height, arching and tempo. It does not judge foot width or breathing.
limits-plank = Koshi looks at the hips rising and dropping. It does not judge shoulders, neck or breathing.
limits-hip_hinge = Koshi looks at trunk tilt, hips, knees, the line of the back and speed. It does not judge foot width, neck or breathing.
disclaimer = Guides exercise form only; not for diagnosis, treatment or prevention. If you have pain or numbness, or are under treatment, please ask your doctor.

## Points to work on
fault-over_arch = Arching or lifting too high
fault-not_high_enough = Not high enough
fault-too_fast = Too fast
fault-feet_too_far = Feet far from the hips
fault-feet_too_near = Feet close to the hips
fault-sag = Hips sagging
fault-pike = Hips too high
fault-hips_not_back = Hips not going back
fault-too_shallow = Bend too shallow
fault-knees_bent = Knees bending too much
fault-rounded_back = Back rounding
fault-arched_back = Back arching
cue-over_arch-above_line = High enough; stop at one line from shoulder to knee
cue-over_arch-contour = Gently draw your navel in, ribs down
cue-not_high_enough-below_line = Press the floor with your heels, a touch higher
cue-too_fast-up = Lift on a three-count
cue-too_fast-hold = Pause two counts at the top
cue-too_fast-down = Roll down over four counts
cue-too_fast-bend = Bend slowly, on a two-count
cue-feet_too_far-knee_angle = Heels a bit closer
cue-feet_too_near-knee_angle = Heels a bit further away
cue-sag-line = Float your belly off the floor
cue-sag-change = Float your belly off the floor
cue-pike-line = Hips a little lower, one plank
cue-pike-change = Hips a little lower, one plank
cue-hips_not_back-ankle_line = Tap the wall behind you with your hips
cue-too_shallow-trunk_tilt = Hips back until a light stretch
cue-knees_bent-knee_angle = Soft knees; tap the wall behind
cue-rounded_back-contour = Show your shirt logo forward
cue-arched_back-contour = Don’t puff the chest, light brace
cue-good = Keep going, that is it

## When Koshi cannot see
reason-no_person = Nobody found. Bring your whole body, head to feet, into the picture
reason-two_people = More than one person in the picture. Only one, please
reason-not_side_on = Place the camera exactly beside your body
reason-out_of_frame = Step back a little or turn the camera, so that your whole body is in the picture
reason-too_far = You look small in the picture. Please come closer
reason-hidden = Part of the body is hidden. Clear the view and turn on more light
reason-unsteady = Your joints are hard to read. More light and closer-fitting clothes help
reason-other_exercise = The chosen exercise was not found. Please check which one is selected
reason-no_movement = No rep or hold of this exercise was found. Is the whole set in the clip?
reason-too_short = The clip is too short to judge
reason-no_frames = There is no picture
reason-unseen_over_arch = Height and tempo could be seen, but not whether the lower back arches. Put the camera exactly beside you and fold your arms on your chest to show it
reason-unseen_rounded_back = The movement could be seen, but not the line of the back. Put the camera exactly beside you and stand upright for two seconds first
setup-hip_lift = Best with your arms folded on your chest: then the camera sees the line under your back, and Koshi can tell whether it arches. It works with the arms on the floor too.
setup-plank = Elbows under the shoulders. On your toes or on your knees, both are fine.
setup-hip_hinge = Stand upright for two seconds first: Koshi compares your back with that line. A tucked-in shirt shows it better.
setup-help = Camera exactly from the side, 2–3 metres away, 30–50 cm above the floor for floor exercises, at hip height for standing ones. One person, head to feet in the picture.

## Reps and numbers
rep = Rep { $index }
attempt = not counted
column-rep = Rep
column-time = Time (s)
column-verdict = Verdict
column-faults = To work on
column-unjudged = Not judged
metric-top_deg = Top (deg)
metric-rise_deg = Range (deg)
metric-rest_knee_deg = Knee at start (deg)
metric-up_s = Up (s)
metric-hold_s = Hold (s)
metric-down_s = Down (s)
metric-tilt_deg = Trunk tilt (deg)
metric-hips_back_legs = Hips back (leg lengths)
metric-knee_bend_deg = Knee bend (deg)
metric-arch_deg = Low-back arch (deg, rough)
metric-flexion_deg = Back rounding (deg, rough)
column-hold-start = Start (s)
column-hold-length = Held (s)
column-hold-good = In form (s)
column-hold-unseen = Not seen (s)
column-hold-variant = On
variant-toes = toes
variant-none = any
variant-knees = knees
seconds = { $seconds } s
at-time = at { $seconds } s

## When something fails
error-clip-missing = No such file: { $name }
error-clip-empty = The file is empty: { $name }
error-clip-unreadable = This cannot be read as a video: { $name }. Please try another file or export it again
error-clip-no-picture = There is no picture in this file (sound only): { $name }
error-clip-no-frames = Not a single readable picture in: { $name }
error-clip-too-large = The pictures in this file are too large: { $name }
error-disk-full = The disk is full. Please free some space and try again
error-write-failed = Cannot write: { $name }
error-model-unreachable = The pose model could not be fetched. Please connect to the internet and try again
error-model-damaged = The pose model file is damaged: delete it and try again
error-model-path-missing = There is no pose model at the path in KOSHI_POSE_MODEL
error-camera-denied = Koshi may not use the camera. Choose “Allow” at the camera sign in the address bar, then press Start again
error-camera-missing = No camera found. Connect one, then press Start again
error-camera-busy = Another program is using the camera. Close it, then press Start again
error-camera-lost = The camera picture has stopped. Your set so far is kept
error-unknown = That did not work. Please try again

## Pages
app-name = 腰 Koshi
tagline = A form check for back exercises
page-sample = Try a sample
page-upload = Check a clip
page-live = Use the camera
choose-exercise = Exercise
sample-intro = A short sample clip is checked in front of you, no camera needed. The people in it are computer-drawn.
sample-hip_lift_ok = Hip lift (good form)
sample-hip_lift_arched = Hip lift (too high)
sample-plank_sagging = Plank (hips sagging)
sample-hinge_rounded = Hip hinge (hips not going back)
sample-hip_lift_folded_arms = Hip lift (right height, low back arching)
try-sample = Check this sample
upload-intro = Choose a clip filmed from the side. It never leaves this computer.
upload-drop = Video file
upload-check = Check it
checking = Looking… { $frames } of { $total } frames, about { $seconds } s left
checking-unknown = Looking… { $frames } frames
drawing = Drawing the lines… { $percent }%
result = Result
result-clip = The clip with lines
result-worst = The clearest moment
result-good-moment = Beside it: a good moment of yours
result-contour = The solid line is the edge of your body, the dashed one joins its ends.
result-chart = The movement
result-table = Rep by rep
result-hold = The hold
chart-time = Time (s)
download-json = Save the result (JSON)
download-clip = Save the clip
live-intro = Place the camera beside you, 2–3 metres away, head to feet in the picture, and press Start.
live-start = Start
live-stop = Stop
live-device = Choose a camera
live-waiting = Waiting for you to get into position
live-running = Looking
live-count = { $count ->
    [one] 1 rep
   *[other] { $count } reps
}
live-hold = { $seconds } s
live-finishing = Putting the result together…
live-nothing = No picture has arrived yet.
