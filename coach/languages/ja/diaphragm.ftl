exercise-diaphragm = 横隔膜ブリージング
limits-diaphragm = 呼吸の長さの目安をお伝えするもので、よい悪いは判定しません。見ているのは、仰向けでひざを立てた姿勢と、お腹の上がり下がりだけです。お腹の奥の筋肉は見えません。
setup-diaphragm = 仰向けになってひざを立て、片手を胸に、片手をお腹に置きます。カメラは体の真横に。頭の先や足の先は、画面からはみ出してもかまいません。
signal-belly_level = お腹の高さ(肩から腰までの長さの%)
say-place-diaphragm = カメラに横を向いて仰向けになり、ひざを立てましょう。片手は胸、片手はお腹に
say-before-diaphragm = 楽に目を閉じてかまいません。くらくらしたら、ふつうの呼吸に戻しましょう

own-limit-diaphragm = { $most } 呼吸まで
own-limit-ask-diaphragm = 続ける呼吸の数の上限
