exercise-lifting = 物の持ち上げ
    .easier = 低い台の上に置いた、軽い物から。
    .harder = 慣れたら、回数を少しずつ増やします。
    .why = 物に近づき、ひざと股関節を一緒に曲げて持ち上げます(003)
say-next-lifting = 次は、物の持ち上げです
limits-lifting = 背中の丸まり、ひざと股関節をいっしょに曲げているか、物との近さ、しゃがむ速さを見ています。手が床の近くまで下りた動きだけを数えます。かかと、体のひねり、物の重さは、横からは見えないので見ていません。
setup-lifting = 空の箱やタオルなど軽い物を、足のすぐ前の床に置きます。カメラに横を向き、初めに2秒ほどまっすぐ立ってください。手前の足が物でかくれないようにします。
signal-reach = 肩の下がり(立った高さの%)
say-place-lifting = 軽い物を前に置き、カメラに横を向いて立ちましょう

fault-bends_from_back = ひざを使わない前かがみ
fault-too_far = 物との遠さ
cue-bends_from_back-bend_share = 物のそばに、いったんしゃがみましょう
    .plain = ひざと股関節を、いっしょに曲げましょう
cue-too_far-wrists = 物が両足の間に来るくらい、近くに立ちましょう
    .plain = もう一歩、物に近づきましょう
cue-too_fast-crouch = 2つ数えながら、しゃがみましょう
    .plain = もう少しゆっくり下りましょう

praise-bends_from_back = 今のは、ひざと股関節をいっしょに使えました
praise-too_far = 今のは、物の近くで持てました
well-bends_from_back = ひざと股関節を、いっしょに使えました
well-too_far = 物の近くで、持ち上げられました
say-crouch-1 = しゃがんで
say-crouch-2 = に
way-crouch = しゃがむ

metric-reach_pct = 肩の下がり(立った高さの%)
metric-bend_pct = 腰が下がらずに肩だけ下がった割合(%)
metric-far_legs = 手と足首の間(足の長さの%)
metric-down_s-lifting = しゃがむ(秒)
metric-up_s-lifting = 立つ(秒)
