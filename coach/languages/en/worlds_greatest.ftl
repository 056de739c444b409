exercise-worlds_greatest = World’s greatest stretch
    .easier = Back knee on the floor, hands on a book or a block.
    .harder = Stay open for two breaths.
say-next-worlds_greatest = Next, a stretch in a long step forward
say-easier-worlds_greatest = Then the hip flexor stretch instead
limits-worlds_greatest = A timer and a count: nothing is judged. Koshi looks only at whether you are in a long step with a hand on the floor, and at an arm going up and coming down. It cannot see how far you twist, nor the shape of your back.
setup-worlds_greatest = Side on to the camera, take one long step forward and put both hands on the floor, inside the front foot. If that is far, put them on a book or a block, and let the back knee rest on the floor. Bring the elbow towards the floor, then the same arm to the ceiling. The side of the front leg is counted. Head to back toes in the picture.
signal-hand_height = Height of the higher hand (% of the shin, + = above the shoulders)
say-place-worlds_greatest = Side on to the camera, one long step forward, both hands to the floor
say-before-worlds_greatest = Your back knee may rest on the floor
say-go-worlds_greatest = Let’s begin

way-pace_elbow = elbow to the floor
way-pace_open = open the chest
say-pace_elbow = Elbow down
say-pace_open = And open
say-pace_elbow-worlds_greatest = Bring your elbow down, inside the front foot
    .plain = Breathe out and lower your elbow
say-pace_open-worlds_greatest = Open your chest, that arm to the ceiling
    .plain = Fingertips towards the ceiling light

own-limit-worlds_greatest = up to { $most } times on each side
own-limit-ask-worlds_greatest = Most times on each side
