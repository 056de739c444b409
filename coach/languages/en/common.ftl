## Verdicts
verdict-ok = Good form
verdict-mild = A small point
verdict-severe = Worth changing
verdict-cannot_judge = Cannot judge
verdict-guided = Guided, not judged
verdict-observed = What was seen (no verdict)
severity-mild = slightly
severity-severe = clearly
severity-observed = seen
summary-ok-reps = { $reps ->
    [one] One rep, nothing to correct in what could be seen.
   *[other] { $reps } reps, nothing to correct in what could be seen.
}
summary-ok-hold = { $seconds } seconds held in form, as far as could be seen.
summary-not-judged = Whether there was any of this could not be told: { $faults }.
summary-faults-reps = { $reps ->
    [one] “{ $fault }” in your one rep.
   *[other] “{ $fault }” in { $bad } of { $reps } reps.
}
summary-faults-attempts = “{ $fault }” in a movement that was not counted.
summary-mild-hold = Held for { $seconds } seconds: “{ $fault }” was seen.
summary-faults-hold = Held for { $seconds } seconds, { $good } of them in good form: “{ $fault }” was seen.
summary-cannot_judge = This clip cannot be judged. { $reason }
summary-unseen = { $reps ->
    [one] One rep counted. { $reason }
   *[other] { $reps } reps counted. { $reason }
}
summary-observed = { $reps ->
    [0] No movement that counts. Below is only what was seen.
    [one] One rep watched. Nothing is called good or bad; below is what was seen and what was not.
   *[other] { $reps } reps watched. Nothing is called good or bad; below is what was seen and what was not.
}
observed-what = Looked for
observed-told = Seen or not
observed-seen = { $of ->
    [one] Seen (once looked at)
   *[other] Seen { $seen } of { $of } times
}
observed-not-seen = { $of ->
    [one] Not seen (once looked at)
   *[other] Not seen ({ $of } times looked at)
}
observed-held-seen = Seen
observed-held-not-seen = Not seen
observed-not-visible = Not clearly visible
observed-rest = ; not clearly visible the other { $count ->
    [one] time
   *[other] { $count } times
}
summary-guided-breaths = { $count ->
    [0] { $seconds } seconds in position.
    [one] { $seconds } seconds in position: one breath at the guide’s pace.
   *[other] { $seconds } seconds in position: { $count } breaths at the guide’s pace.
}
summary-guided-reps = { $count ->
    [0] { $seconds } seconds in position.
    [one] { $seconds } seconds in position: once at the guide’s pace.
   *[other] { $seconds } seconds in position: { $count } times at the guide’s pace.
}
summary-truncated = The clip breaks off at { $seconds } seconds. Everything up to there was checked.
summary-holes = There is no picture for about { $seconds } seconds within the clip; what happened there was not judged.
summary-slowed = By its own data this clip is slow motion (about { $times } times slower than life), so tempo was not judged. The seconds shown are those of the clip.
summary-sped-up = By its own data this clip is a time lapse (about { $times } times faster than life), so tempo was not judged. The seconds shown are those of the clip.
summary-no-times = This file does not say when its pictures were taken, so tempo was not judged.
unjudged-reps = { $reps ->
    [one] Whether there was “{ $fault }” could not be told in this rep.
   *[other] In { $unseen } of { $reps } reps it could not be told whether there was “{ $fault }”.
}
unjudged-hold = For part of the hold it could not be told whether there was “{ $fault }”.
unjudged-even = The movement was very slow and smooth, as in slow motion. The true speed is not known, so tempo was not judged.
unjudged-part = { $percent }% of the set could not be seen and was left out.
rhythm-seen = As far as your belly could be read, a breath of yours took about { $whole } s (about { $in } s in, { $out } s out).
rhythm-unseen = The movement of your belly could not be read in this picture.
moves-seen = { $count ->
    [0] The movement itself could not be read in this picture.
    [one] As far as could be read, you moved once.
   *[other] As far as could be read, you moved { $count } times.
}
sides-reps = Left { $left }, right { $right }.
sides-seconds = Left { $left } s, right { $right } s.
disclaimer = Guides exercise form only; not for diagnosis, treatment or prevention. If you have pain or numbness, or are under treatment, please ask your doctor.

## Points to work on
fault-too_fast = Too fast
fault-sag = Hips sagging
fault-rounded_back = Back rounding
fault-own_limit = Beyond the limit that was set
cue-rounded_back-contour_standing = Keep the logo on your chest to the front
    .plain = Keep your back long and fold at the hips
cue-own_limit-hold = That is the time that was set; lower yourself slowly
    .plain = Stop here, and rest

## When Koshi cannot see
reason-no_person = Nobody found. Bring your whole body, head to feet, into the picture
reason-two_people = More than one person in the picture. Only one, please
reason-not_side_on = Place the camera exactly beside your body
reason-not_front_on = Turn the front of your body to the camera
reason-out_of_frame = Step back a little or turn the camera, so that your whole body is in the picture
reason-too_far = You look small in the picture. Please come closer
reason-hidden = Part of the body is hidden. Clear the view and turn on more light
reason-unsteady = Your joints are hard to read. More light and closer-fitting clothes help
reason-other_exercise = The chosen exercise was not found. Please check which one is selected
reason-undecided = Your set was seen, but its form could be called neither good nor faulty for sure. Clothes that lie close, and the camera exactly where the exercise asks for it, make it clearer
reason-no_movement = No rep or hold of this exercise was found. Is the whole set in the clip?
reason-too_short = The clip is too short to judge
reason-no_frames = There is no picture
setup-help = Camera exactly from the side, 2–3 metres away, 30–50 cm above the floor for floor exercises, at hip height for standing ones. One person, head to feet in the picture.
setup-help-front = Camera straight in front of your body, 2–3 metres away, 40–60 cm above the floor for floor exercises. One person, head to feet in the picture.

