exercise-towel = Towel thoracic extension
    .easier = Fold the towel thinner.
    .harder = Move the towel a little and do it there too.
    .why = To bend back in the upper back, not in the low back (003)
say-next-towel = Next, the towel stretch
limits-towel = A guide to number and time: nothing is judged. Koshi looks only at whether you lie on your back with your hips down, and at your head going back and coming again. It cannot see where your spine bends.
setup-towel = Lie on your back over a rolled towel, under your upper back near the shoulder blades, with your knees up. Put both hands behind your head and let them carry it.
signal-head_back = Head back (deg)
say-place-towel = Towel under your upper back, knees up, hands behind your head
say-before-towel = Let your hands carry your head, neck at ease. Stop before it hurts
say-go-towel = Let’s begin

way-pace_lean = lean back
say-pace_lean = Lean back
say-pace_lean-towel = Hips on the floor, lean over the towel
    .plain = Over three counts, open your chest upwards
say-pace_back-towel = Hold your head and come back
    .plain = Hands carry your head, slowly back

own-limit-towel = up to { $most } times
own-limit-ask-towel = Most times
