exercise-diaphragm = 横隔膜ブリージング
    .easier = 4秒と6秒が長ければ、自分の呼吸で。
    .harder = いすに座って、同じ呼吸を。
    .why = 胸ではなく、みぞおちの奥で静かに呼吸する練習です(003)
say-next-diaphragm = 次は、横隔膜ブリージングです
limits-diaphragm = 呼吸の長さの目安をお伝えするもので、よい悪いは判定しません。見ているのは、仰向けでひざを立てた姿勢と、お腹の上がり下がりだけです。お腹の奥の筋肉は見えません。
setup-diaphragm = 仰向けになってひざを立て、片手を胸に、片手をお腹に置きます。頭や足の先は、画面からはみ出してもかまいません。
signal-belly_level = お腹の高さ(肩から腰までの長さの%)
say-place-diaphragm = カメラに横を向いて仰向けになり、ひざを立てて、手をお腹へ
say-before-diaphragm = 楽に目を閉じてかまいません。くらくらしたら、ふつうの呼吸に戻しましょう
say-go-diaphragm = 始めましょう

say-pace_in-diaphragm = 鼻から吸って、お腹をふわっとふくらませましょう
    .plain = 鼻から、4つ数えて吸いましょう
say-pace_out-diaphragm = ろうそくの火をゆらすように、口から細く吐きましょう
    .plain = 口から、6つ数えて吐きましょう

own-limit-diaphragm = { $most } 呼吸まで
own-limit-ask-diaphragm = 呼吸の数の上限
