exercise-shoulder_blade = 肩甲骨まわりのストレッチ
    .easier = 動きを半分の大きさで。
    .harder = もっとゆっくり、10回を2セット。
    .why = 肩甲骨を動かして、上半身のこわばりをゆるめます(000)
say-next-shoulder_blade = 次は、肩甲骨まわりのストレッチです
limits-shoulder_blade = 回数と時間の案内です。よい悪いは判定しません。見ているのは、上体を起こして指先を肩に置いた姿勢と、カメラ側のひじの動きだけです。肩甲骨そのものは見えません。
setup-shoulder_blade = いすに座るか立って、カメラに横を向きます。指先を両肩に軽く置きます。頭の上に少し余裕をとります。脚は画面からはみ出してもかまいません。
signal-arm_raised = 腕の上がり(度)
say-place-shoulder_blade = カメラに横を向き、上体を起こして、指先を肩に置きましょう
say-before-shoulder_blade = 肩の力を抜いて。上がるところまでで十分です
say-go-shoulder_blade = 始めましょう

way-pace_up = 前から上へ
way-pace_down = 後ろから下へ
say-pace_up = 上へ
say-pace_down = 後ろへ
say-pace_up-shoulder_blade = ひじを、前から上へ回しましょう
    .plain = ひじで、大きな円を描きましょう
say-pace_down-shoulder_blade = 胸を開いて、後ろから下へ
    .plain = ひじを後ろから、ゆっくり下ろしましょう

own-limit-shoulder_blade = { $most } 回まで
own-limit-ask-shoulder_blade = 回数の上限
