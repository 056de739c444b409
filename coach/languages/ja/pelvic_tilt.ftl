exercise-pelvic_tilt = ペルビックティルト
    .easier = ごく小さく、息に合わせて。
    .harder = 押す時間を少しずつ長く。
    .why = 骨盤をそっと動かして、楽な真ん中を探します(000)
say-next-pelvic_tilt = 次は、腰で床をそっと押す運動です
limits-pelvic_tilt = 回数と時間の案内です。よい悪いは判定しません。動きが小さいので、回数は読み取れた分だけの目安です。骨盤の角度や、どの筋肉を使ったかは見えません。
setup-pelvic_tilt = 仰向けでひざを立て、手は胸の上か頭の後ろへ。カメラは体の真横、床から30〜50cmの高さに置きます。お尻を床につけたまま、腰でそっと床を押し、ゆっくりゆるめます。
signal-pelvis = 骨盤の動き(肩とひざを結ぶ線からの度)
say-place-pelvic_tilt = 仰向けでひざを立て、手は胸の上か頭の後ろへ
say-before-pelvic_tilt = お尻は床のまま、痛みのない小さな動きで
say-go-pelvic_tilt = 始めましょう

way-pace_press = 床を押す
way-pace_release = ゆるめる
say-pace_press = 押して
say-pace_release = ゆるめて
say-pace_press-pelvic_tilt = 息を吐きながら、腰で床をそっと押しましょう
    .plain = 腰の下のハンカチを、そっと押さえましょう
say-pace_release-pelvic_tilt = 吸いながら、ゆっくりゆるめましょう
    .plain = 力を抜いて、もとの腰に戻りましょう

own-limit-pelvic_tilt = { $most } 回まで
own-limit-ask-pelvic_tilt = 回数の上限
