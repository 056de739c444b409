exercise-hip_lift = ヒップリフト
say-next-hip_lift = 次は、ヒップリフトです
limits-hip_lift = お尻の高さ、腰の反り、テンポを見ています。足の幅、呼吸は見ていません。
setup-hip_lift = 腕は胸の上で組むのがおすすめです。背中の下の線がカメラから見えるので、腰の反りまで確かめられます。床に置いたままでも使えます。
signal-overshoot = お尻の高さ(度、0=一直線)
say-place-hip_lift = カメラに横を向いて仰向けになり、ひざを立てましょう。腕は胸の上に

own-limit-hip_lift = 肩・お尻・ひざの角度 { $most }° まで(180° でまっすぐ)
own-limit-ask-hip_lift = お尻を上げる角度の上限(肩・お尻・ひざ、度。180° でまっすぐ)
cue-own_limit-overshoot = 決めてある高さまでにしましょう
    .plain = もう少し低いところで止めましょう

fault-over_arch = 腰の反り
fault-over_arch-contour = 腰の反り
fault-over_arch-above_line = 上げすぎ
fault-not_high_enough = 高さ不足
fault-feet_too_far = かかとが遠い
fault-feet_too_near = かかとが近い
cue-over_arch-above_line = 高さは十分です。肩からひざが一直線になるところで止めましょう
    .plain = お尻を少しだけ下げましょう
cue-over_arch-contour = お腹を軽くへこませて、腰の反りをゆるめましょう
    .plain = お腹に軽く力を入れて、背中を長く保ちましょう
cue-not_high_enough-below_line = かかとで床を押して、もう少し高く上げましょう
    .plain = お尻を締めて、もう少し持ち上げましょう
cue-too_fast-up = 3つ数えながら、ゆっくり上げましょう
    .plain = もっとゆっくり上げましょう
cue-too_fast-hold = 上で2秒止めましょう
    .plain = 上で少し止まりましょう
cue-too_fast-down = 背骨を上から順に床へつけて、4秒かけて下ろしましょう
    .plain = もっとゆっくり下ろしましょう
cue-feet_too_far-knee_angle = かかとを少しお尻に近づけましょう
    .plain = ひざがほぼ直角になるところに、足を置きましょう
cue-feet_too_near-knee_angle = かかとを少しお尻から離しましょう
    .plain = 足を少し前に置いて、ひざをほぼ直角にしましょう

praise-over_arch = 今のは、腰を反らさずに上げられました
praise-not_high_enough = 今の高さ、ちょうどいいです
praise-feet_too_far = かかとの位置がよくなりました
praise-feet_too_near = かかとの位置がよくなりました
well-over_arch = 腰を反らさずに、上げられました
well-not_high_enough = しっかり高さが出ていました
say-lift-1 = いち
say-lift-2 = に
say-lift-3 = さん
say-lower-1 = 下ろして
say-lower-2 = に
say-lower-3 = さん
say-lower-4 = し
say-unseen-over_arch = 腰の線が見えにくいので、腰の反りは判定しません
way-lift = 上げる
way-lower = 下ろす
reason-unseen_over_arch = 高さは見えましたが、腰の反りは、服や腕の陰になって、はっきり分かりませんでした。体に沿う服で、カメラを体の真横に置き、腕を胸の上で組むと見やすくなります

metric-top_deg = いちばん上(度)
metric-rise_deg = 動きの大きさ(度)
metric-rest_knee_deg = 始めのひざ(度)
metric-arch_deg = 腰の反り(度、目安)