## Voice (praise- and well- for each fault's name)
praise-too_fast = That one was nice and slow
praise-sag = Your hips are up, nice and straight
praise-rounded_back = You kept your back long that time
praise-own_limit = That one stayed within the limit
well-too_fast = You moved slowly and with care
well-sag = You held without letting your hips sag
well-rounded_back = You kept your back long
well-effort = You did the whole set
well-some = You got moving
say-safety = Stop at once if you feel pain or numbness
say-frame = Come into the picture from head to feet
say-turn = Turn your side to the camera
say-still = Hold still like that
say-go = Off you go
say-keep = Hold it there
say-waits = The clock waits until your form is back
say-in-form = Counting only the time in good form, you reached your target
say-nobody = I can’t see anyone, so let’s end here. You can start again any time
say-lost-server = The connection is lost. Rest, and wait a moment
say-ended-server = The set has ended here
say-idle = Start in your own time
say-count = { $n }
say-left = { $n ->
    [one] One more
   *[other] { $n } more
}
say-seconds = { $n } seconds
say-seconds-left = { $n } seconds left
say-set = Set { $n }
say-side-left = Left
say-side-right = Right
say-other-side = Now the other side
say-fewer-left = Fewer on the left. Start with the left next time
say-fewer-right = Fewer on the right. Start with the right next time
say-none-left = That was the right side only. Next, it is the left side’s turn
say-none-right = That was the left side only. Next, it is the right side’s turn
say-stay-1 = hold
say-stay-2 = two
say-rise-1 = rise
say-rise-2 = two
say-good-rep = That one was clean
say-breathe = Don’t hold your breath; breathe out slowly
say-rest-now = Come down now and rest
say-attempt = That one stopped short, so I did not count it
say-hold-ended = You came down. Get into position again to go on
say-pace_in = Breathe in
say-pace_out = Breathe out
say-pace_keep = Stay there
say-pace_back = Slowly back
say-pace-waits = I am waiting until you are back in position
say-slow = The picture is not smooth, so I am not judging speed
say-no_person = I can’t see you yet
say-two_people = One person only in the picture, please
say-not_side_on = Place the camera exactly beside your body
say-not_front_on = Turn the front of your body to the camera
say-out_of_frame = A little further away, so that all of you fits in
say-too_far = A little closer, please
say-hidden = Part of your body is hidden
say-unsteady = A little more light would help me see
say-pause = Paused. Raise your hand again to go on
say-lost = I can’t see you, so I am waiting
say-resume = Going on
say-ask-pain = If something hurts, raise your hand now
say-ask-easier = For something easier, raise your hand now
say-ask-skip = For the next exercise, raise your hand now
say-ask-on = To go on, raise your hand
say-pain = Thank you for telling me. Let’s stop here
say-pain-rest = Get comfortable, and rest
say-set-done = That’s it
say-early-done = Let’s stop here
say-next = One thing to try next time
say-same-again = Keep going just like that
say-rest = Rest for { $n } seconds
say-all-done = Well done. Your result is on the screen

## Reps and numbers
attempt = not counted
column-rep = Rep
column-time = Time (s)
column-verdict = Verdict
column-faults = To work on
column-seen = Seen
column-unjudged = Not judged
column-good = Good
band-between = { $low } to { $high }
band-from = { $low } or more
band-to = { $high } or less
metric-up_s = Up (s)
metric-hold_s = Hold (s)
metric-down_s = Down (s)
metric-out_s = Out (s)
metric-stay_s = Hold (s)
metric-back_s = Back (s)
metric-flexion_deg = Back rounding (deg, rough)
metric-lean_deg = Trunk lean (deg)
metric-shank_deg = Shank lean (deg, + = knee in front)
column-paced-s = In position (s)
column-paced-breaths = Breaths at the guide’s pace
column-paced-reps = Times at the guide’s pace
column-paced-moves = Own movements that were seen
column-paced-in = Own breath: in (about, s)
column-paced-out = Own breath: out (about, s)
column-hold-start = Start (s)
column-hold-length = Held (s)
column-hold-good = In form (s)
column-hold-unseen = Not seen (s)
column-side = Side
column-hold-variant = Support
variant-none = any
variant-toes = on the toes
variant-knees = on the knees
at-time = at { $seconds } s

## When something fails
error-clip-missing = No such file: { $name }
error-clip-empty = The file is empty: { $name }
error-clip-unreadable = This cannot be read as a video: { $name }. Please try another file or export it again
error-clip-photo = This is a photo, not a video: { $name }. Please choose a video of your set
error-most = Your own limit ({ $exercise }) can be from { $lowest } to { $highest }
error-clip-no-picture = There is no picture in this file (sound only): { $name }
error-clip-no-frames = There is no readable picture in this file: { $name }
error-clip-too-large = The pictures in this file are too large: { $name }
error-clip-too-long = The clip is too long (30 minutes at most): { $name }
error-clip-too-much = Reading this video takes too much time or memory: { $name }. Please export it again or try another file
error-clip-too-fast = The clip has too many frames per second: { $name }
error-check-crashed = This clip could not be checked: { $name }
error-clip-quota = You keep as many sets, or as much, as one person may here. Please delete some under “My sets”, then choose the file again
error-disk-full = The disk is full. Please free some space and try again
error-write-failed = Cannot write: { $name }
error-library-closed = The folder in which Koshi keeps your sets cannot be used: { $name }. Please check that it is a folder and that you may write there, or choose another with KOSHI_DATA
error-library-damaged = The list of your sets cannot be read: koshi.sqlite in { $name } is damaged. Nothing was changed. Put a copy from a backup in its place, or move the file away to begin a new list
error-library-busy = The list of your sets is in use by another program at the moment. Please try again shortly
error-library-newer = Your sets were kept by a newer Koshi than this one. Nothing was changed. Please use the newer Koshi
error-library-away = The database with your sets does not answer. Please try again shortly
error-quota = The setting { $name } must be a whole number from 1 on; it is “{ $given }”
error-backup-folder = This folder holds something else than a backup: { $name }. Please choose an empty one
error-backup-none = There is no backup for this kind of database in this folder: { $name }
error-backup-not-empty = Something is kept there already, so nothing was changed. Please restore into a new, empty place
error-backup-busy = Sets are being deleted all the time. Please try again later
error-backup-program = A program of PostgreSQL is needed and is not here: { $name }. On Debian: apt install postgresql-client
error-backup-failed = PostgreSQL says: { $name }
copied-done = The backup has { $sets } sets and { $clips } clips ({ $mb } MB); it took { $seconds } s
copied-restored = Restored { $sets } sets and { $clips } clips ({ $mb } MB) and opened every set; it took { $seconds } s
copied-lost = Missing or damaged: { $name }
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
exercise-find_out = Find out
found-setup = Koshi looks at the clip and says which exercise it seems to be. You say whether that is right, then the set is checked.
found-clear = This looks like: { $exercise }
found-likely = This is probably: { $exercise }
found-open = This may be: { $exercise }. It could not be told for sure
found-else = It may also be: { $names }
found-none = It could not be told which exercise this is. Please choose one
found-yes = { $sets ->
        [1] Check it as this
       *[other] Check these { $sets } sets
    }
found-choose = Choose the exercise
found-as = Check as: { $exercise }
found-ask = Which exercise does the clip show?
found-instead = This looks like: { $exercise }
sample-intro = A short sample clip is checked in front of you, no camera needed. The people in it are computer-drawn.
sample-hip_lift_ok = Hip lift (good form)
    .see = Shoulders, hips and knees come into one line: good form.
sample-hip_lift_arched = Hip lift (too high)
    .see = The hips go above the line, and the low back arches.
sample-plank_sagging = Plank (hips sagging)
    .see = Straight at first, then the hips sag.
