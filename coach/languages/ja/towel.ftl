exercise-towel = タオル胸椎エクステンション
    .easier = タオルを薄くたたむ。
    .harder = タオルの位置を少しずつ変えて。
    .why = 腰ではなく、背中の上のほうで反る練習です(003)
say-next-towel = 次は、タオルを使うストレッチです
limits-towel = 回数と時間の案内です。よい悪いは判定しません。見ているのは、お尻を床につけた仰向けの姿勢と、頭が後ろへ行って戻る動きだけです。背骨のどこが反ったかは見えません。
setup-towel = 丸めたタオルを背中の上のほう(肩甲骨のあたり)に置いて仰向けになり、ひざを立てます。両手を頭の後ろに添えて、頭を支えます。
signal-head_back = 頭の後ろへの傾き(度)
say-place-towel = タオルを背中の上に。仰向けでひざを立て、手は頭の後ろへ
say-before-towel = 頭は手で支えて、首の力は抜きましょう。痛む前に止めましょう
say-go-towel = 始めましょう

way-pace_lean = もたれる
say-pace_lean = もたれて
say-pace_lean-towel = お尻は床のまま、タオルにもたれましょう
    .plain = 3つ数えて、胸を上に開きましょう
say-pace_back-towel = 手で支えて、戻りましょう
    .plain = 頭を支えて、ゆっくり戻りましょう

own-limit-towel = { $most } 回まで
own-limit-ask-towel = 回数の上限
