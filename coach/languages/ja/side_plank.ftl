exercise-side_plank = サイドプランク
    .easier = ひざをついて10秒から。
    .harder = 足をのばして20秒、30秒。
    .why = 体の横側を使って、肩から腰、かかとをまっすぐに保ちます(003)
say-next-side_plank = 次は、サイドプランクです
say-easier-side_plank = では、ひざをついて、10秒にしましょう
limits-side_plank = 腰の高さ、体の向き、ひじの位置を見ています。お尻が後ろに引けているか、肩や首、呼吸は、正面からは見えないので見ていません。
setup-side_plank = おへそをカメラに向けて横向きになり、ひじは肩の真下に。つま先でも、ひざをついてもかまいません。お尻は後ろに引かず、腰を軽く前に出しておきましょう。
say-place-side_plank = おへそをカメラに向けて横になり、床にひじをつきましょう
say-go-side_plank = では、腰を持ち上げましょう

fault-hike = 腰の上げすぎ
fault-rolls = 体の向きのずれ
fault-elbow_off = ひじの位置

cue-sag-front = わき腹の下に、ボールひとつ分のすき間を作りましょう
    .plain = 腰を少しだけ持ち上げましょう
cue-sag-front_change = わき腹の下に、ボールひとつ分のすき間を作りましょう
    .plain = 腰を少しだけ持ち上げましょう
cue-hike-front = 体を一枚の板にして、腰をほんの少し下げましょう
    .plain = 腰を少し下げて、肩から足まで一直線にしましょう
cue-rolls-width = おへそで、カメラをまっすぐ見ましょう
    .plain = 胸とおへそを、カメラの正面に向けましょう
cue-elbow_off-under = ひじは、肩の真下に置きましょう
    .plain = ひじを少しずらして、肩の下に入れましょう

praise-hike = 腰が下がって、まっすぐです
praise-rolls = 体が正面を向きました
praise-elbow_off = ひじの位置がよくなりました
well-rolls = 正面を向いたまま、保てました

own-limit-side_plank = 片側{ $most }秒まで
own-limit-ask-side_plank = 片側でキープする長さの上限(秒)
