exercise-single_leg_stance = Standing on one leg
    .easier = Keep one hand on the wall or chair.
    .harder = Let go lightly, where you can hold on at any time.
    .why = A way to see how steady you stand on one leg (002)
say-next-single_leg_stance = Next, standing on one leg
limits-single_leg_stance = What is looked at: how long you stand, how far your body sways, and whether it leans. How level your pelvis is, which muscles work, and why you sway cannot be told by a camera. Holding on to the wall or chair is fine.
setup-single_leg_stance = Face the camera, right beside a wall or a chair that stays put. Bare feet are best. You may hold on at any time. Stand on both feet for two seconds first (your stance is compared with that), then lift one foot just a little off the floor. Head to feet in the picture.
signal-sway = Sway of the body (% of your height)
say-place-single_leg_stance = Face the camera, beside a wall or a chair
say-go-single_leg_stance = Lift one foot just a little. You may hold on

fault-wobbles = Swaying
fault-leans = Leaning to one side

cue-wobbles-sway = Look at one far point
    .plain = Stand on the whole sole of your foot
cue-leans-trunk = As if a thread held the top of your head
    .plain = Bring your body upright

praise-wobbles = You are steadier now
praise-leans = Upright again
well-wobbles = You stood quietly
well-leans = You stayed upright

own-limit-single_leg_stance = up to { $most } s on each side
own-limit-ask-single_leg_stance = Longest stance on one side (seconds)