sample-hinge_rounded = Hip hinge (hips not going back)
    .see = The back rounds, and the hips do not go back.
sample-hip_lift_folded_arms = Hip lift (right height, low back arching)
    .see = The height is right, but the low back arches. With the arms on the chest it can be seen.
sample-side_plank_sagging = Side plank (hips sagging)
    .see = Straight at first, then the hips come down. The camera faces the front of the body.
sample-bird_dog_ok = Bird dog (good form)
    .see = Once on each side, the leg comes up level. How high the arm is is not judged.
sample-squat_half = Squat (half-way is enough)
    .see = Half-way down in good form. No depth is asked for.
sample-sit_to_stand_ok = Sit to stand (good form)
    .see = Feet under the knees, a lean forward, up, and slowly down again.
try-sample = Check this sample
upload-intro-server = Choose clips. They are sent to this server, where only you see them. The result stays under "My sets" until you delete it.
upload-intro = Choose clips. They never leave this computer. The result stays under "My sets" until you delete it.
upload-choose = Choose a clip
upload-drop = or drop it here
upload-sending = Reading… { $percent }%
upload-looking = Looking at the clip…
upload-again = No connection. Going on in a moment…
upload-cancel = Cancel
upload-too-large = Too large to take
upload-too-many = Many files were begun and are not yet here. Choose one of those again to go on with it, or try again in a few hours
upload-quota = You keep as many sets, or as much, as one person may here. Please delete some under “My sets”, then choose the file again
upload-no-room = The disk is full. Make some room and choose the file again: it goes on where it stopped
upload-failed = This could not be sent. Please open the page again and choose it once more
checking = Looking… { $percent }%, about { $seconds } s left
checking-unknown = Looking… { $seconds } seconds of the clip so far
drawing = Drawing the lines… { $percent }%
result = Result
result-clip = The clip with lines
result-worst = The clearest moment
result-observed = A moment when it was seen
result-good-moment = Beside it: a good moment of yours
result-contour = The solid line is the edge of your body, the dashed one joins its ends.
alt-moment = Picture of the moment: { $fault }, { $when }
alt-good = Picture of a good moment of yours, to compare
result-chart = The movement
result-table = Rep by rep
result-hold = The hold
result-paced = Time in position
chart-time = Time (s)
signal-hips_height = Height of the hips (% of the trunk)
signal-hip_drop = Hip drop (deg, + to the floor)
download-json = Save the result (JSON)
download-clip = Save the clip
live-intro = Place the camera beside you, 2–3 metres away, head to feet in the picture, and press Start.
live-intro-front = Place the camera in front of your body, 2–3 metres away, head to feet in the picture, and press Start.
live-start = Start
live-stop = Stop
live-device = Choose a camera
live-camera = Camera
live-change = Change it
live-again = Start again
each-side = { $what } (each side)
live-plan = { $exercise } · { $much } · { $sets ->
    [one] 1 set
   *[other] { $sets } sets
}
live-reps = { $count ->
    [one] 1 rep
   *[other] { $count } reps
}
live-seconds = { $count } s
live-breaths = { $count ->
    [one] 1 breath
   *[other] { $count } breaths
}
live-finishing = Putting the result together…

## Before starting
plan-reps = Reps
plan-seconds = Seconds
plan-breaths = Breaths
plan-sets = Sets
plan-rest = Rest between sets (s)
plan-talk = How much is said
talk-few = Less
talk-normal = Normal
talk-many = More
plan-tempo = Tempo
tempo-off = Off
tempo-beep = Beeps
tempo-voice = Voice
safety-title = Before you start, just once
safety-flags =
    - Pain that goes on at rest or gets stronger at night, pain in the chest
    - Numbness or weakness in the legs that is new or growing, trouble holding or passing urine or stool, less feeling between the legs
    - Fever, weight loss without a reason, a recent fall or hard knock
    - A doctor has told you to leave exercise for now
    - Illness or medicine: you see a doctor at present for cancer, brittle bones or a serious infection, or you take steroids regularly
safety-any = Does any of these apply to you now?
safety-agreed = Only “illness or medicine” applies, and my doctor has agreed that I exercise
safety-pain = How much pain do you have now? (0 = none, 10 = the most)
safety-stops = Does the pain keep you from everyday movements?
answer-no = No
answer-yes = Yes
safety-unanswered = Answer the questions above, then you can start.
safety-doctor = Thank you for telling us. Please leave the exercise for today and talk to a doctor first. If your legs suddenly feel weak, you have trouble holding or passing urine or stool, or there is less feeling between the legs, see a doctor today.
safety-done = Checked. If you feel pain or numbness, stop at once, at any time.
safety-again = Answer again
live-sound = Koshi speaks: turn your volume up a little. After Start you need not touch anything.

## At the camera
stage-ready = Getting ready
stage-countdown = Starting
stage-set = Set { $set } of { $sets }
stage-rest = Rest
stage-paused = Paused
stage-closing = Well done
stage-done = Well done
unit-reps = / { $target ->
    [one] 1 rep
   *[other] { $target } reps
}
unit-sides = left { $left }, right { $right } / { $target } each
unit-seconds = / { $target } s
unit-breaths = / { $target ->
    [one] 1 breath
   *[other] { $target } breaths
}
unit-left = s
way-stay = hold
way-rise = rise
way-pace_in = breathe in
way-pace_out = breathe out
way-pace_keep = stay
way-pace_back = back
board-pause = Pause
board-resume = Go on
board-skip = Next exercise
board-easier = Something easier
board-hurts = It hurts
board-keys = The space bar pauses and goes on too; the letters in brackets work as keys.
board-hands = One hand straight up pauses too. Paused by hand, you are asked one thing after another: whether it hurts, what is easier, what is next
board-waits = The clock is waiting
board-lost = No connection to Koshi. Trying again. Please rest and wait
board-ended = Koshi has stopped, so the set has ended
board-paused = Raise one hand, or press the button to go on
board-volume = Volume
board-mute = Mute
board-unmute = Sound on
board-sound-off = The sound is off. Press here
live-reloaded = The page was reloaded, so the set has ended. This is the result so far
live-many-own = You are practising at the camera in other windows. Please end there first, then start again.
live-many = Others are practising at the camera just now. Please wait a little, then start again.
live-gone = Koshi stopped midway, so the set has ended. What it had recorded is lost. Sets you kept before are under "My sets". You can start again
live-ended-nothing = It ended before any set was counted. You can start again
live-set = Set { $n }

## After the set
after-pain = How much pain do you have now? (0 = none, 10 = the most)
after-more = It is more than before. Please leave it here for today, and talk to a doctor if it goes on.
after-keep = Keep this set
after-kept = Kept under "My sets"
live-once-more = Once more
after-left = If you do not keep it, it is removed after you close the page.

