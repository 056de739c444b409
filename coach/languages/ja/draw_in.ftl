exercise-draw_in = ドローイン
    .easier = 止める時間を短く、3回から。
    .harder = 立って、または歩きながら同じことを。
    .why = ゆっくり吐いて、お腹の奥を使う練習です(002)
say-next-draw_in = 次は、ドローインです
limits-draw_in = 時間の案内です。よい悪いは判定しません。見ているのは、仰向けでひざを立てた姿勢だけです。お腹の奥の筋肉は見えません。
setup-draw_in = 仰向けになってひざを立てます。手は楽なところに置きます。頭や足の先が画面から少しはみ出しても、案内は続きます。
say-place-draw_in = カメラに横を向いて仰向けになり、ひざを立てましょう
say-before-draw_in = 軽い力で。苦しくなったら、ふつうの呼吸に戻しましょう
say-go-draw_in = 始めましょう

say-pace_out-draw_in = ふーっと吐きながら、お腹をうすくしましょう
    .plain = 息を吐きながら、お腹をへこませましょう
say-pace_keep-draw_in = お腹はそのまま、小さく息を続けましょう
    .plain = へこませたまま、楽に息をしましょう
say-pace_back-draw_in = お腹をゆっくり戻しましょう
    .plain = 力をゆっくり抜きましょう

own-limit-draw_in = { $most } 回まで
own-limit-ask-draw_in = 回数の上限
