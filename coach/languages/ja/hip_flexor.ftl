exercise-hip_flexor = 腸腰筋ストレッチ
    .easier = いすに片手を置いて、浅く。
    .harder = 止める時間を少しずつ長く。
    .why = 座る時間の合間に、足のつけ根の前を伸ばします(000)
say-next-hip_flexor = 次は、足のつけ根のストレッチです
limits-hip_flexor = 時間の案内です。よい悪いは判定しません。見ているのは、片ひざをついて上体を起こした姿勢だけです。骨盤の傾きや、伸びている感じは見えません。
setup-hip_flexor = 片ひざを床につき、反対の足を前に置いて、足の裏を床につけます。ひざの下にタオルを敷き、いすや壁に手を添えましょう。伸ばすのは、ひざをついた側です。頭から足先まで画面に入れます。
signal-thigh_lean = ひざをついた脚の太ももの傾き(度、+=腰が前)
say-place-hip_flexor = カメラに横を向き、片ひざを床に、反対の足を前へ
say-before-hip_flexor = いすや壁に手を添えましょう。痛む手前で止めましょう
say-go-hip_flexor = 始めましょう

way-pace_forward = 腰を前へ
say-pace_forward = 腰を前へ
say-pace_forward-hip_flexor = おなかを軽くしめて、腰を前へ運びましょう
    .plain = 上体は立てたまま、腰を前へ
say-pace_keep-hip_flexor = そのまま、楽に息を続けましょう
    .plain = 上体を起こして、ゆっくり息をしましょう
say-pace_back-hip_flexor = 腰をゆっくり戻しましょう
    .plain = もとの位置へ、ゆっくり

own-limit-hip_flexor = 片側 { $most } 回まで
own-limit-ask-hip_flexor = 片側の回数の上限