## My sets
page-library = My sets
library-intro-server = The sets you kept. They are on this server, seen by you alone and by whoever you gave a link. Deleting one removes its clip and its result at once.
library-intro = The sets you kept. They are on this computer only. Deleting one removes its clip and its result at once.
library-labels = Save the opinions on findings (CSV)
library-newer = Newer
library-older = Older
library-part = { $first } to { $last } of { $count }
library-empty = Nothing here yet. Clips you check, and camera sets that you choose to keep, are listed here.
kept-live = Set from the camera
kept-waiting = Waiting for its turn
kept-checking = Looking… { $percent }%
kept-opening = Opening…
kept-open = Open
kept-back = Back to the list
kept-again = Check it again
kept-delete = Delete
kept-delete-title = Delete this set?
kept-delete-not = Keep it
kept-other = Check as another exercise
kept-other-short = Other exercise
kept-other-ask = Which exercise does the clip show? This result stays until you delete it.
kept-delete-sure = This removes the clip, the result, shared links and comments for good.
kept-deleted = Deleted. Files of clip and result: { $files }, links: { $links }, comments and opinions: { $comments }.
kept-deleted-clip-stays = Only the clip stays, for another set of yours shows the same clip.
kept-proposals = suggestions: { $count }
kept-voices = comments and opinions: { $count }
kept-reps = { $reps ->
    [one] 1 rep
   *[other] { $reps } reps
}
kept-seconds = { $seconds } s

player-play = Play
player-pause = Pause
player-back = One frame back (←)
player-on = One frame on (→)
player-speed = Speed
player-skeleton = Skeleton
player-loop = Repeat
player-rep = Rep { $n }
player-line = Line
player-arrow = Arrow
player-angle = Angle
player-clear = Clear the drawing
player-how-line = Drag over the clip from one end to the other
player-how-arrow = Drag over the clip from the tail to the tip
player-how-angle = Press three points on the clip (the second is the corner)
player-drawn = (a drawing)
player-write = Write about this moment
player-about = About this finding:
player-remove = Remove
player-send = Send
review-owner = Owner

page-shared = Shared set
shared-intro = The owner of this set sent you this link so that you can look at it. Please do not pass on what you see here.
shared-none = This link opens nothing. It has expired, was taken back, or is incomplete. Please ask whoever sent it.
shared-opening = Opening…
shared-again = Please open the link that you were sent once more. This address alone does not open the set in this browser. If this comes again, please allow cookies for this address.
shared-away = Koshi does not answer just now. Please try again in a moment.
shared-script = Koshi needs JavaScript to open this link. Please allow it in your browser and load this page again.
shared-passphrase = Passphrase
shared-open = Open
shared-wait = The passphrase was not right several times. Please wait a minute and try again
shared-wrong = That is not the passphrase
shared-who = Your name (shown with your comments)
shared-somebody = Viewer

share-title = Have somebody look at this set
share-seen = Have somebody look at this set ({ $which } opened { $count ->
    [one] once
   *[other] { $count } times
})
share-intro = Only people with the link can see this set. You can take it back at any time.
share-name = Name of the link (for example, who it is for)
share-role = They may
share-comment = look and comment
share-see = look only
share-shows = They see
share-clip = the clip and the result
share-blurred = the clip with your face blurred, and the result (other people’s faces are not blurred)
share-blurring = Blurring the face…
share-stills = stills and numbers only
share-days = For how many days
share-passphrase = Passphrase (optional)
share-passphrase-how = With a passphrase only somebody who knows it can open the link. Take 8 characters or more, for example these words: **{ $made }**
share-passphrase-short = That passphrase is short. Please take 8 characters or more, or the words that Koshi made up.
share-passphrase-common = Many people use that passphrase, so it is tried first. Please take another one, or the words that Koshi made up.
share-passphrase-near = That passphrase is close to the name of the link or of Koshi. Please take another one, or the words that Koshi made up.
passphrase-words =
    acorn amber apple april arrow autumn bamboo barley basket beach berry birch bread breeze
    bridge brook butter button candle canvas carpet castle cedar cherry cloud clover coffee comet
    copper coral cotton cradle crayon cricket daisy dawn delta desk dolphin drum eagle echo elm
    ember engine evening fable falcon feather fern field flute forest fox garden ginger glass
    grape guitar harbor hazel heron hill honey horizon island ivory jacket jasmine kettle kite
    ladder lake lantern lemon lilac linen lotus maple marble meadow melon mint mirror moon morning
    mountain nest noodle north nutmeg oak ocean olive orange orchid otter paper parcel peach pearl
    pebble pencil pepper piano picnic pillow pine planet plum pocket pony puzzle quilt rain ribbon
    river robin rocket rose saddle saffron sail salmon satin shell silver sparrow
share-make = Make a link
share-made = Here is the link: copy and send it. It cannot be shown again after you leave this page, but you can always make a new one.
share-here-only = This Koshi runs on this computer, so a link opens on this computer only. For somebody elsewhere, send the file above, or run Koshi on a server (README, “For a server”).
share-until = until { $day }
share-revoked = taken back
share-over = expired
share-nameless = (no name)
share-one = the link “{ $name }”
share-any = links
share-views = opened { $count ->
    [one] once
   *[other] { $count } times
}
share-revoke = Take back
share-revoke-title = Take the link back
share-revoke-too = A limit or opinions that you accepted from this link are in use. Take these back too?
share-revoke-both = The link and what came by it
share-revoke-link = Only the link
acts-title = Who looked at this, and who changed it
acts-none = Nothing yet.
acts-you = You
acts-link = The link “{ $name }”
did-saw = looked
did-changed = made a change
did-said = wrote a comment or an opinion
did-limited = set a limit
did-shared = made a link
did-took_back = took a link back
did-deleted = A set was deleted
did-took_away = All the data was saved

answer-title = Your answers
answer-intro = Say what you think beside each finding and here, then save. A small file is made: send it back to whoever sent you this one. Nothing is sent by itself.
answer-name = Your name
answer-name-missing = Please write your name
answer-comment = Comment
answer-at = About which moment (seconds, optional)
answer-more = One more comment
answer-save = Save my answers
answer-choose = Please choose “right” or “not right” for this finding too
answer-empty = Nothing has been written yet
answer-saved = Saved as { $file }. Please send this file back.
answer-others = { $count ->
    [one] One more finding
   *[other] { $count } more findings
}
answer-no-script = Answers cannot be written here. Please open this file in a browser (Chrome, Edge, Firefox or Safari).
signed-by-file = { $who } (by file)
answers-read = Read in from { $who }: opinions { $opinions }, comments { $comments }.
answers-title = Read in the answers
answers-intro = When the file with the answers has come back (koshi-answers-….json), choose it here.
answers-choose = Choose the file
error-answers-damaged = This is no file with answers, or it is damaged. It is called koshi-answers-….json. Nothing was read in.
error-answers-report = This is a report. What is read in is the small file that comes back (koshi-answers-….json).
error-answers-other-set = These answers are about another set. Please open that set and read them in there.
error-answers-too-large = This file is too large to be one with answers. Nothing was read in.
error-answers-newer = These answers come from a newer Koshi than this one. Please use the newer Koshi.
send-file-title = Send one file
send-file-intro = Save the file below and send it as you like. Whoever gets it opens it in a browser, without Koshi and without the internet, and can answer in it. It holds the result and the stills in which you can be seen; the clip itself is not in it.
send-file-save = Save the file to send
send-link-here = Make a link (opens on this computer only)

