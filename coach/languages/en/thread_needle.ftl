exercise-thread_needle = Thread the needle
    .easier = Slide the arm through only as far as it goes.
    .harder = Stay near the floor for two breaths.
say-next-thread_needle = Next, on all fours, threading one arm under your body
say-easier-thread_needle = Then the cat and cow instead
limits-thread_needle = A timer and a count: nothing is judged. Koshi looks only at whether you are on all fours with your hips over your knees, and at a shoulder going down and coming back. It cannot see how far your chest turns.
setup-thread_needle = Get on all fours, side on to the camera, hands under the shoulders, knees under the hips, a towel under the knees if you like. Slide one arm under your body, come back, then the other arm. Both arms make one.
signal-shoulder_drop = Drop of the lower shoulder (% of the thigh, + = below the hips)
say-place-thread_needle = Get on your hands and knees, side on to the camera
say-before-thread_needle = If your shoulder or neck hurts, stay shallow
say-go-thread_needle = Let’s begin

way-pace_thread = thread one arm
way-pace_return = back to all fours
way-pace_other = thread the other arm
say-pace_thread = Thread it through
say-pace_return = And back
say-pace_other = The other arm
say-pace_thread-thread_needle = Breathe out and slide one arm under your body
    .plain = Let one arm glide along the floor
say-pace_return-thread_needle = Breathe in and come back to all fours
    .plain = Press the floor and come back slowly
say-pace_other-thread_needle = Now slide the other arm under your body
    .plain = Hips over your knees, and the other arm through

own-limit-thread_needle = up to { $most } times with both arms
own-limit-ask-thread_needle = Most times (both arms are one)
