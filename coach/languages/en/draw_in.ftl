exercise-draw_in = Draw-in
    .easier = Hold for less time, three times to begin with.
    .harder = The same standing, or while you walk.
    .why = Breathing out slowly, to use the deep belly (002)
say-next-draw_in = Next, the draw-in
limits-draw_in = A timer: nothing is judged. Koshi looks only at whether you lie on your back with your knees up. It cannot see the deep muscles of your belly.
setup-draw_in = Lie on your back with your knees up, your hands wherever they are comfortable. It goes on all the same if your head or your toes leave the picture a little.
say-place-draw_in = Lie on your back, side on to the camera, and bring your knees up
say-before-draw_in = Gently, and never hold your breath. If it feels too much, breathe as usual
say-go-draw_in = Let’s begin

say-pace_out-draw_in = Breathe out long, and let your belly go thin
    .plain = Draw your belly in as you breathe out
say-pace_keep-draw_in = Keep your belly there, with small easy breaths
    .plain = Belly in, breathing easily
say-pace_back-draw_in = Let your belly come back slowly
    .plain = Let go slowly

own-limit-draw_in = up to { $most } times
own-limit-ask-draw_in = Most times
