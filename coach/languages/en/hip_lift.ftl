exercise-hip_lift = Hip lift
say-next-hip_lift = Next, the hip lift
limits-hip_lift = Koshi looks at height, arching and tempo. It does not judge foot width or breathing.
setup-hip_lift = Best with your arms folded on your chest: then the camera sees the line under your back, and Koshi can tell whether it arches. It works with the arms on the floor too.
signal-overshoot = Hip height (deg, 0 = one line)
say-place-hip_lift = Lie on your back, side on to the camera, knees up, arms on your chest

own-limit-hip_lift = angle of shoulder, hip and knee up to { $most }° (180° is straight)
own-limit-ask-hip_lift = Highest angle of shoulder, hip and knee (degrees; 180° is straight)
cue-own_limit-overshoot = Go only as high as the limit that was set
    .plain = Stop a little lower

fault-over_arch = Low back arching
fault-over_arch-contour = Low back arching
fault-over_arch-above_line = Lifting too high
fault-not_high_enough = Not high enough
fault-feet_too_far = Feet far from the hips
fault-feet_too_near = Feet close to the hips
cue-over_arch-above_line = High enough; stop where shoulder, hip and knee are in line
    .plain = Lower your hips a little
cue-over_arch-contour = Draw your belly in gently and let the low back flatten
    .plain = Brace your belly lightly and keep your back long
cue-not_high_enough-below_line = Press your heels into the floor and lift a little higher
    .plain = Squeeze your glutes and lift a little more
cue-too_fast-up = Count to three as you lift
    .plain = Lift more slowly
cue-too_fast-hold = Pause for two counts at the top
    .plain = Stay a moment at the top
cue-too_fast-down = Roll down slowly, over four counts
    .plain = Lower more slowly
cue-feet_too_far-knee_angle = Bring your heels a bit closer
    .plain = Place your feet so that the knees are near a right angle
cue-feet_too_near-knee_angle = Move your heels a bit further away
    .plain = Place your feet a little forward, knees near a right angle

praise-over_arch = You lifted without arching that time
praise-not_high_enough = That height was just right
praise-feet_too_far = Your feet are well placed now
praise-feet_too_near = Your feet are well placed now
well-over_arch = You lifted without arching
well-not_high_enough = You reached a good height
say-lift-1 = one
say-lift-2 = two
say-lift-3 = three
say-lower-1 = down
say-lower-2 = two
say-lower-3 = three
say-lower-4 = four
say-unseen-over_arch = I can’t see the line of your lower back, so I am not judging the arch
way-lift = up
way-lower = down
reason-unseen_over_arch = Your height could be seen, but whether the lower back arches could not be told for sure. Wear clothes that lie close, put the camera exactly beside you and fold your arms on your chest to show it

metric-top_deg = Top (deg)
metric-rise_deg = Movement (deg)
metric-rest_knee_deg = Knee at start (deg)
metric-arch_deg = Low-back arch (deg, rough)
