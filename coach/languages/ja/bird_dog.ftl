exercise-bird_dog = バードドッグ
    .easier = 足だけ、または手だけをのばす。
    .harder = のばした形で5秒止まる。
    .why = 背骨を静かに保ったまま、手と足を伸ばします(003)
say-next-bird_dog = 次は、バードドッグです
say-easier-bird_dog = では、四つんばいのまま、キャットアンドカウにしましょう
limits-bird_dog = 足の高さとひざの伸び、背中の傾き、腰のずれ、速さを見ています。腰の反り、骨盤のねじれ、手の高さ、首、呼吸は見ていません。
setup-bird_dog = 手は肩の真下、ひざは腰の真下に。始める前に一度、片足と反対の手を遠くへ伸ばして、画面に入るか確かめましょう。入らなければ、カメラを少し離してください。
signal-leg_swing = 足の上がり(度、90=水平)
say-place-bird_dog = カメラに横を向いて、四つんばいになりましょう

own-limit-bird_dog = 足を上げる角度 { $most }° まで(90° で水平)
own-limit-ask-bird_dog = 足を後ろへ上げる角度の上限(度。90° で水平)
cue-own_limit-leg_swing = 決めてある高さまでにしましょう
    .plain = もう少し低いところで止めましょう

fault-leg_too_high = 足の上げすぎ
fault-leg_low = 足の高さ不足
fault-knee_bent = ひざの曲がり
fault-trunk_tilts = 背中の傾き
fault-hips_shift = 腰のずれ
cue-leg_too_high-ankle_height = かかとで、後ろの壁を遠くへ押しましょう
    .plain = 足は背中の高さまでで十分です
cue-leg_low-ankle_height = かかとを、後ろの壁へまっすぐ伸ばしましょう
    .plain = 足をもう少しだけ上げましょう
cue-knee_bent-knee_angle = つま先を遠くへ引っぱられるつもりで、足を伸ばしましょう
    .plain = 後ろへ伸ばした足の、ひざを伸ばしましょう
cue-trunk_tilts-change = 背中に湯のみをのせたつもりで、動きましょう
    .plain = 胸と腰の高さを変えずに、手足だけ伸ばしましょう
cue-hips_shift-change = 床についたひざの真上に、腰を残しましょう
    .plain = 体を前後に動かさずに、手足だけ伸ばしましょう
cue-too_fast-reach = 2つ数えながら、ゆっくり伸ばしましょう
    .plain = もっとゆっくり伸ばしましょう
cue-too_fast-fold = 2つ数えながら、ゆっくり戻しましょう
    .plain = もっとゆっくり戻しましょう

praise-leg_too_high = 今の高さ、ちょうどいいです
praise-leg_low = 今のは、足がよく上がりました
praise-knee_bent = 今のは、ひざがよく伸びました
praise-trunk_tilts = 今のは、背中を傾けずに伸ばせました
praise-hips_shift = 今のは、腰を動かさずに伸ばせました
well-trunk_tilts = 背中を傾けずに、伸ばせました
well-hips_shift = 腰を動かさずに、伸ばせました
say-reach-1 = 伸ばして
say-reach-2 = に
say-fold-1 = 戻して
say-fold-2 = に
say-unseen-trunk_tilts = 始めの姿勢が見えなかったので、背中の傾きは判定しません
way-reach = 伸ばす
way-fold = 戻す
reason-unseen_trunk_tilts = 動きは見えましたが、始めの四つんばいの姿勢が見えなかったので、背中の傾きは判定していません。手足を伸ばす前に、四つんばいで1秒ほど止まると見やすくなります

metric-leg_height_deg = 足の高さ(度、0=水平)
metric-knee_deg = ひざの伸び(度、180=まっすぐ)
metric-trunk_change_deg = 背中の傾き(度、始めとの差)
metric-hips_shift_pct = 腰のずれ(胴の長さの%、始めとの差)
metric-out_s-bird_dog = 伸ばす(秒)
