exercise-single_leg_hip_lift = 片足ヒップリフト
    .easier = 両足のヒップリフト。
    .harder = 上で止める時間を少しずつ長く。
    .why = 慣れてきた人の次の一歩。片足で骨盤を水平に保ちます(004)
say-next-single_leg_hip_lift = 次は、片足ヒップリフトです
say-easier-single_leg_hip_lift = では、両足のヒップリフトを5回にしましょう
limits-single_leg_hip_lift = お尻の高さ、上げた足の伸びとゆれ、テンポを見ています。高さはよいのに腰だけが反る形、骨盤の左右の傾き、呼吸は見ていません。
setup-single_leg_hip_lift = 仰向けで片ひざを立て、もう片方の足を天井へ伸ばしてから、お尻を上げます。伸ばした足先まで入るように、床から1メートルほどの高さまで映してください。左右は、床についている足で数えます。ヒップリフトが楽にできるようになってから試しましょう。
say-place-single_leg_hip_lift = 体の横をカメラへ。仰向けで片ひざを立て、片足は天井へ

own-limit-single_leg_hip_lift = 肩・お尻・床についた足のひざの角度 { $most }° まで(180° でまっすぐ)
own-limit-ask-single_leg_hip_lift = お尻を上げる角度の上限(肩・お尻・床についた足のひざ、度。180° でまっすぐ)

fault-too_high = 上げすぎ
fault-raised_leg_bent = 上げた足のひざの曲がり
fault-leg_swings = 上げた足のゆれ
cue-too_high-above_line = かかとで床を押すだけで十分です。一直線のところで止めましょう
    .plain = お尻を少しだけ下げましょう
cue-raised_leg_bent-raised_knee = 足の裏で、天井を押すつもりで伸ばしましょう
    .plain = 上げた足のひざを、楽に伸びるところまで伸ばしましょう
cue-leg_swings-change = 上げた足のつま先を、天井の一点に止めておきましょう
    .plain = 上げた足は動かさずに、お尻だけで上げましょう

praise-too_high = 今の高さ、ちょうどいいです
praise-raised_leg_bent = 今のは、足がよく伸びていました
praise-leg_swings = 今のは、足を止めたまま上げられました
well-raised_leg_bent = 上げた足を伸ばしたまま、できました

metric-raised_knee_deg = 上げた足のひざ(度、180=まっすぐ)
metric-leg_swing_deg = 上げた足のゆれ(度、始めとの差)
