exercise-thread_needle = スレッド・ザ・ニードル
    .easier = 腕を、届くところまでだけ通す。
    .harder = 床に近いところで2呼吸とまる。
say-next-thread_needle = 次は、四つんばいで、腕をくぐらせるストレッチです
say-easier-thread_needle = では、キャットアンドカウにしましょう
limits-thread_needle = 回数と時間の案内です。よい悪いは判定しません。見ているのは、腰がひざの上にある四つんばいの姿勢と、肩が下りて戻る動きだけです。胸がどれだけ回ったかは見えません。
setup-thread_needle = カメラに横を向いて、四つんばいになります。手は肩の真下、ひざは腰の真下に。ひざの下にタオルを敷いてもかまいません。片方の腕を体の下にくぐらせ、戻したら反対の腕も。左右で1回と数えます。
signal-shoulder_drop = 低いほうの肩の下がり(太ももの長さの%、+=腰より下)
say-place-thread_needle = カメラに横を向いて、四つんばいになりましょう
say-before-thread_needle = 肩や首が痛むときは、浅いところまでにしましょう
say-go-thread_needle = 始めましょう

way-pace_thread = 腕をくぐらせる
way-pace_return = 四つんばいに戻る
way-pace_other = 反対の腕をくぐらせる
say-pace_thread = くぐらせて
say-pace_return = 戻って
say-pace_other = 反対の腕
say-pace_thread-thread_needle = 息を吐きながら、腕を体の下へ通しましょう
    .plain = 片方の腕を、床をすべらせて奥へ
say-pace_return-thread_needle = 吸いながら、四つんばいへ戻りましょう
    .plain = 床を押して、ゆっくり戻りましょう
say-pace_other-thread_needle = 反対の腕を、体の下へ通しましょう
    .plain = 腰はひざの上のまま、反対の腕を奥へ

own-limit-thread_needle = 左右 { $most } 回まで
own-limit-ask-thread_needle = 回数の上限(左右で1回)
