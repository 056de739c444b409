exercise-worlds_greatest = ワールドグレイテストストレッチ
    .easier = 後ろのひざを床につき、手は本や台の上に。
    .harder = 開いたところで2呼吸とまる。
say-next-worlds_greatest = 次は、大きく踏み込むストレッチです
say-easier-worlds_greatest = では、足のつけ根のストレッチにしましょう
limits-worlds_greatest = 回数と時間の案内です。よい悪いは判定しません。見ているのは、大きく踏み込んで手を床についた姿勢と、腕が上がって下りる動きだけです。ねじれの大きさや背中の形は見えません。
setup-worlds_greatest = カメラに横を向き、片足を大きく前に踏み込んで、両手を前の足の内側の床につきます。届きにくいときは、手を本や台に置き、後ろのひざを床についてかまいません。ひじを床へ近づけ、つづけて同じ腕を天井へ。前の足の側を数えます。頭から後ろのつま先まで画面に入れます。
signal-hand_height = 高いほうの手の高さ(すねの長さの%、+=肩より上)
say-place-worlds_greatest = カメラに横を向き、片足を大きく前へ。両手は床へ
say-before-worlds_greatest = 後ろのひざは、床についてかまいません
say-go-worlds_greatest = 始めましょう

way-pace_elbow = ひじを床へ
way-pace_open = 胸を開く
say-pace_elbow = ひじを床へ
say-pace_open = 開いて
say-pace_elbow-worlds_greatest = ひじを、前の足の内側の床へ近づけましょう
    .plain = 息を吐きながら、ひじを下ろしましょう
say-pace_open-worlds_greatest = 胸を開いて、その腕を天井へ
    .plain = 指先を、天井の明かりへ向けましょう

own-limit-worlds_greatest = 片側 { $most } 回まで
own-limit-ask-worlds_greatest = 片側の回数の上限
