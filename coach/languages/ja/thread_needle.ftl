exercise-thread_needle = スレッド・ザ・ニードル
    .easier = 腕を、届くところまでだけ通す。
    .harder = 床に近いところで2呼吸とまる。
    .why = 腰ではなく、胸のあたりからひねる練習です(003)
say-next-thread_needle = 次は、四つんばいで、腕をくぐらせるストレッチです
say-easier-thread_needle = では、キャットアンドカウにしましょう
limits-thread_needle = 左右の回数、肩がどこまで下りたか、腰がひざの上に残っているか、速さを見ています。胸がどれだけ回ったかは見えません。
setup-thread_needle = カメラに横を向いて、四つんばいになります。手は肩の真下、ひざは腰の真下に。ひざの下にタオルを敷いてもかまいません。片方の腕を体の下にくぐらせて、戻ります。右が先でも左が先でも、交互でもかまいません。肩や首が痛むときは、浅いところまでにしましょう。
signal-shoulder_drop = 低いほうの肩の下がり(太ももの長さの%、+=腰より下)
say-place-thread_needle = カメラに横を向いて、四つんばいになりましょう

own-limit-thread_needle = 片側 { $most } 回まで
own-limit-ask-thread_needle = 片側の回数の上限

fault-hips_move = 腰が動く
fault-threads_little = 肩の下がりが小さい
cue-hips_move-thighs = ひざの真上に、腰を置いたまま通しましょう
    .plain = 腰は動かさずに、胸から回しましょう
cue-threads_little-drop = 腕を、向こうの壁まで通しましょう
    .plain = 気持ちよい分だけ、もう少し深く通しましょう
cue-too_fast-thread = 息を吐きながら、2つ数えて通しましょう
    .plain = もっとゆっくり通しましょう
cue-too_fast-unthread = 床を押しながら、2つ数えて戻りましょう
    .plain = もっとゆっくり戻りましょう

praise-hips_move = 今のは、腰がひざの上に残っていました
praise-threads_little = 今のは、深く通せました
well-hips_move = 腰を止めて、腕を通せました
say-thread-1 = 通して
say-thread-2 = に
say-unthread-1 = 戻って
say-unthread-2 = に
say-unseen-hips_move = 始めの姿勢が見えなかったので、腰の動きは判定しません
way-thread = 腕を通す
way-unthread = 戻る
reason-unseen_hips_move = 動きは見えましたが、始めの四つんばいが見えなかったので、腰の動きは判定していません。腕を通す前に、四つんばいで1秒止まると見やすくなります

metric-drop_pct = 肩の下がり(太ももの長さの%)
metric-thighs_deg = 腰のずれ(ももの角度、度、始めとの差)
metric-thread_s = 腕を通す(秒)
metric-unthread_s = 戻る(秒)
