exercise-sit_to_stand = 立ち上がり
    .easier = 高めのいすで、手をももに置いて。
    .harder = 低めのいすで、3つ数えて座る。
    .why = 毎日何度もする動きを、太ももとお尻で床を押して(003)
say-next-sit_to_stand = 次は、いすからの立ち上がりです
limits-sit_to_stand = 足の位置、上体の傾き、背中の丸まり、立ちきること、立つ速さと座る速さを見ています。左右どちらの足に乗っているか、手の助け、首、呼吸は見ていません。
setup-sit_to_stand = キャスターのない、動かないいすを使い、背もたれを壁につけます。カメラに横を向いて座り、かかとを、ひざの真下か、いすの下へ少し引きましょう。腕は胸の前で組むか、前に伸ばします。手で押して立っても、かまいません。いすで手前の足が隠れない向きに置いてください。
signal-thigh_rise = ももの起き上がり(度、90=立った姿勢)
say-place-sit_to_stand = カメラに横を向いて、動かないいすに座りましょう

own-limit-sit_to_stand = 上体の傾き { $most }° まで
own-limit-ask-sit_to_stand = 立つときに上体を倒す角度の上限(度)
cue-own_limit-trunk_lean = 傾きは、決めてあるところまでで十分です
    .plain = 上体を、もう少し浅く倒しましょう

fault-feet_forward = 足が前に出ている
fault-leans_much = 上体の倒しすぎ
fault-not_full = 立ちきり不足
fault-drops_down = すとんと座る
cue-feet_forward-shank = かかとを、いすの下に少し隠しましょう
    .plain = 足を少し手前に引いてから、立ちましょう
cue-leans_much-trunk_lean = 前の壁の時計を見ながら、立ちましょう
    .plain = 上体の傾きは、もう少し浅くて大丈夫です
cue-not_full-knee_angle = 頭のてっぺんで、天井をそっと押しましょう
    .plain = ひざと腰を伸ばして、立ちきりましょう
cue-not_full-trunk_lean = 頭のてっぺんを、天井へ近づけましょう
    .plain = 上体を起こして、まっすぐ立ちましょう
cue-drops_down-seat = いすに卵があるつもりで、そっと座りましょう
    .plain = 3つ数えながら、ゆっくり座りましょう
cue-too_fast-rise = 足の裏で床を押して、2つ数えながら立ちましょう
    .plain = もう少しゆっくり立ちましょう

praise-feet_forward = 今のは、足がよい位置でした
praise-leans_much = 今の傾き、ちょうどいいです
praise-not_full = 今のは、しっかり立ちきれました
praise-drops_down = 今のは、そっと座れました
well-feet_forward = 足を引いて、立ち上がれました
well-leans_much = 上体を倒しすぎずに、立てました
well-not_full = 最後まで、立ちきれました
well-drops_down = そっと、静かに座れました
say-sit-1 = 座って
say-sit-2 = に
say-sit-3 = さん
say-unseen-not_full = 立ちきったかどうか、はっきり見えないので、判定しません
way-sit = 座る
reason-unseen_not_full = 動きは見えましたが、ひざと腰が伸びきったかどうか、はっきりとは分かりませんでした。カメラを体の真横に置き、頭から足先まで映すと見やすくなります

metric-stand_knee_deg = 立ったときのひざ(度、180=まっすぐ)
metric-stand_lean_deg = 立ったときの上体の傾き(度)
metric-rise_s = 立つ(秒)
metric-sit_s = 座る(秒)
metric-seat_s = いすに着く直前(秒)
