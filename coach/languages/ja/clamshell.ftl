exercise-clamshell = クラムシェル
    .easier = 開く幅を半分に、5回から。
    .harder = 開いたところで2秒止まる。
    .why = 腰をねじらずに、お尻の横から股関節を開きます(002)
say-next-clamshell = 次は、クラムシェルです
limits-clamshell = ひざの開き、足首どうしの離れ、体のゆれ、速さを見ています。骨盤や体が後ろに少し倒れることと、どの筋肉が動いたかは見ていません。背中を壁につけると安心です。
setup-clamshell = おへそをカメラに向けて横向きに寝て、両ひざを軽く曲げ、かかとをそろえます。背中を壁やソファにつけておくと、体が後ろに倒れません。カメラは体の正面、床から40〜60センチの高さに。ひざと足首が隠れないように、毛布は外してください。
signal-knees_apart = ひざの間の広さ(胴の長さの%)
say-place-clamshell = おへそをカメラに向けて横になり、ひざを軽く曲げましょう

own-limit-clamshell = ひざの開き { $most }% まで(胴の長さの%)
own-limit-ask-clamshell = ひざを開く大きさの上限(胴の長さの%)
cue-own_limit-opening = 決めてあるところまでで、閉じましょう
    .plain = もう少し小さく開きましょう

fault-heels_part = かかとの離れ
fault-rocks = 体のゆれ
fault-too_wide = 開きすぎ
fault-opens_little = ひざの開きが小さい
cue-heels_part-ankles = かかとどうしは、ボタンで留めたつもりで
    .plain = かかとをつけたまま、ひざだけ開きましょう
cue-rocks-shift = 背中の後ろの壁に、ずっと触れているつもりで
    .plain = 体は止めて、ひざだけ動かしましょう
cue-too_wide-opening = 貝が半分だけ開くように、動かしましょう
    .plain = もう少し小さく開きましょう
cue-opens_little-knees = 貝がゆっくり口を開くように、ひざを上げましょう
    .plain = 痛くないところまで、ひざをもう少し開きましょう
cue-too_fast-open = 2つ数えながら、ゆっくり開きましょう
    .plain = もっとゆっくり開きましょう
cue-too_fast-close = 2つ数えながら、ゆっくり閉じましょう
    .plain = もっとゆっくり閉じましょう

praise-heels_part = 今のは、かかとがついていました
praise-rocks = 今のは、体が静かでした
praise-too_wide = 今の開き方、ちょうどいいです
praise-opens_little = 今のは、ひざがよく開きました
well-heels_part = かかとをつけたまま、開けました
well-opens_little = ひざを、しっかり開けました
say-open-1 = 開いて
say-open-2 = に
say-close-1 = 閉じて
say-close-2 = に
say-unseen-opens_little = 開きが小さく見えた回は、判定しません。背中を壁につけましょう
way-open = 開く
way-close = 閉じる
reason-unseen_opens_little = 動きは見えましたが、ひざの開きが小さく見えたり、肩が一緒に動いたりした回が多くありました。小さく開いたのか、体が後ろに倒れたのか、カメラからは分からないので、その回は判定していません。背中を壁につけると、はっきりします

metric-opening_pct = ひざの開き(胴の長さの%、始めとの差)
metric-heels_apart = 足首の離れ(胴の長さ=1、始めとの差)
metric-open_s = 開く(秒)
metric-close_s = 閉じる(秒)
