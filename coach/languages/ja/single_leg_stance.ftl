exercise-single_leg_stance = 片脚立ち
    .easier = 片手を壁かいすに置いたまま。
    .harder = 手を軽く離して。いつでも、つけるところで。
say-next-single_leg_stance = 次は、片脚立ちです
limits-single_leg_stance = 時間の案内です。よい悪いは判定しません。見ているのは、正面を向いて片足を床から離していることと、その長さだけです。ゆれの大きさや、どの筋肉を使ったかは見ていません。
setup-single_leg_stance = カメラの正面を向いて、壁か、動かないいすのすぐそばに立ちます。はだしがおすすめです。いつでも手をついてかまいません。片足を、床から少しだけ離します。頭から足先まで画面に入れます。
signal-foot_height = 上げた足の高さ(脚の長さの%)
say-place-single_leg_stance = カメラの正面に、壁かいすのそばで立ちましょう
say-before-single_leg_stance = いつでも、壁やいすに手をついてかまいません
say-go-single_leg_stance = 片足を、少しだけ上げましょう

way-pace_stand = 片脚で立つ
say-pace_stand = もう一度
say-pace_stand-single_leg_stance = 遠くの一点を見て、楽に息をしましょう
    .plain = 足の裏ぜんたいで、床に立ちましょう

own-limit-single_leg_stance = 片側 { $most } 回まで
own-limit-ask-single_leg_stance = 片側の回数の上限(1回は20秒)