own-limit-note = With the limit that was set: { $what }
own-limit-title = Set a limit for this exercise
own-limit-set = Limit for this exercise: { $what }
own-limit-by = Set by { $who }
own-limit-intro = Used when you next check a clip or use the camera. You are told when you pass it.
own-limit-keep = Use this limit
own-limit-lift = Remove the limit
opinion-title = Opinions on the findings ({ $count })
opinion-agrees = agrees
opinion-disagrees = disagrees
opinion-ask = This finding is
opinion-agree = right
opinion-disagree = not right
opinion-advice = Words for the client, shown instead of Koshi’s (optional)
opinion-send = Keep this opinion
opinion-choose = Please choose whether you agree.
opinion-against = { $who } says: this finding does not apply
opinion-left-out = { $who } does not agree with “{ $fault }” ({ $when }), so it is left out.
opinion-struck = { $fault } (left out: { $who })

proposal-title = Suggestions for you
proposal-intro = Nothing changes until you accept them.
proposal-limit = { $who } suggests a limit for this exercise: { $what }
proposal-against = { $who } suggests leaving out the finding “{ $fault }” ({ $when })
proposal-for = { $who } suggests taking the finding “{ $fault }” ({ $when }) in again
proposal-advice = { $who } suggests these words for “{ $fault }” instead of Koshi’s
proposal-take = Accept
proposal-leave = Do not accept
proposal-waits = Waiting for the owner to accept it.
proposal-limit-sent = A limit for this exercise is suggested: { $what }

door-sign-in = Please sign in to see your sets.
door-again = Your sign-in here has ended. Please sign in once more to see your sets; they are all still there.
door-button = Sign in
door-out = Sign out
door-not-invited = This Koshi is not open to the account that you signed in with. You can sign out and use another account, or ask whoever runs this Koshi. Links that were shared with you open all the same.
door-closed = From here only shared links can be opened.
door-key = Please open Koshi with its key
door-key-how = Look at the window in which Koshi was started. The address there ends in a key (“?key=…”). Open that whole address: from then on this browser is known here, and bookmarks work.
door-key-again = If that window cannot be found, start Koshi once more as before (python3 koshi.py run, on Windows py koshi.py run). It shows the address again and opens it.
door-key-why = The key keeps other users of this computer, and pages of other programs, away from your sets. They are all still there.
signed-title = Where you are signed in
signed-how = Each browser in which you have signed in. A sign-in ends by itself { $days } days after it began, or when it was not used for { $idle } days. If you see one that you do not know or no longer need, end it here; your sets stay as they are.
signed-here = this browser
signed-unknown = A browser
signed-began = Since { $at }
signed-seen = Last used { $at }
signed-again-how = To end sign-ins elsewhere, please sign in once more first: so that nobody else can do it at a browser that you left open. You have a few minutes from then on.
signed-again = Sign in once more
signed-end = End it
signed-end-others = End all others
sign-out-done = Sign-ins ended: { $count }.
signed-ended = { $count ->
    [0] That sign-in had ended already.
    [one] One sign-in was ended. Whoever goes on there is asked to sign in; a set that is under way at the camera can be finished first.
   *[other] { $count } sign-ins were ended. Whoever goes on there is asked to sign in; a set that is under way at the camera can be finished first.
  }

export-html = Save the report (HTML)
export-pdf = Save the report (PDF)
export-csv = Save the table (CSV)
export-comments = Comments

duo-title = Two reps side by side
duo-left = Left
duo-right = Right
duo-at = Time from the top
duo-at-hold = Time since the hold began
duo-hold = { $good } of { $whole } s in good form

# My weeks: the diary, and what was done week by week
page-weeks = My weeks
diary-title = How are you today?
diary-condition = How you feel today (0 = poor, 10 = very good)
diary-good = One good thing
diary-pain = Back pain now (0 = none, 10 = the strongest)
diary-worst = The worst since yesterday
diary-places = Where you feel it
body-behind = A body seen from behind. Chosen: { $places }
diary-numb = Is a leg numb, or weaker than usual?
diary-stopped = Did the pain stop you from something you usually do?
diary-note = What brought it on, notes
diary-hurt = Exercises that hurt while you did them
diary-of-day = It is past midnight. This is kept as your entry of the day before ({ $month }/{ $day }).
diary-keep = Keep today's entry
diary-forget = Delete today's entry
diary-again = Change it
diary-kept = Today's entry is kept: { $told }
diary-told-condition = feeling { $value }
diary-told-pain = pain { $value }
diary-told-hurt = pain during: { $exercises }
diary-numb-advice = When a leg is numb or weaker than usual, please take a rest and ask a doctor or another professional. If your legs suddenly feel weak, you have trouble holding or passing urine or stool, or there is less feeling between the legs, see a doctor today.
place-back_middle = Lower back, middle
place-back_left = Lower back, left
place-back_right = Lower back, right
place-buttock_left = Buttock, left
place-buttock_right = Buttock, right
place-thigh_left = Thigh, left
place-thigh_right = Thigh, right
place-shin_left = Below the knee, left
place-shin_right = Below the knee, right
weeks-title = The last { $weeks } weeks
weeks-days = { $days ->
    [one] 1 day
   *[other] { $days } days
  }
weeks-aim = About { $target } days a week are a good aim. A day off takes nothing away.
weeks-this = { $done ->
    [one] One set this week.
   *[other] { $done } sets this week.
  } { $clean ->
    [0] { $judged } could be judged.
   *[other] { $judged } could be judged, { $clean } had nothing to note in what was seen.
  }
