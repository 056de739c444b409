exercise-squat = スクワット
    .easier = いすに軽く触れるところまで。
    .harder = 下で1秒止まる。慣れたら2セット。
    .why = 太ももとお尻を一緒に使います。痛みのある日は休みます(000、002)
say-next-squat = 次は、スクワットです
say-easier-squat = では、いすからの立ち上がりを5回にしましょう
limits-squat = しゃがむ深さ、上体の傾き、すねの傾き、かかと、背中の丸まり、しゃがむ速さを見ています。ひざが内に入るか、足の幅、左右の重心、下での弾み、首、呼吸は、横からは見えないので見ていません。
setup-squat = カメラに横を向き、足を肩幅くらいに開いて、初めに2秒ほどまっすぐ立ってください。腕は前に伸ばすか、胸の前で組みます。深さは、無理のないところまでで十分です。上着のすそは、しまっておくと見やすくなります。
signal-squat_depth = ももの傾き(度、90=水平)
say-place-squat = カメラに横を向いて、まっすぐ立ちましょう

own-limit-squat = ももの傾き { $most }° まで(90° で水平)
own-limit-ask-squat = しゃがむ深さの上限(ももの傾き、度。90° で水平)
cue-own_limit-squat_depth = 決めてある深さまでで、立ちましょう
    .plain = もう少し浅く、しゃがみましょう

fault-leans_forward = 上体の倒れ
fault-heels_up = かかとの浮き
fault-ankles_stiff = ひざが前に出ていない
fault-not_deep = しゃがみが浅い
cue-leans_forward-excess = 胸のロゴを、前の人に見せたまましゃがみましょう
    .plain = 上体を、少しだけ起こしましょう
cue-heels_up-heel = かかとで、床の紙を押さえたまま動きましょう
    .plain = かかとを床につけて、少し浅めにしゃがみましょう
cue-ankles_stiff-shank = ひざで、つま先の上の空気をそっと押しましょう
    .plain = ひざは、前に出てもかまいません。深さは浅めにしましょう
cue-not_deep-thigh_tilt = 後ろの高いいすに、軽く腰かけるつもりで
    .plain = 痛くないところまで、もう少しだけしゃがみましょう
cue-too_fast-sink = 3つ数えながら、いすに座るようにしゃがみましょう
    .plain = もっとゆっくりしゃがみましょう

praise-leans_forward = 今のは、上体をよく起こせました
praise-heels_up = 今のは、かかとが床についていました
praise-ankles_stiff = 今のは、ひざがよく前に出ました
praise-not_deep = 今のは、しっかりしゃがめました
well-leans_forward = 上体を起こして、しゃがめました
well-heels_up = かかとを床につけて、しゃがめました
say-sink-1 = しゃがんで
say-sink-2 = に
say-sink-3 = さん
way-sink = しゃがむ

metric-down_s-squat = しゃがむ(秒)
metric-up_s-squat = 立つ(秒)
metric-depth_deg = ももの傾き(度、90=水平)
metric-excess_deg = 上体の傾き(度、つり合いに要る分との差)
metric-heel_share = かかとの浮き(足の長さの%)
