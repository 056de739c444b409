exercise-cat_cow = キャット&カウ
    .easier = 動きを半分の大きさで。
    .harder = 呼吸に合わせて、もっとゆっくり。
    .why = 背中全体を、呼吸に合わせてなめらかに動かします(000、003)
say-next-cat_cow = 次は、キャットアンドカウです
limits-cat_cow = 背中の丸まりと反りの大きさ、お尻の前後のゆれ、ひじ、速さを見ています。背骨のどこが動いたか、首、呼吸は見ていません。
setup-cat_cow = カメラに横を向き、手は肩の真下、ひざはお尻の真下に。始めの1秒は、背中をまっすぐにして止まってください。その背中が、丸める・反らすの基準になります。体に沿う服で、上着のすそは、しまっておくと見やすくなります。
signal-back_curve = 背中の丸まり(胴の長さの%、0=始めの背中、プラス=丸い)
say-place-cat_cow = カメラに横を向いて、四つんばいになりましょう

own-limit-cat_cow = 背中を反らす深さ { $most }% まで(0% は始めのまっすぐな背中)
own-limit-ask-cat_cow = 背中を反らす深さの上限(胴の長さの%。0% は始めのまっすぐな背中)
cue-own_limit-lower_end = 反らすのは、決めてあるところまでにしましょう
    .plain = 丸める動きだけで十分です

fault-small_range = 背中の動きが小さい
fault-cat_missing = 背中を丸める動きがない
fault-cow_missing = 背中を反らす動きがない
fault-hips_rock = お尻の前後のゆれ
fault-arms_bend = ひじの曲がり
cue-small_range-range = 背中全体で、ゆったりした波を作りましょう
    .plain = 気持ちよい分だけ、もう少し大きく動かしましょう
cue-small_range-of_best = さっきの大きな波を、もう一度作りましょう
    .plain = 疲れたら、ここまででも十分です
cue-cat_missing-upper_end = 背中の真ん中を、天井へ押し上げましょう
    .plain = おへそをのぞきこむように、背中を丸めましょう
cue-cow_missing-lower_end = 胸のロゴを、前の壁に見せましょう
    .plain = 胸を前に開いて、ゆるやかに反らしましょう
cue-hips_rock-thigh = ひざの真上に、お尻を置いたまま動きましょう
    .plain = 体を前後にゆらさずに、背中だけ動かしましょう
cue-arms_bend-elbow = 両手で、床を遠くへ押しましょう
    .plain = ひじを伸ばしたまま動きましょう
cue-too_fast-round = 息を吐きながら、3つ数えて丸めましょう
    .plain = もっとゆっくり丸めましょう
cue-too_fast-arch = 息を吸いながら、3つ数えて反らしましょう
    .plain = もっとゆっくり反らしましょう

praise-small_range = 今のは、背中が大きく動きました
praise-cat_missing = 今のは、背中がよく丸まりました
praise-cow_missing = 今のは、胸がよく開きました
praise-hips_rock = 今のは、お尻を動かさずに、背中だけ動かせました
praise-arms_bend = 今のは、腕がよく伸びていました
well-small_range = 背中が、しっかり動きました
well-hips_rock = お尻をゆらさずに、背中を動かせました
say-round-1 = 丸めて
say-round-2 = に
say-round-3 = さん
say-arch-1 = 反らして
say-arch-2 = に
say-arch-3 = さん
say-unseen-small_range = 背中の線が見えにくいので、背中の動きは判定しません
way-round = 丸める
way-arch = 反らす
reason-unseen_small_range = 四つんばいは見えましたが、背中の線がはっきり見えなかったので、背中の動きは判定していません。体に沿う服で、上着のすそをしまい、髪が背中にかからないようにすると見やすくなります

metric-range_pct = 背中の動きの大きさ(胴の長さの%)
metric-cat_pct = 丸まり(胴の長さの%、始めとの差)
metric-cow_pct = 反り(胴の長さの%、始めとの差)
metric-thigh_swing_deg = お尻の前後のゆれ(ももの角度、度)
metric-elbow_deg = ひじの伸び(度、180=まっすぐ)
metric-round_s = 丸める(秒)
metric-arch_s = 反らす(秒)