weeks-empty = Nothing here yet. Keep a set, or write how you are today, and your weeks appear here.
weeks-span = Time
weeks-month = 4 weeks
weeks-quarter = 3 months
weeks-year = A year
weeks-sets = Sets
weeks-dots = Each dot is a set. Press it to open the set.
weeks-dots-week = Each dot is the sets of a week with the same verdict, with their number. Press it to choose one of them.
weeks-dots-month = Each dot is the sets of a month with the same verdict, with their number. Press it to choose one of them.
weeks-which = { $exercise }, { $verdict }: which of the { $count } sets?
weeks-felt = How you felt
weeks-felt-how = Dots are the days you wrote, lines the middle value of seven days (0 to 10).
weeks-condition = Feeling
weeks-pain = Back pain
weeks-pain-lower = In your diary, the pain of the last two weeks is lower than that of the two weeks before.
weeks-pain-higher = In your diary, the pain of the last two weeks is higher than that of the two weeks before. Take it easy, and ask a doctor or another professional if it concerns you.
weeks-faults = What was found, week by week
weeks-faults-how = Of the sets of a week in which it could be judged, the share in which it was found.
weeks-numbers = In numbers
weeks-numbers-how = “Judged” are the sets whose form could be seen and judged, “nothing to note” those of them in which nothing was found as far as was seen.
weeks-column-day = Day
weeks-column-week = Week from
weeks-column-month = Month
weeks-column-exercise = Exercise
weeks-column-verdict = Verdict
weeks-column-done = Sets
weeks-column-judged = Judged
weeks-column-clean = Nothing to note
weeks-column-reps = Reps
weeks-column-seconds = Seconds
weeks-column-found = Found (sets)
weeks-column-seen = Found
weeks-column-felt = Value
weeks-column-before = Pain before
weeks-column-after = Pain after
weeks-column-sides = Left and right
weeks-column-left = Left
weeks-column-right = Right
weeks-sides = { $left } left, { $right } right
weeks-range = How far you move
weeks-range-how = Each week beside your own first one here (100 %). It is compared with nobody else, and more is not better.
weeks-save-sets = Save the sets (CSV)
weeks-save-diary = Save the diary (CSV)
paper-save = One page to print (PDF)
paper-title = Record of exercise
paper-name = Name
paper-span = { $first } to { $last }
paper-how = Counted by Koshi from what its camera could see. “Judged” are the sets whose form could be judged, “nothing to note” those of them in which nothing was found as far as was seen. Feeling and pain are what the person wrote, the middle value of the time (0 to 10).
paper-weeks = Over time
paper-exercises = By exercise
paper-more = { $count ->
    [one] One more exercise
   *[other] { $count } more exercises
  }
paper-week = Time
paper-days = Days
paper-done = Sets
paper-judged = Judged
paper-clean = Nothing to note
paper-condition = Feeling
paper-pain = Pain

# Routines: several exercises, one after the other
plan-what = What would you like to do?
what-one = One exercise
what-routine = A routine
plan-routine = Which routine?
plan-order = Order
order-given = As listed
order-place = Without moving the camera
mine-new = Put together my own
mine-change = Change this routine
mine-name = Name of the routine
mine-more = Exercise to add
mine-add = Add
mine-keep = Keep it
mine-not = Leave it
mine-forget = Delete this routine
mine-missing = Please write a name, and add at least one exercise.
mine-up = Move “{ $exercise }” up
mine-out = Take “{ $exercise }” out
mine-left = A routine of yours is begun and not kept yet: “{ $name }”, { $count ->
    [one] one exercise
   *[other] { $count } exercises
  }.
mine-go-on = Go on with it
mine-drop = Drop it
routine-texts = The numbers in brackets name the source text. “Reading” tells what the five are.
routine-how = The voice tells the way from one exercise to the next. "Next exercise" leaves one out. The camera may stay where it is.
routine-how-front = You turn your belly to the camera for: { $exercises }.
routine-morning = Morning, 3 minutes
    .why = After getting up, a little for the trunk. You can begin lying down.
routine-desk = Desk break, 3 minutes
    .why = Rise from the chair, fold at the hips, stretch the back of your thighs. The camera stays beside the chair. With one minute only: stand up, walk on the spot, look far away (no camera needed).
routine-bedtime = Bedtime, 5 minutes
    .why = Ten hip lifts before sleep, then slow movement and quiet breathing.
routine-four = Four at home
    .why = Draw-in, plank, hip lift, clamshell. About three times a week.
routine-eleven = All eleven
    .why = Breath, hips, chest, trunk, in some 25 minutes. If that is long, do the two halves below on two days.
routine-eleven_first = Eleven, day one
    .why = Deep breathing, hip hinge, hip lift, cat-cow, dead bug.
routine-eleven_second = Eleven, day two
    .why = 90/90 breathing, the long step, thread the needle, the towel, bird dog, side plank.
routine-overhead = Overhead squat, both views
    .why = Five side on, then five facing the camera. It is one look at how you move; nothing is called good or bad. The camera stays where it is, you turn.

## The exercises
page-exercises = Exercises
exercises-intro = See the movement before you do it. The people in these films are computer-drawn.
exercises-judged = Your form is looked at
exercises-observed = Tells what was seen (no verdict)
exercises-guided = Paced for you (no verdict)
exercises-open = See { $exercise }
exercises-good = Good form
exercises-fault = Often seen: { $fault }
exercises-camera = Where the camera goes
exercises-looks = What is looked at
exercises-much = How much
exercises-easier = To make it easier
exercises-harder = When it has become easy
exercises-live = Start with the camera
exercises-clip = Check a video
exercises-no-loop = There is no film of this movement yet.

# Today: what is on, and why
page-today = Today
today-ask = You need not answer. What is offered depends on it.
today-strength = Today’s exercises
today-basic = Today, the basic form
today-gentle = Today, gently
today-rest = Today, rest
today-begin = Begin
today-else = Something else
today-other = Choose something else
today-write = Write how you are
today-instead-more = If you would like to do the exercises today all the same, you may.
today-instead-gently = Quiet ones that may be done any day:
today-instead-begin = Do these instead
today-begin-left = { $exercise }: begin with the left: last time there were more on the right.
today-begin-right = { $exercise }: begin with the right: last time there were more on the left.
today-why-start = To begin with, one set of ten and a little for the trunk. About three minutes.
today-why-day = There was a day between, so it is a good day for it.
today-why-enough = You have done three days this week, which is a good aim. Today is as you like.
today-why-back = Good to see you again. Nothing is lost. Begin again with one set.
today-why-rest_day = You did your exercises yesterday. A day between does you good, so today it is breathing and slow movement.
today-why-week_full = Four days this week: that is plenty. Today it is breathing and slow movement.
today-why-done = There is a set of today already. That is enough for today. Well done.
today-why-painful = You feel pain today, so it is the basic form and one set, in the range that does not hurt. Stop whenever you like.
today-why-after_pain = Last time there was pain. Today it is the basic form, one set, in the range that does not hurt.
today-why-ask_pain = Pain has ended the last two times. Today, quietly. Once you tell how it is now, the basic form comes back.
today-why-pain_today = There was pain today, so please rest now.
today-why-pain_high = Thank you for telling us. Please take a rest today, and talk to a doctor or another professional.
today-why-stopped = The pain keeps you from what you usually do. Please take a rest today, and talk to a doctor or another professional.
today-why-two_pain = Pain has ended the last two times. Please take a rest, and talk to a doctor or another professional.
today-why-pain_rising = In your diary, pain has been higher than usual for three entries. Please take a rest today, and talk to a doctor or another professional.
today-why-numb = You wrote that a leg is numb or weaker. Please take a rest, and talk to a doctor or another professional. If your legs suddenly feel weak, you have trouble holding or passing urine or stool, or there is less feeling between the legs, see a doctor today. When it is gone, write that it is.
step-sets = The last three times went well and were easy. So today, one set more: { $part }. { $exercise } only; the rest stays.
step-hold = The last three times went well and were easy. So today, hold it a little longer: { $part }. { $exercise } only; the rest stays.
step-form = The longer hold went well twice. If you like, try one leg: { $part }, in place of “{ $exercise }”.
step-wider = You have kept at it for a month. If you like, a few more exercises from now on, one set each.
step-try = Try it today
step-no = Not today, leave it as it is
step-back-sets = Easier again: { $part }
step-back-hold = Shorter again: { $part }
step-back-form = Both legs again: { $part }
step-back-wider = Fewer exercises again
live-plan-stay = { $plan } · hold for { $seconds } s
routine-today = Today’s exercises
after-easy = How was it?
easy-easy = Easy enough
easy-right = Just right
easy-hard = Hard
easy-pain = I stopped because of pain
live-hurt = That you stopped because of pain is in today’s diary. Please rest today, and ask a doctor or another professional if it goes on.
after-hurt = It was right to stop. Please rest today, and talk to a doctor if it goes on. Next time begins with the basic form.

