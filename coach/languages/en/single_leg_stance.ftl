exercise-single_leg_stance = Standing on one leg
    .easier = Keep one hand on the wall or chair.
    .harder = Let go lightly, where you can hold on at any time.
say-next-single_leg_stance = Next, standing on one leg
limits-single_leg_stance = A timer: nothing is judged. Koshi looks only at whether you face the camera with one foot off the floor, and for how long. How much you sway, and which muscles work, are not looked at.
setup-single_leg_stance = Face the camera, right beside a wall or a chair that stays put. Bare feet are best. You may hold on at any time. Lift one foot just a little off the floor. Head to feet in the picture.
signal-foot_height = Height of the lifted foot (% of the leg)
say-place-single_leg_stance = Face the camera, beside a wall or a chair
say-before-single_leg_stance = You may hold on to the wall or chair at any time
say-go-single_leg_stance = Lift one foot just a little

way-pace_stand = stand on one leg
say-pace_stand = Once more
say-pace_stand-single_leg_stance = Look at one far point and breathe easily
    .plain = Stand on the whole sole of your foot

own-limit-single_leg_stance = up to { $most } times on each side
own-limit-ask-single_leg_stance = Most times on each side (20 seconds each)
