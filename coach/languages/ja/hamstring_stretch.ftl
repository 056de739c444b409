exercise-hamstring_stretch = ハムストリングストレッチ
    .easier = かかとを近づけて、ひざを少し曲げたまま。
    .harder = 止める時間を少しずつ長く。
    .why = 座る時間の合間に、太ももの裏を伸ばします(000)
say-next-hamstring_stretch = 次は、いすに座って、ももの裏のストレッチです
limits-hamstring_stretch = 背中の丸まりと、はずみ(上体が前後にゆれること)を見ています。伸ばした足のひざ、骨盤の向き、首、呼吸、伸びている感じは見ていません。どこまで倒すかも、問いません。
setup-hamstring_stretch = 動かないいすに浅く座り、カメラに横を向きます。カメラ側の足を前に伸ばしてかかとを床につけ、もう片方の足の裏は床につけます。初めに2秒ほど背筋を伸ばして座り、それから股関節を折って、楽なところまで上体を前へ。息は止めません。頭から足先まで画面に入れます。
signal-fold = 上体の前への傾き(度、0=まっすぐ座った姿勢)
say-place-hamstring_stretch = いすに浅く座り、カメラ側の足を前に伸ばしましょう
say-go-hamstring_stretch = 背筋を伸ばして、ゆっくり前へ倒しましょう

fault-bounces = はずみ
cue-rounded_back-contour_seated = 胸のロゴを、つま先のほうへ見せましょう
    .plain = 背筋を長くして、股関節から前へ倒しましょう
cue-bounces-swing = 息をふーっと吐いて、そのまま静かにしましょう
    .plain = はずみをつけずに、同じところで保ちましょう
praise-bounces = 静かに保てています
well-bounces = はずみをつけずに、保てました

own-limit-hamstring_stretch = 片側{ $most }秒まで
own-limit-ask-hamstring_stretch = 片側でキープする長さの上限(秒)
