exercise-side_plank = Side plank
    .easier = On your knees, ten seconds to begin with.
    .harder = Legs long, 20 seconds, then 30.
    .why = To use the side of the trunk: shoulder, hip and heel in one line (003)
say-next-side_plank = Next, the side plank
say-easier-side_plank = Then on your knees, for ten seconds
limits-side_plank = What is looked at: the height of your hips, which way your body faces, and where your elbow is. Whether your hips drift back, your shoulders, neck and breathing cannot be seen from the front, so they are not looked at.
setup-side_plank = Lie on your side with your belly button towards the camera, the elbow right under the shoulder. On your toes or on your knees, as you like. Keep the hips from drifting back: bring them a little forward.
say-place-side_plank = Lie on your side, belly button to the camera, and prop on your elbow
say-go-side_plank = Now lift your hips

fault-hike = Hips too high
fault-rolls = Body turning away
fault-elbow_off = Elbow not under the shoulder

cue-sag-front = Leave room for a ball under your side
    .plain = Lift your hips a little
cue-sag-front_change = Leave room for a ball under your side
    .plain = Lift your hips a little
cue-hike-front = One straight plank: hips a little lower
    .plain = Lower your hips into one line, shoulders to feet
cue-rolls-width = Point your belly button straight at the camera
    .plain = Turn chest and hips to face the camera
cue-elbow_off-under = Plant your elbow right under your shoulder
    .plain = Shift your elbow a little, under the shoulder

praise-hike = Hips lowered, straight now
praise-rolls = Facing the camera again
praise-elbow_off = Your elbow is in a better place
well-rolls = You kept facing the camera

own-limit-side_plank = up to { $most } s a side
own-limit-ask-side_plank = Longest hold on one side (seconds)
