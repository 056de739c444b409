exercise-single_leg_stance = 片脚立ち
    .easier = 片手を壁かいすに置いたまま。
    .harder = 手を軽く離して。いつでも、つけるところで。
    .why = 片脚で立ったときのふらつきを見る方法です(002)
say-next-single_leg_stance = 次は、片脚立ちです
limits-single_leg_stance = 立てた時間と、体のゆれ、体の傾きを見ています。骨盤の左右の高さ、どの筋肉を使ったか、ゆれの理由は、カメラでは分からないので見ていません。壁やいすに手をついてもかまいません。
setup-single_leg_stance = カメラの正面を向いて、壁か、動かないいすのすぐそばに立ちます。はだしがおすすめです。いつでも手をついてかまいません。まず両足で2秒立ち(その姿勢と比べます)、それから片足を少しだけ床から離します。頭から足先まで画面に入れます。
signal-sway = 体のゆれ(身長の%)
say-place-single_leg_stance = カメラの正面に、壁かいすのそばで立ちましょう
say-go-single_leg_stance = 片足を少しだけ上げましょう。手はついてかまいません

fault-wobbles = 体のゆれ
fault-leans = 体の傾き

cue-wobbles-sway = 遠くの一点を、見つめましょう
    .plain = 足の裏ぜんたいで、床に立ちましょう
cue-leans-trunk = 頭のてっぺんを、天井からつるしたように
    .plain = 体をまっすぐに立てましょう

praise-wobbles = ゆれが小さくなりました
praise-leans = 体がまっすぐになりました
well-wobbles = 静かに立てました
well-leans = 体をまっすぐに保てました

own-limit-single_leg_stance = 片側{ $most }秒まで
own-limit-ask-single_leg_stance = 片側で立つ長さの上限(秒)
