exercise-worlds_greatest = ワールドグレイテストストレッチ
    .easier = 後ろのひざを床につき、手は本や台の上に。
    .harder = 開いたところで2呼吸とまる。
    .why = 股関節と胸を、ひとつの流れで一緒に動かします(003)
say-next-worlds_greatest = 次は、大きく踏み込むストレッチです
say-easier-worlds_greatest = では、足のつけ根のストレッチにしましょう
say-place-worlds_greatest = カメラに横を向き、片足を大きく前へ。両手は床へ
limits-worlds_greatest = 左右の回数、ひじを下ろす(肩が下がる)、胸を開いて腕を上げる、の二つができたか、その間の速さを見ています。ねじれの大きさと背中の形は見えません。
setup-worlds_greatest = カメラに横を向き、片足を大きく前に踏み込んで、両手を前の足の内側の床につきます。届きにくいときは、手を本や台に置き、後ろのひざを床についてかまいません。ひじを床へ近づけ、つづけて同じ腕を天井へ。前の足の側を数えます。頭から後ろのつま先まで画面に入れます。
signal-hand_height = 高いほうの手の高さ(すねの長さの%、+=肩より上)

own-limit-worlds_greatest = 片側 { $most } 回まで
own-limit-ask-worlds_greatest = 片側の回数の上限

fault-skips_elbow = ひじが下りない
fault-skips_open = 腕が上まで開かない
cue-skips_elbow-shoulders = ひじを、前の足の内くるぶしへ近づけましょう
    .plain = 先に、ひじを下ろしましょう
cue-skips_open-arm = 指先を、天井の明かりへ向けましょう
    .plain = 次に、胸を開いて腕を上げましょう
cue-too_fast-arm_up = ひじを下ろして2つ、開いて2つ数えましょう
    .plain = もっとゆっくり開きましょう

praise-skips_elbow = 今のは、ひじまで下ろせました
praise-skips_open = 今のは、腕が上まで開きました
well-skips_elbow = ひじから胸まで、続けて動けました
say-unseen-skips_elbow = ひじを下ろすところが見えないので、そこは判定しません
reason-unseen_skips_elbow = 腕を開くのは見えましたが、その前にひじを下ろすところが見えませんでした。手と前の足が画面に入るようにすると見やすくなります

metric-open_pct = 手の上がり(すねの長さの%)
metric-lowered_pct = 肩の下がり(すねの長さの%)
metric-between_s = ひじから腕を上げるまで(秒)
metric-rear_knee_deg = 後ろのひざ(度、180=まっすぐ)
