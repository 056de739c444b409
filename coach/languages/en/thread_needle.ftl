exercise-thread_needle = Thread the needle
    .easier = Slide the arm through only as far as it goes.
    .harder = Stay near the floor for two breaths.
    .why = To turn from the chest, not from the low back (003)
say-next-thread_needle = Next, on all fours, threading one arm under your body
say-easier-thread_needle = Then the cat and cow instead
limits-thread_needle = Koshi counts each side and looks at how far the shoulder comes down, whether the hips stay over the knees, and speed. It cannot see how far your chest turns.
setup-thread_needle = Get on all fours, side on to the camera, hands under the shoulders, knees under the hips, a towel under the knees if you like. Slide one arm under your body and come back. Either arm may begin, one side first or both in turn. If your shoulder or neck hurts, stay shallow.
signal-shoulder_drop = Drop of the lower shoulder (% of the thigh, + = below the hips)
say-place-thread_needle = Get on your hands and knees, side on to the camera

own-limit-thread_needle = up to { $most } times on each side
own-limit-ask-thread_needle = Most times on each side

fault-hips_move = Hips moving
fault-threads_little = Shoulder coming down little
cue-hips_move-thighs = Leave your hips right over your knees
    .plain = Hips still, and turn from the chest
cue-threads_little-drop = Slide your arm toward the far wall
    .plain = A little deeper, as far as is pleasant
cue-too_fast-thread = Breathe out and thread over a count of two
    .plain = Thread more slowly
cue-too_fast-unthread = Press the floor and return over a count of two
    .plain = Come back more slowly

praise-hips_move = Your hips stayed over your knees that time
praise-threads_little = That went nice and deep
well-hips_move = You threaded with your hips still
say-thread-1 = thread
say-thread-2 = two
say-unthread-1 = return
say-unthread-2 = two
say-unseen-hips_move = I did not see where you began, so I am not judging your hips
way-thread = thread the arm
way-unthread = come back
reason-unseen_hips_move = The movement could be seen, but not how you knelt before it, so the hips were not judged. Stay on hands and knees for a second before you thread

metric-drop_pct = Drop of the shoulder (% of thigh length)
metric-thighs_deg = Hips moving (thigh angle, deg, change)
metric-thread_s = Thread (s)
metric-unthread_s = Return (s)
