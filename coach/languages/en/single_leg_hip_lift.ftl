exercise-single_leg_hip_lift = Single-leg hip lift
    .easier = The hip lift on both feet.
    .harder = Stay a little longer at the top.
    .why = The next step for who is used to it: keeping the pelvis level on one leg (004)
say-next-single_leg_hip_lift = Next, the single-leg hip lift
say-easier-single_leg_hip_lift = Then the hip lift on both feet, five times
limits-single_leg_hip_lift = Koshi looks at hip height, whether the raised leg is straight and still, and tempo. It does not judge a low back that arches at the right height, the pelvis tilting to one side, or breathing.
setup-single_leg_hip_lift = On your back, one knee up and the other leg to the ceiling; then lift your hips. The picture should reach about a metre above the floor, so that the raised toes fit in. Sides are counted by the foot on the floor. Try it once the hip lift on both feet is easy.
say-place-single_leg_hip_lift = Lie on your back, side on to the camera, one knee up and the other leg to the ceiling

own-limit-single_leg_hip_lift = angle of shoulder, hip and knee of the standing foot up to { $most }° (180° is straight)
own-limit-ask-single_leg_hip_lift = Highest angle of shoulder, hip and knee of the standing foot (degrees; 180° is straight)

fault-too_high = Lifting too high
fault-raised_leg_bent = Raised knee bending
fault-leg_swings = Raised leg swinging
cue-too_high-above_line = Just press the floor with your heel; one straight line is high enough
    .plain = Lower your hips a little
cue-raised_leg_bent-raised_knee = Push your sole up to the ceiling
    .plain = Straighten the raised knee as far as is easy
cue-leg_swings-change = Keep your toes on one spot of the ceiling
    .plain = Keep the raised leg still; lift with the hips only

praise-too_high = That height was just right
praise-raised_leg_bent = Your raised leg was nice and straight that time
praise-leg_swings = Your raised leg stayed still that time
well-raised_leg_bent = Your raised leg stayed straight

metric-raised_knee_deg = Raised knee (deg, 180 = straight)
metric-leg_swing_deg = Raised leg swing (deg, change)
