exercise-ninety_ninety = 90/90ブリージング
    .easier = ふくらはぎをいすにのせて。
    .harder = ゆっくりした呼吸を少し長く続ける。
    .why = 長く吐いて肋骨を下ろし、骨盤との位置をそろえます(003)
say-next-ninety_ninety = 次は、ひざを直角にした呼吸です
limits-ninety_ninety = 足の形と、呼吸の長さの目安です。よい悪いは判定しません。見ているのは、仰向けで股関節とひざを直角くらいに曲げた姿勢と、お腹の上がり下がりだけです。壁や、腰の反りの変化は見えません。
setup-ninety_ninety = 壁の前で仰向けになり、足の裏を壁につけて、股関節とひざを直角くらいに曲げます。手はお腹か床に置きます。足先まで画面に入れます。
say-place-ninety_ninety = 仰向けで足の裏を壁につけ、ひざを直角に曲げましょう
say-before-ninety_ninety = 楽な長さでかまいません。くらくらしたら、ふつうの呼吸に戻しましょう
say-go-ninety_ninety = 始めましょう

say-pace_in-ninety_ninety = 鼻から、静かに吸いましょう
    .plain = 鼻から、4つ数えて吸いましょう
say-pace_out-ninety_ninety = 肋骨をそっと下ろすように、口から吐ききりましょう
    .plain = 口から、6つ数えて長く吐きましょう

own-limit-ninety_ninety = { $most } 呼吸まで
own-limit-ask-ninety_ninety = 呼吸の数の上限
