exercise-lifting = Lifting from the floor
    .easier = Something light that stands on a low step.
    .harder = A few reps more, when you are used to it.
    .why = To come close and bend knees and hips together (003)
say-next-lifting = Next: lifting from the floor
limits-lifting = It looks at rounding of the back, whether knees and hips bend together, how close you are to the thing and how fast you go down. Only movements in which the hands come near the floor are counted. Heels, twisting and the weight cannot be seen from the side and are not looked at.
setup-lifting = Put something light, an empty box or a towel, on the floor right before your feet. Stand side-on to the camera, upright for about two seconds first. Leave the foot nearer to the camera in view.
signal-reach = Shoulders down (% of standing height)
say-place-lifting = Put something light before you and stand side-on

fault-bends_from_back = Bending without the knees
fault-too_far = Far from the thing
cue-bends_from_back-bend_share = Crouch down beside the thing first
    .plain = Bend knees and hips together
cue-too_far-wrists = Stand so close that it is between your feet
    .plain = One step closer to the thing
cue-too_fast-crouch = Count to two on the way down
    .plain = Go down a little more slowly

praise-bends_from_back = That time knees and hips worked together
praise-too_far = That time you were close to it
well-bends_from_back = Your knees and hips worked together
well-too_far = You lifted close to your body
say-crouch-1 = Down
say-crouch-2 = two
way-crouch = Down

metric-reach_pct = Shoulders down (% of standing height)
metric-bend_pct = Share of the way that the hips did not come along (%)
metric-far_legs = Hands in front of the ankles (% of leg length)
metric-down_s-lifting = Down (s)
metric-up_s-lifting = Up (s)