# For who comes first
welcome-title = Your first three minutes
welcome-how = Lying on your back: a little for the trunk, and ten hip lifts. A voice guides you, and Koshi looks at the form through the camera.
welcome-questions = Three questions (you need not answer)
welcome-used = How used are you to such exercises?
used-new = New to them
used-some = Now and then
used-regular = Regularly
welcome-likes = When would you like to do them?
likes-morning = In the morning
likes-day = During the day
likes-evening = Before sleep
welcome-begin = Begin

# Reminders
remind-title = Reminders
remind-how = To have them on your phone or in another calendar, save this file and open it there. Koshi itself sends nothing.
remind-days = On which days
remind-at = At what time
remind-breaks = Stand up for a minute every hour, Monday to Friday, 10 to 17
remind-none = Choose a day.
remind-save = Save the calendar file
remind-again = Opened again later, a new file takes the place of the earlier one. To end a reminder, delete it in your calendar.
notices-ask = Notify me in this browser
notices-stop = Stop the browser’s notifications
notices-how-remind = When you press this, the browser asks you for permission. They come only while Koshi is open, and none during a set at the camera.
notices-how-desk = The browser can notify you too when it is time to stand. When you press this, it asks you for permission.
notices-on-remind = While Koshi is open, you are notified on the days and at the time you chose. None come during a set at the camera.
notices-on-desk = The browser notifies you too when it is time to stand.
notices-denied = In this browser, Koshi’s notifications are blocked. To use them, allow notifications in the site settings in the address bar and press again.
notices-none = In this browser, pages cannot notify you.
remind-event = Koshi: a little for your back
remind-event-text = About three minutes. If there is pain or not much time, a day off takes nothing away.
remind-break = Stand up for a minute
remind-break-text = Stand up and walk a few steps, or look into the distance.
weekday-0 = Mon
weekday-1 = Tue
weekday-2 = Wed
weekday-3 = Thu
weekday-4 = Fri
weekday-5 = Sat
weekday-6 = Sun

# One's own data
own-title = All my data
own-how = Your sets with their clips, the diary, your own routines, reminders and other choices, and your limits. You can take them away as one file, or erase them all here.
own-take = Save everything (ZIP)
own-erase = Erase everything
own-erase-title = Erase all your data?
own-erase-sure = This removes all your sets with their clips and results, shared links and comments, the diary, your own routines, reminders and other choices, and your limits. It cannot be undone.
own-erase-again = Before everything is erased, please sign in once more: so that nobody else can do it at a browser that you left open. Then come back here within a few minutes.
own-erase-yes = Erase all of it
own-erased = { $sets ->
    [0] Erased: the diary, what you chose and your limits.
    [one] Erased: one set with its clip, the diary, what you chose and your limits.
   *[other] Erased: { $sets } sets with their clips, the diary, what you chose and your limits.
  }
own-erased-now = What you see here now is what { $name } keeps on this computer.

# Several people on one computer
people-ask = Who is this?
people-change = Change who it is
people-lost = Who is this? A result that was not kept goes when you change.
people-alone = Somebody else uses this computer too
people-title = Who uses this computer
people-how = With a name and a colour each, you choose who you are at the top of the page. Sets, diary, choices and limits are each person’s own. There is no password: whoever may use this computer may choose anybody.
people-own = Your name
people-own-colour = Your colour
people-other = The other person’s name
people-other-colour = The other person’s colour
people-keep = Use these
people-added = { $name } was added. Press the name at the top of the page to change.
people-missing = Please write a name.
people-taken = Somebody here has that name already. Please choose another.
colour-blue = Blue
colour-green = Green
colour-orange = Orange
colour-violet = Violet
colour-red = Red
colour-gray = Grey

# To read
page-reading = Reading
reading-intro = What the five source texts teach beside the exercises, in short and in Koshi’s own words.
reading-week = To read this week: { $title }
reading-open = What is not known
reading-sources = From: { $sources }
reading-exercise = See { $exercise }
reading-desk = Open At the desk
reading-grades = V: read in an excerpt or abstract of something published (second-hand: as others pass it on). D: computed or measured by Koshi. J: Koshi’s judgement. M: from memory, not verified.
reading-texts = The five texts: 000 is about the back when working at home, 001 about exercising with a trainer, 002 about strength exercises at home, 003 about learning anew how to move, 004 about the hip lift.
reading-sitting = Sitting
    .text = The texts say: sit upright on your sit bones, with the soles on the floor, and stand up every 45 to 60 minutes. About the backrest people disagree: two texts would hardly use it, Japan’s guideline for workplaces would have you sit deep and lean on it. Koshi calls no way of sitting good or bad. Sit comfortably, use the backrest, shift now and then, and stand for a minute every 45 minutes or so.
    .open = That there is one right way to sit has not been shown. Britain’s NHS says that there is no single correct posture and that sitting for more than half an hour is nothing to worry about. One text has a figure for how much load a posture takes away; it names no source, so it is left out here.
    .source = Texts 003 (5-1, 5-5), 002, 000 (5-1, 5-3). Guideline for workplaces, Japan 2013 (V, second-hand). NHS South Tees (V, excerpt). Slater et al. 2019 (V, abstract).
