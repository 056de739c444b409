exercise-plank = プランク
    .easier = ひざをついて10秒から。
    .harder = 20秒、30秒と少しずつ長く。
    .why = 頭からかかとまでを、まっすぐに保つ練習です(000、002)
say-next-plank = 次は、プランクです
say-easier-plank = では、ひざをついて、10秒にしましょう
limits-plank = 腰の上がり下がりを見ています。肩や首、呼吸は見ていません。
setup-plank = ひじは肩の真下に。つま先でも、ひざをついてもかまいません。
say-place-plank = カメラに横を向いて、床にひじをつきましょう
say-go-plank = では、体をまっすぐに持ち上げましょう

own-limit-plank = { $most } 秒まで
own-limit-ask-plank = 保つ時間の上限(秒)

fault-pike = お尻の上がりすぎ
cue-sag-line = お腹を床から少し遠ざけましょう
    .plain = お尻とお腹に軽く力を入れて、腰を少し上げましょう
cue-sag-change = お腹を床から少し遠ざけましょう
    .plain = お尻とお腹に軽く力を入れて、腰を少し上げましょう
cue-pike-line = お尻をほんの少し下げて、頭からかかとまでまっすぐにしましょう
    .plain = お尻を下げて、腰が反らない高さで止めましょう
cue-pike-change = お尻をほんの少し下げて、頭からかかとまでまっすぐにしましょう
    .plain = お尻を下げて、腰が反らない高さで止めましょう

praise-pike = お尻が下がって、まっすぐです
well-pike = お尻を上げすぎずに、保てました
