exercise-dead_bug = デッドバグ
    .easier = 足だけを動かし、かかとを床に軽く触れる。
    .harder = もっとゆっくり、遠くまでのばす。
    .why = 腰を反らせずに、手と足を伸ばす練習です(003)
say-next-dead_bug = 次は、デッドバグです
say-easier-dead_bug = では、足を下ろして、ドローインにしましょう
limits-dead_bug = 手足の組み合わせと伸び、休んでいる足のずれ、伸ばす速さを見ています。腰が床から浮いたことは、はっきり見えたときだけお伝えします(体の真横から、体に沿う服で)。浮いていないかどうかは分かりません。戻す速さ、床を押す力、呼吸、首は見ていません。
setup-dead_bug = 両手を天井へ伸ばし、ひざを腰の真上で直角に曲げます。片足と反対の手を一緒に、床の近くまで伸ばして戻します。カメラは体の真横に置き、マットと違う色の、体に沿う服にすると、腰が浮くかまで見やすくなります。つらいときは、足をあまり遠くへ伸ばさなくて大丈夫です。
signal-leg_reach = 足の動き(度)
say-place-dead_bug = 体の横をカメラへ。仰向けで両手は天井、ひざは腰の真上へ

own-limit-dead_bug = 足を伸ばす角度 { $most }° まで(肩・腰・ひざ、180° でまっすぐ)
own-limit-ask-dead_bug = 足を伸ばす角度の上限(肩・腰・ひざ、度。180° でまっすぐ)
cue-own_limit-leg_reach = 決めてあるところまでで戻りましょう
    .plain = 足は、もう少し手前で止めましょう

fault-back_lifts = 腰の浮き
fault-same_side = 同じ側の手足の動き
fault-leg_short = 足の伸び不足
fault-resting_leg_drifts = 休んでいる足のずれ
fault-arm_still = 手の伸び不足
cue-back_lifts-hollow = 腰の下のハンカチを押さえるつもりで、伸ばしましょう
    .plain = お腹に軽く力を入れて、足は少し高めで止めましょう
cue-same_side-arms = 伸ばす足と反対側の手を、一緒に伸ばしましょう
    .plain = 右足なら左手、左足なら右手です
cue-leg_short-reach = かかとで、向こうの壁を押すように伸ばしましょう
    .plain = 足を、もう少し遠くへ伸ばしましょう
cue-resting_leg_drifts-change = もう片方のひざは、天井からつるされたつもりで
    .plain = 休んでいる足は、動かさずにおきましょう
cue-arm_still-reach = 指先を、頭の向こうの壁へ伸ばしましょう
    .plain = 手も一緒に伸ばしましょう

praise-back_lifts = 今のは、腰が浮きませんでした
praise-same_side = 今のは、反対側の手と足で伸ばせました
praise-leg_short = 今のは、足がよく伸びました
praise-resting_leg_drifts = 今のは、休んでいる足が動きませんでした
praise-arm_still = 今のは、手もよく伸びました
well-leg_short = 足を遠くまで、伸ばせました

metric-leg_reach_deg = 足の伸び(度、180=まっすぐ)
metric-resting_leg_deg = 休んでいる足のずれ(度、始めとの差)
metric-arm_reach_pct = 手の下がり(胴の長さの%、始めとの差)
metric-hollow_pct = 腰の浮き(目安。肩から腰までの長さの%、伸ばす途中との差)
metric-out_s-dead_bug = 伸ばす(秒)