reading-standing = Standing up
    .text = Draw your feet a little under the chair, lean forward lightly without rounding, press the soles into the floor and rise with thighs and hips. Drawing the feet back is not for looks: with the feet in front, your weight cannot come over them without a swing or a push of the hands. Take your time, on the way down too. Putting your hands on your knees or a rail is quite all right.
    .open = That one can rise slowly with the feet drawn back follows from where the body’s weight is. What standing up in another way does for a back cannot be told from what we have read. One text says that 99 % have a habit here; it names no source.
    .source = Text 003 (5-2). Computed from the body’s weight (D). Tully et al. 2005: the trunk leans 44±6 degrees as one leaves the seat (V, abstract).
reading-walking = Walking
    .text = Let the leg swing from the hip and not from the low back, roll from heel to sole to toes, look far ahead and keep the head calm: so the text would have us walk. Who works at home walks less without noticing. Before you think about style, you may like to bring a little of that back. Walk while you are on the telephone, or as far as the letter box. That will do to begin with.
    .open = Whether walking in another way changes how a back feels was not confirmed in what we have read. In the exercise “Walking”, Koshi tells what the camera saw, and calls none of it good or bad: a camera sees neither the arch of the low back nor how the belly works. It sets no number of steps either.
    .source = Texts 003 (5-3), 000 (1-3). What a camera sees, and the proposal to walk a little, are Koshi’s judgement (J).
reading-lifting = Lifting from the floor
    .text = Go close, put one foot a little forward, bend knees and hips together and let the hips go back. Bring the thing to your body and press the whole sole into the floor to stand. It can be practised with something light. What is heavy may be split, pushed, or carried by two. A lighter load is sometimes simpler than a better form.
    .open = That lifting with a rounded back hurts the back cannot be said for sure: no such link was found, in studies of low quality. People who lift from a squat round their backs too, by some 25 degrees when measured. What Koshi tells is good form for this exercise, nothing more.
    .source = Text 003 (5-4). Guideline for workplaces, Japan 2013 (V, second-hand). Saraceni et al. 2020 (V, abstract). von Arx et al. 2021, 30 people (V, abstract). Splitting a load is Koshi’s judgement (J).
reading-screen = How high the screen is
    .text = A laptop as it stands has a low screen, and one easily leans forward, the texts say. Their rule of thumb: the screen 10 to 15 centimetres below your eyes, the keyboard where the elbows are at right angles. Put a laptop on a stand or some books and plug in a keyboard; use a footrest if the chair is high. Change one thing, work with it for a day, and keep what is more comfortable.
    .open = For the 10 to 15 centimetres we found no support in what we have read. Public programs that score posture by angles say of their own numbers that they were set by intuition. Koshi does not measure a screen; At the desk looks only at how long you sit and at what changes since you began.
    .source = Texts 003 (5-5), 000 (1-1), 001. Some ten public programs that score posture (V). NHS South Tees (V, excerpt).
reading-warmth = Keeping the back warm
    .text = Text 000 recommends not letting the low back get cold: a bath, a steamed towel, a warm pack. What Koshi can say is only this: if warmth feels pleasant, it is a good moment of rest in a day. Let it not be too hot, keep cloth between it and the skin, and take it off before you sleep. A few slow movements afterwards may feel nice.
    .open = What the text says that warmth does, and that cold makes a back stiff, we have not confirmed in what we have read. If a place is numb, or swollen and hot, please ask a doctor before you warm it.
    .source = Text 000 (5-4). How to be careful with warmth is from memory (M). The rest is Koshi’s judgement (J).
reading-moving = Not being afraid to move
    .text = Once something has hurt, the body stiffens the low back to guard it; stiff, it moves less, and one grows afraid to move. Text 003 describes this circle. Begin not by bearing pain but with small movements that do not hurt, and collect them one by one: “that was all right”. Text 002 too would rather have us do a little, often, than keep still for fear. When it hurts, stop at once.
    .open = That people with back pain move more slowly was seen in a comparison. Whether fear is the reason, and what moving does, Koshi cannot say; nor does it repeat the text’s talk of a brain that misfires. With numbness or weakness, see a doctor before you exercise.
    .source = Texts 003 (1-1 to 1-3, 2-2), 002, 004. Laird et al. 2014 (V, abstract). That one stops is from text 004.

## The desk (watched)
page-desk = At the desk
desk-intro = Left open beside your work, it counts how long you have been sitting and lets you know with a chime and a line when it is time to stand. It works in a small window and in a hidden tab.
desk-camera = Where the camera is
desk-front = The computer's camera (in front)
desk-side = A camera at the side
desk-setup-front = Head and shoulders are enough. Sit as you always do, with the screen where it always is.
desk-setup-side = Put it 1.5 to 2 metres beside you, as high as your chest when you sit. It sees best from head to thigh.
desk-minutes = Minutes of sitting until you are told
desk-hard = At 60 minutes you are told once, even if you have put it off.
desk-limits = It looks only at how long you have sat, at keeping one posture for long, and at having come forward since you began. It does not judge good or bad posture. Do use your backrest. Standing up with a height-adjustable desk is not seen by a camera in front: press "I stood up".
desk-private = One picture is looked at every two seconds and forgotten at once. Only times are kept, and these are gone when you stop.
desk-small = It goes on when you make the window small or look at another tab. The mute button of this page turns the sound off.
desk-gone = Koshi was stopped in between, so time is counted from the start.
desk-of = min sitting (told at { $due })
desk-learning = Sit as you always do. Your starting posture is being learnt
desk-sitting = Watching
desk-away = You are away. After one minute time is counted from the start
desk-due = Time to stand
desk-later = Put off: you will be told again at { $minutes } minutes
desk-title-due = Time to stand
desk-day = Stood up { $stood ->
    [1] once
   *[other] { $stood } times
} · longest sitting { $longest } min
desk-snooze = 5 more minutes
desk-stood = I stood up
desk-lost = No connection to Koshi. Trying again
desk-ended = Koshi has stopped, so the watching has ended. Open the page again to start
desk-no-picture = No picture comes from the camera. See whether another app is using it
say-desk-begin = Counting how long you sit
say-desk-due = Time to stand and look far away
say-desk-hard = One hour. Stand up for a minute
say-desk-still = The same posture for a while. Shift a little
say-desk-closer = The screen has come closer. Roll your chair back a little
say-desk-forward = You have come forward a bit. Try the backrest for a moment

## Reference figures (never used to judge)
reference-title = Reference figures
reference-of-sit_to_stand = How often people usually stand up in 30 seconds from a chair about 40 cm high, arms crossed. The height of the chair and one's own height change it.
reference-of-single_leg_stance = Seconds on one leg with open eyes, by decade of life.
reference-of-side_plank = Mean seconds of a side plank held as long as one can. There is no need to hold it for so long.
reference-age = Age
reference-ages = { $low } to { $high }
reference-men = Men
reference-women = Women
reference-all = Everybody
reference-note = Source: { $source }. These are published figures, neither a verdict nor a goal. Measured in another way they cannot be compared.
