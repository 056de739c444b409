exercise-overhead_squat = Overhead squat (from the side)
    .easier = Only as deep as is easy; arms as high as is easy.
    .harder = Leave it as it is: this is a look at how you move, not training.
    .why = A way to see how the whole body moves together (002)
say-next-overhead_squat = Next, the overhead squat, side on
limits-overhead_squat = Koshi lists what it saw and what it did not: the trunk falling forward, the arms coming forward, heels, rounding of the back and depth. Nothing is called good or bad, and no cause and no weak muscle can be told from it. The low back hollowing is not looked at; knees and feet are, from the front.
setup-overhead_squat = Stand side on to the camera, feet about shoulder width apart and pointing ahead. Raise both arms beside your ears and stay so for two seconds first. Then sit down slowly to about the height of a chair. Only as deep as is comfortable is enough. Leave room above your hands in the picture.
say-place-overhead_squat = Arms up by your ears, side on to the camera

fault-arms_fall = Arms coming forward
cue-arms_fall-arms = Keep pressing the ceiling with your fingertips
    .plain = Try keeping your arms by your ears
say-sink-4 = four
say-rise-3 = three
say-rise-4 = four

metric-arms_deg = Arms before the line of the trunk (deg)
metric-down_s-overhead_squat = Go down (s)
metric-up_s-overhead_squat = Stand up (s)
