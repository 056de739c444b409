## 判定
verdict-ok = よいフォーム
verdict-mild = 少し気になる点
verdict-severe = 直したい点
verdict-cannot_judge = 判定できません
verdict-guided = 案内のみ(判定なし)
verdict-observed = 見えたこと(判定なし)
severity-mild = 少し
severity-severe = はっきり
severity-observed = 見られました
summary-ok-reps = { $reps }回、見えた範囲では気になる点はありませんでした。
summary-ok-hold = { $seconds }秒、見えた範囲では形をくずさずキープできました。
summary-not-judged = 「{ $faults }」があったかどうかは、分かりませんでした。
summary-faults-reps = { $reps ->
    [1] この1回で「{ $fault }」が見られました。
   *[other] { $reps }回のうち{ $bad }回で「{ $fault }」が見られました。
}
summary-faults-attempts = 数えなかった動きで「{ $fault }」が見られました。
summary-mild-hold = { $seconds }秒キープしました。「{ $fault }」が見られました。
summary-faults-hold = { $seconds }秒のキープのうち、よい形は{ $good }秒でした。「{ $fault }」が見られました。
summary-cannot_judge = この動画では判定できませんでした。{ $reason }
summary-unseen = { $reps }回数えました。{ $reason }
summary-observed = { $reps ->
    [0] 数えられる動きはありませんでした。見えたことだけを、並べます。
   *[other] { $reps }回、見ました。よい・悪いは決めずに、見えたことと見えなかったことを並べます。
}
observed-what = 見ているところ
observed-told = 見えたこと
observed-seen = { $of }回中{ $seen }回、見られました
observed-not-seen = 見られませんでした({ $of }回)
observed-held-seen = 見られました
observed-held-not-seen = 見られませんでした
observed-not-visible = はっきりとは見えませんでした
observed-rest = 。ほかの{ $count }回は、はっきりとは見えませんでした
summary-guided-breaths = { $count ->
    [0] { $seconds }秒、姿勢を保てました。
   *[other] { $seconds }秒、姿勢を保てました。案内のペースで{ $count }呼吸ぶんです。
}
summary-guided-reps = { $count ->
    [0] { $seconds }秒、姿勢を保てました。
   *[other] { $seconds }秒、姿勢を保てました。案内のペースで{ $count }回ぶんです。
}
summary-truncated = 動画が{ $seconds }秒で途切れています。そこまでを見ました。
summary-holes = 途中に映像のないところが、合わせて約{ $seconds }秒あります。そこは判定していません。
summary-slowed = スローモーション(約{ $times }倍ゆっくり)と記録された動画なので、テンポは判定していません。秒数は動画の中の時間です。
summary-sped-up = 早送り(約{ $times }倍の速さ)と記録された動画なので、テンポは判定していません。秒数は動画の中の時間です。
summary-no-times = 撮影の時刻が記録されていないファイルなので、テンポは判定していません。
unjudged-reps = { $reps ->
    [1] 「{ $fault }」があったかどうかは、この1回では分かりませんでした。
   *[other] { $reps }回のうち{ $unseen }回では、「{ $fault }」があったかどうか分かりませんでした。
}
unjudged-part = 全体の{ $percent }%は見えなかったので、判定に入れていません。
rhythm-seen = お腹の動きから読み取れた呼吸は、1回におよそ{ $whole }秒(吸う{ $in }秒、吐く{ $out }秒くらい)でした。
rhythm-unseen = お腹の動きは、この映像では読み取れませんでした。
moves-seen = { $count ->
    [0] 動きそのものは、この映像では読み取れませんでした。
   *[other] 読み取れた動きは、{ $count }回でした。
}
sides-reps = 左{ $left }回、右{ $right }回でした。
sides-seconds = 左{ $left }秒、右{ $right }秒でした。
unjudged-hold = 「{ $fault }」があったかどうか、はっきりしない時間がありました。
unjudged-even = スローモーションのように、とてもゆっくり、なめらかな動きでした。実際の速さが分からないので、テンポは判定していません。
disclaimer = 運動フォームの目安をお伝えするもので、病気の診断・治療・予防を目的としたものではありません。痛みやしびれがある方、治療中の方は医師にご相談ください。

## 気になる点
fault-too_fast = 速すぎる動き
fault-sag = 腰の落ち
fault-rounded_back = 背中の丸まり
fault-own_limit = 決めてある上限をこえた動き
cue-rounded_back-contour_standing = 胸のロゴを、前に見せたまま動きましょう
    .plain = 背中を長く保って、股関節から折りたたみましょう
cue-own_limit-hold = 決めてある時間です。ゆっくり下ろしましょう
    .plain = ここまでにして、休みましょう

## 見えないとき
reason-no_person = 人が見つかりません。頭から足まで画面に入れてください
reason-two_people = 二人以上が映っています。一人だけが映るようにしてください
reason-not_side_on = カメラを体の真横に置いてください
reason-not_front_on = 体の正面をカメラに向けてください
reason-out_of_frame = 全身が入るように、少し離れるか、カメラの向きを変えてください
reason-too_far = 体が小さく映っています。もう少し近づいてください
reason-hidden = 体の一部が隠れています。物をどけて、部屋を明るくしてください
reason-unsteady = 体の位置がうまく読み取れません。明るい部屋で、体の線が分かる服だと見やすくなります
reason-other_exercise = 選んだ種目の姿勢が見つかりません。種目の選択を確かめてください
reason-undecided = 動きは見えましたが、形がよいかどうか、はっきりとは分かりませんでした。体に沿う服で、カメラを種目の案内どおりの場所に置くと見やすくなります
reason-no_movement = この種目の動きやキープが見つかりません。始めから終わりまで映っているか確かめてください
reason-too_short = 動画が短すぎて判定できません
reason-no_frames = 映像がありません
setup-help = カメラは体の真横2〜3メートル、床の運動では床から30〜50センチ、立つ運動では腰の高さに。頭から足まで、一人だけが映るようにしてください。
setup-help-front = カメラは体の正面2〜3メートル、床の運動では床から40〜60センチの高さに。頭から足まで、一人だけが映るようにしてください。

## 声(praise- と well- は気になる点の名前ごと)
praise-too_fast = 今のは、ゆっくり動けました
praise-sag = 腰が上がって、まっすぐです
praise-rounded_back = 今のは、背中を長く保てました
praise-own_limit = 今のは、決めてある範囲で動けました
well-too_fast = ゆっくり、ていねいに動けました
well-sag = 腰を落とさずに、保てました
well-rounded_back = 背中を長く保てました
well-effort = 最後まで続けられました
well-some = ここまで体を動かせました
say-safety = 痛みやしびれを感じたら、すぐに止めてください
say-frame = 頭から足まで、画面に入りましょう
say-turn = 体の横が、カメラに向くように立ちましょう
say-still = そのまま、動かずに待ちましょう
say-go = では、どうぞ
say-keep = そのまま、保ちましょう
say-waits = 形が戻るまで、時計は待っています
say-in-form = よい形の時間だけを数えて、目標に届きました
say-nobody = 姿が見えないので、ここで終わります。いつでもまた始められます
say-lost-server = つながりが切れました。楽な姿勢で、少し待ちましょう
say-ended-server = セットは、ここで終わりました
say-idle = 自分のペースで、始めてください
say-count = { $n }
say-left = あと{ $n }回
say-seconds = { $n }秒
say-seconds-left = あと{ $n }秒
say-set = 第{ $n }セットです
say-side-left = 左
say-side-right = 右
say-other-side = 反対側に替えましょう
say-fewer-left = 左が少なめでした。次は、左から始めましょう
say-fewer-right = 右が少なめでした。次は、右から始めましょう
say-none-left = 今回は、右だけでした。次は、左の番です
say-none-right = 今回は、左だけでした。次は、右の番です
say-stay-1 = 止めて
say-stay-2 = に
say-rise-1 = 立って
say-rise-2 = に
say-good-rep = 今のは、きれいでした
say-breathe = 息を止めず、ゆっくり吐きましょう
say-rest-now = 一度下ろして、休みましょう
say-attempt = 今のは途中までだったので、数えていません
say-hold-ended = 姿勢がほどけました。続けるときは、もう一度姿勢に入りましょう
say-pace_in = 吸って
say-pace_out = 吐いて
say-pace_keep = そのまま
say-pace_back = ゆっくり戻して
say-pace-waits = もとの姿勢に戻るまで、待っています
say-slow = 映像がなめらかでないので、速さは判定しません
say-no_person = 画面に姿が見えません
say-two_people = 一人だけ映るようにしてください
say-not_side_on = カメラを体の真横に置いてください
say-not_front_on = 体の正面を、カメラに向けましょう
say-out_of_frame = 全身が入るように、もう少し離れてください
say-too_far = もう少し近づいてください
say-hidden = 体の一部が隠れています
say-unsteady = 少し明るくすると、見やすくなります
say-pause = 止めました。もう一度手を上げると、続けます
say-lost = 姿が見えないので、止めて待っています
say-resume = 続けます
say-ask-pain = 痛みがあれば、いま手を上げましょう
say-ask-easier = もっと楽な形にするなら、いま手を上げましょう
say-ask-skip = 次の種目へ進むなら、いま手を上げましょう
say-ask-on = 続けるときは、手を上げましょう
say-pain = 教えてくださって、ありがとうございます。ここで終わりにしましょう
say-pain-rest = 楽な姿勢で、ゆっくり休みましょう
say-set-done = はい、そこまで
say-early-done = ここまでにします
say-next = 次は、ここを試しましょう
say-same-again = 次も、この調子で続けましょう
say-rest = { $n }秒、休みましょう
say-all-done = おつかれさまでした。結果は画面で見られます

## 回と数字
attempt = 数えなかった動き
column-rep = 回
column-time = 時間(秒)
column-verdict = 判定
column-faults = 気になる点
column-seen = 見られたこと
column-unjudged = 見ていない点
column-good = よい範囲
band-between = { $low }〜{ $high }
band-from = { $low }以上
band-to = { $high }以下
metric-up_s = 上げる(秒)
metric-hold_s = 止める(秒)
metric-down_s = 下ろす(秒)
metric-out_s = 動かす(秒)
metric-stay_s = 止める(秒)
metric-back_s = 戻す(秒)
metric-flexion_deg = 背中の丸まり(度、目安)
metric-lean_deg = 上体の傾き(度)
metric-shank_deg = すねの傾き(度、+=ひざが前)
column-paced-s = 姿勢を保った時間(秒)
column-paced-breaths = 案内のペースで(呼吸)
column-paced-reps = 案内のペースで(回)
column-paced-moves = 読み取れた動き(回)
column-paced-in = 自分の呼吸:吸う(およそ秒)
column-paced-out = 自分の呼吸:吐く(およそ秒)
column-hold-start = 始まり(秒)
column-hold-length = キープ(秒)
column-hold-good = よい形の時間(秒)
column-hold-unseen = 見えなかった時間(秒)
column-side = 左右
column-hold-variant = 支え
variant-none = 区別なし
variant-toes = つま先
variant-knees = ひざ
at-time = { $seconds }秒

## うまくいかないとき
error-clip-missing = ファイルが見つかりません: { $name }
error-clip-empty = ファイルが空です: { $name }
error-clip-unreadable = 動画として読めません: { $name }。別のファイルか、もう一度書き出した動画をお試しください
error-clip-photo = これは写真です: { $name }。運動を撮った動画を選んでください
error-most = 上限({ $exercise })は{ $lowest }から{ $highest }までの数にしてください
error-clip-no-picture = 映像が入っていません(音声だけのファイルです): { $name }
error-clip-no-frames = 読める映像がありません: { $name }
error-clip-too-large = 映像の縦横が大きすぎて読めません: { $name }
error-clip-too-long = 長すぎる動画です(30分まで): { $name }
error-clip-too-much = この動画は、読むのに時間やメモリがかかりすぎます: { $name }。もう一度書き出すか、別の動画をお試しください
error-clip-too-fast = 1秒あたりのコマ数が多すぎる動画です: { $name }
error-check-crashed = この動画は確かめられませんでした: { $name }
error-clip-quota = 残せるセットの数か大きさが、いっぱいになりました。「わたしのセット」でいらないものを消してから、もう一度選んでください
error-disk-full = 保存する場所がいっぱいです。空きを作ってから、もう一度お試しください
error-write-failed = 書き込めません: { $name }
error-library-closed = セットを残すフォルダが使えません: { $name }。フォルダがあるか、書き込めるかをお確かめください。別の場所にするときは KOSHI_DATA で決められます
error-library-damaged = セットの一覧が読めません: { $name } の koshi.sqlite が壊れています。何も変えていません。控えのファイルに置きかえるか、このファイルを別の場所に移すと、新しい一覧から始められます
error-library-busy = セットの一覧を、いまほかのプログラムが使っています。少し待って、もう一度お試しください
error-library-newer = セットは、これより新しいKoshiで残されています。何も変えていません。新しいほうのKoshiをお使いください
error-library-away = セットを残しているデータベースから返事がありません。少し待って、もう一度お試しください
error-quota = 設定 { $name } は1以上の整数にしてください(いまは「{ $given }」です)
error-backup-folder = このフォルダには、バックアップではないものが入っています: { $name }。空のフォルダを選んでください
error-backup-none = このフォルダには、この種類のデータベースのバックアップがありません: { $name }
error-backup-not-empty = すでに何かが残されているので、何も変えていません。新しい空の場所に戻してください
error-backup-busy = セットの削除が続いています。少しあとでもう一度試してください
error-backup-program = PostgreSQLのプログラムが必要ですが、見つかりません: { $name }。Debianでは apt install postgresql-client で入ります
error-backup-failed = PostgreSQLからの知らせ: { $name }
copied-done = バックアップしました: セット{ $sets }件、動画{ $clips }本({ $mb } MB)。{ $seconds }秒かかりました
copied-restored = 元に戻し、すべてのセットを開いて確かめました: セット{ $sets }件、動画{ $clips }本({ $mb } MB)。{ $seconds }秒かかりました
copied-lost = 見つからないか、こわれています: { $name }
error-model-unreachable = 姿勢モデルを取りに行けませんでした。インターネットにつないで、もう一度お試しください
error-model-damaged = 姿勢モデルのファイルが壊れています: 消してから、もう一度お試しください
error-model-path-missing = KOSHI_POSE_MODEL の場所に姿勢モデルがありません
error-camera-denied = カメラを使う許可がありません。ブラウザのアドレス欄のカメラの印から「許可」を選んで、もう一度「始める」を押してください
error-camera-missing = カメラが見つかりません。カメラをつないで、もう一度「始める」を押してください
error-camera-busy = カメラをほかのアプリが使っています。そのアプリを閉じて、もう一度「始める」を押してください
error-camera-lost = カメラの映像が止まりました。ここまでのセットは残っています
error-unknown = うまくいきませんでした。もう一度お試しください

## 画面
app-name = 腰 Koshi
tagline = 腰のための運動フォームチェック
page-sample = 見本を見る
page-upload = 動画で確かめる
page-live = カメラで確かめる
choose-exercise = 種目を選ぶ
exercise-find_out = おまかせ
found-setup = 動画を見て、どの種目かをお伝えします。あっているかを選んでもらってから、確かめます。
found-clear = これは{ $exercise }のようです
found-likely = おそらく、{ $exercise }です
found-open = { $exercise }かもしれません。はっきりとは分かりませんでした
found-else = ほかに考えられる種目：{ $names }
found-none = どの種目かは分かりませんでした。種目を選んでください
found-yes = { $sets ->
        [1] この種目で確かめる
       *[other] { $sets }つのセットを確かめる
    }
found-choose = 種目を選ぶ
found-as = { $exercise }として確かめる
found-ask = この動画はどの種目ですか。
found-instead = これは{ $exercise }のようです
sample-intro = カメラなしで、短い見本の動画を目の前で確かめます。映っているのはコンピューターで描いた人です。
sample-hip_lift_ok = ヒップリフト(よい形)
    .see = 肩・お尻・ひざが一直線になる、よい形です。
sample-hip_lift_arched = ヒップリフト(上げすぎ)
    .see = お尻が線より上まで上がり、腰が反ります。
sample-plank_sagging = プランク(腰の落ち)
    .see = はじめはまっすぐで、途中から腰が落ちます。
sample-hinge_rounded = ヒップヒンジ(お尻が引けていない)
    .see = 背中が丸まり、お尻が後ろに引けていません。
sample-hip_lift_folded_arms = ヒップリフト(高さはよいが腰が反る)
    .see = 高さはよいのに、腰だけが反ります。腕を胸に置くと、そこまで見えます。
sample-side_plank_sagging = サイドプランク(腰の落ち)
    .see = はじめはまっすぐで、途中から腰が床に近づきます。カメラは体の正面です。
sample-bird_dog_ok = バードドッグ(よい形)
    .see = 左右1回ずつ、脚が水平まで上がります。腕の高さは判定しません。
sample-squat_half = スクワット(浅くてよい)
    .see = 途中までしゃがむ、よい形です。深さは求めません。
sample-sit_to_stand_ok = 立ち上がり(よい形)
    .see = 足を引いてから前に傾いて立ち、ゆっくり座ります。
try-sample = この見本を確かめる
upload-intro-server = 動画を選んでください。動画はこのサーバーに送られ、あなただけが見られます。結果は「わたしのセット」に残り、いつでも消せます。
upload-intro = 動画を選んでください。動画はこのパソコンの外に出ません。結果は「わたしのセット」に残り、いつでも消せます。
upload-choose = 動画を選ぶ
upload-drop = ここに置くこともできます
upload-sending = 読み込んでいます… { $percent }%
upload-looking = 動画を確かめています…
upload-again = つながりません。少し待って、続きから送ります…
upload-cancel = やめる
upload-too-large = 大きすぎて受け取れません
upload-too-many = 送りかけの動画がたくさんあります。そのうちの1つをもう一度選んで続けるか、数時間たってからお試しください
upload-quota = 残せるセットの数か大きさが、いっぱいになりました。「わたしのセット」でいらないものを消してから、もう一度選んでください
upload-no-room = 保存する場所がいっぱいです。空きを作ってから、もう一度選んでください。続きから送ります
upload-failed = 送れませんでした。ページを開き直して、もう一度選んでください
checking = 見ています… { $percent }%・あと約{ $seconds }秒
checking-unknown = 見ています… 動画の{ $seconds }秒まで
drawing = 線を描いています… { $percent }%
result = 結果
result-clip = 線を描いた動画
result-worst = いちばん気になった瞬間
result-observed = 見られた瞬間
result-good-moment = くらべて：あなたの良い瞬間
result-contour = 実線が体の輪郭、破線がその両端を結んだ線です。
alt-moment = { $fault }が見える瞬間の写真({ $when })
alt-good = くらべるための、あなたの良い瞬間の写真
result-chart = 動きのグラフ
result-table = 1回ごとの結果
result-hold = キープの結果
result-paced = 姿勢を保った時間
chart-time = 時間(秒)
signal-hips_height = お尻の高さ(胴の長さの%)
signal-hip_drop = 腰の下がり(度、+は床の側)
download-json = 結果(JSON)を保存
download-clip = 動画を保存
live-intro = カメラを体の真横、2〜3メートルに置き、頭から足まで映るようにして「始める」を押してください。
live-intro-front = カメラを体の正面、2〜3メートルに置き、頭から足まで映るようにして「始める」を押してください。
live-start = 始める
live-stop = 終わる
live-device = カメラを選ぶ
live-camera = カメラ
live-change = 内容を変える
live-again = もう一度始める
each-side = { $what }(左右それぞれ)
live-plan = { $exercise }・{ $much }・{ $sets }セット
live-reps = { $count } 回
live-seconds = { $count } 秒
live-breaths = { $count } 呼吸
live-finishing = 結果をまとめています…

## 始める前に
plan-reps = 回数
plan-seconds = 秒数
plan-breaths = 呼吸の数
plan-sets = セット
plan-rest = セットの間の休み(秒)
plan-talk = 声かけ
talk-few = 少なめ
talk-normal = ふつう
talk-many = 多め
plan-tempo = テンポの合図
tempo-off = なし
tempo-beep = 音
tempo-voice = 声
safety-title = 始める前に、一度だけ確かめます
safety-flags =
    - じっとしていても続く痛み、夜に強くなる痛み、胸の痛み
    - 新しく出た、または強くなった足のしびれや力の入りにくさ、尿や便が出にくい・もれる、股のまわりの感覚がにぶい
    - 熱、理由のない体重の減り、最近の転倒や強い打撲
    - 医師に、運動を控えるように言われている
    - 持病や薬:がん、骨粗しょう症、強い感染症で、いま病院にかかっている。ステロイドの薬を続けて使っている
safety-any = いま、どれか当てはまりますか
safety-agreed = 当てはまるのは「持病や薬」だけで、医師に運動してよいと言われています
safety-pain = いまの痛みはどのくらいですか(0=なし、10=いちばん強い)
safety-stops = 痛みのために、ふだんの動作ができなくなりますか
answer-no = いいえ
answer-yes = はい
safety-unanswered = 上の質問に答えると、「始める」が押せます。
safety-doctor = 教えてくださって、ありがとうございます。今日は運動をお休みにして、まず医師に相談してみてください。足の力が急に入らない、尿や便が出にくい・もれる、股のまわりの感覚がにぶいときは、今日のうちに受診してください。
safety-done = 確認ずみです。痛みやしびれを感じたら、いつでもすぐに止めてください。
safety-again = もう一度答える
live-sound = 声が出ます。音量を少し上げておいてください。始めたら、あとは触らずに進みます。

## カメラの前で
stage-ready = 準備
stage-countdown = 始まります
stage-set = { $set } / { $sets } セット目
stage-rest = 休み
stage-paused = 一時停止中
stage-closing = おつかれさまでした
stage-done = おつかれさまでした
unit-reps = / { $target } 回
unit-sides = 左 { $left }・右 { $right } / { $target } 回ずつ
unit-seconds = / { $target } 秒
unit-breaths = / { $target } 呼吸
unit-left = 秒
way-stay = 止める
way-rise = 立つ
way-pace_in = 吸う
way-pace_out = 吐く
way-pace_keep = そのまま
way-pace_back = 戻す
board-pause = 一時停止
board-resume = 続ける
board-skip = 次の種目へ
board-easier = もっと楽に
board-hurts = 痛みがある
board-keys = スペースキーでも、止めたり続けたりできます。かっこの文字のキーでも選べます。
board-hands = 片手をまっすぐ上げても止められます。手で止めると、続けるか、痛みがあるかなどを順にたずねます
board-waits = 時計は待っています
board-lost = Koshi とつながりません。つなぎ直しています。楽な姿勢でお待ちください
board-ended = Koshi が止まったので、セットは終わりました
board-paused = 片手をまっすぐ上げるか、ボタンで続けます
board-volume = 音量
board-mute = 消音
board-unmute = 音を出す
board-sound-off = 音が止まっています。ここを押してください
live-reloaded = ページが読み直されたので、セットを終わりました。ここまでの結果です
live-many-own = ほかの画面で、カメラの練習が続いています。その画面で終えてから、もう一度始めてください。
live-many = いま、ほかの方がカメラを使って練習しています。少し待ってから、もう一度始めてください。
live-gone = Koshi が途中で止まったので、セットは終わりました。ここまでの記録は残っていません。すでに残したセットは「わたしのセット」にあります。もう一度始められます
live-ended-nothing = 数えたセットがないまま終わりました。もう一度始められます
live-set = 第{ $n }セット

## セットのあと
after-pain = いまの痛みはどのくらいですか(0=なし、10=いちばん強い)
after-more = 始める前より強くなっています。今日はここまでにして、続くようなら医師に相談してください。
after-keep = このセットを残す
after-kept = 「わたしのセット」に残しました
live-once-more = もう一度
after-left = 残さなければ、ページを閉じたあとに消えます。

## わたしのセット
page-library = わたしのセット
library-intro-server = 残したセットです。このサーバーにあり、あなたと、あなたがリンクを渡した人だけが見られます。消すと、動画も結果もすぐになくなります。
library-intro = 残したセットです。このパソコンの中だけにあります。消すと、動画も結果もすぐになくなります。
library-labels = 指摘への意見(CSV)を保存
library-newer = 新しいほうへ
library-older = 前のほうへ
library-part = { $count }セットのうち { $first }〜{ $last }
library-empty = まだ何もありません。動画で確かめたセットと、カメラで確かめて「残す」を押したセットが、ここに並びます。
kept-live = カメラで確かめたセット
kept-waiting = 順番を待っています
kept-checking = 見ています… { $percent }%
kept-opening = 開いています…
kept-open = 開く
kept-back = 一覧に戻る
kept-again = もう一度確かめる
kept-delete = 消す
kept-delete-title = このセットを消しますか
kept-delete-not = 消さない
kept-other = 別の種目として確かめる
kept-other-short = 別の種目で
kept-other-ask = この動画はどの種目ですか。いまの結果は、消すまで残ります。
kept-delete-sure = 動画と結果、共有のリンク、コメントをすべて消します。元には戻せません。
kept-deleted = 消しました: 動画と結果のファイル{ $files }個、リンク{ $links }件、コメントと意見{ $comments }件。
kept-deleted-clip-stays = 動画だけは、同じ動画を使う別のセットのために残してあります。
kept-proposals = 提案 { $count }件
kept-voices = コメントと意見 { $count }件
kept-reps = { $reps }回
kept-seconds = { $seconds }秒

player-play = 再生
player-pause = 止める
player-back = 1コマ戻る(←)
player-on = 1コマ進む(→)
player-speed = 速さ
player-skeleton = 骨格の線
player-loop = くり返す
player-rep = { $n }回目
player-line = 線
player-arrow = 矢印
player-angle = 角度
player-clear = 描いた線を消す
player-how-line = 動画の上を、始めから終わりまで引いてください
player-how-arrow = 動画の上を、根もとから先まで引いてください
player-how-angle = 動画の上の3点を押してください(2つめが角になります)
player-drawn = (図をかきました)
player-write = この瞬間について書く
player-about = この指摘について:
player-remove = 消す
player-send = 送る
review-owner = 本人

page-shared = 共有されたセット
shared-intro = このセットの持ち主が、見てもらうために送ったリンクです。ここで見るものを、ほかの人に渡さないでください。
shared-none = このリンクでは開けません。期限が切れたか、取り消されたか、まちがっています。送ってくれた人に聞いてください。
shared-opening = 開いています…
shared-again = 送られてきたリンクを、もう一度開いてください。このアドレスだけでは、このブラウザでは開けません。それでも開かないときは、このアドレスのクッキーを許可してください。
shared-away = いま、Koshiから返事がありません。少し待ってから、もう一度お試しください。
shared-script = このリンクを開くには、JavaScriptが要ります。ブラウザの設定で使えるようにして、もう一度読み込んでください。
shared-passphrase = 合言葉
shared-open = 開く
shared-wait = ちがう合言葉が続いています。1分ほど待ってから、もう一度お試しください
shared-wrong = 合言葉がちがいます
shared-who = お名前(コメントに付きます)
shared-somebody = 見た人

share-title = このセットを見てもらう
share-seen = このセットを見てもらう({ $which }が{ $count }回開かれました)
share-intro = リンクを知っている人だけが、このセットを見られます。いつでも取り消せます。
share-name = リンクの名前(渡す人の名前など)
share-role = できること
share-comment = 見る・コメントする
share-see = 見るだけ
share-shows = 見せるもの
share-clip = 動画と結果
share-blurred = 顔をぼかした動画と結果(ほかの人の顔はぼかしません)
share-blurring = 顔をぼかしています…
share-stills = 写真と数字だけ
share-days = 開ける日数
share-passphrase = 合言葉(なくてもよい)
share-passphrase-how = 合言葉を付けると、知っている人だけがリンクを開けます。8文字以上にしてください。たとえば、この言葉をそのまま使えます: 「{ $made }」
share-passphrase-short = 合言葉が短めです。8文字以上にするか、Koshiが作った言葉を使ってください。
share-passphrase-common = その合言葉は使う人が多く、最初に試されます。別のものにするか、Koshiが作った言葉を使ってください。
share-passphrase-near = その合言葉は、リンクの名前やKoshiの名前に近いものです。別のものにするか、Koshiが作った言葉を使ってください。
passphrase-words =
    あさひ あめ いちご いと いぬ いるか うみ うめ えき えだ えんぴつ おか おちゃ おと かき かさ かぜ かばん
    かもめ からす かわ きじ きつね きのこ きりん くじら くつ くま くも くり けしき こおり こくばん こけし
    ことり こま こむぎ さくら さつき さとう さら さんま しお しか しずく しま しろ すいか すず すずめ すな
    すみれ せみ せんべい そば そら たいこ たき たけ たぬき たび たまご たんぽぽ つき つくえ つくし つばき
    つばめ つみき てがみ てつ てぶくろ とけい とびら とまと とり とんぼ なし なす なつ なのはな なべ なみ
    にじ にわ ぬの ねぎ ねこ のはら のり はこ はし はた はな はなび はやし はる ひかり ひつじ ひばり
    ひまわり ふうせん ふえ ふね ふゆ へちま ほし ほたる まつ まど まめ みかん みず みち みどり みなと むぎ
    むし めがね もみじ もも もり やかん やま ゆき ゆり よぞら りす
share-make = リンクを作る
share-made = リンクができました。コピーして送ってください。この画面を離れると同じリンクは出せませんが、いつでも新しく作れます。
share-here-only = このKoshiはこのパソコンの中で動いているので、リンクもこのパソコンでだけ開けます。離れた人には、上のファイルを送るか、Koshiをサーバーで動かしてください(READMEの「サーバーに置く人へ」)。
share-until = { $day } まで
share-revoked = 取り消しました
share-over = 期限が切れました
share-nameless = (名前なし)
share-one = 「{ $name }」のリンク
share-any = リンク
share-views = { $count }回開かれました
share-revoke = 取り消す
share-revoke-title = リンクを取り消す
share-revoke-too = このリンクから取り入れた上限や意見を、いまも使っています。それも取り消しますか。
share-revoke-both = リンクも、取り入れたものも
share-revoke-link = リンクだけ
acts-title = だれが見たか・変えたか
acts-none = まだ記録はありません。
acts-you = あなた
acts-link = リンク「{ $name }」
did-saw = 見ました
did-changed = 変えました
did-said = コメントや意見を書きました
did-limited = 上限を決めました
did-shared = リンクを作りました
did-took_back = リンクを取り消しました
did-deleted = セットを1つ消しました
did-took_away = データをすべて保存しました

answer-title = あなたの意見
answer-intro = 指摘ごとの意見と、下のコメントを書いて「意見を保存」を押してください。小さなファイルができますので、このファイルを送ってくれた人に送り返してください。自動では何も送られません。
answer-name = お名前
answer-name-missing = お名前を書いてください
answer-comment = コメント
answer-at = どの瞬間について(秒。なくてもよい)
answer-more = コメントをもう1つ書く
answer-save = 意見を保存
answer-choose = この指摘について「そのとおり」か「ちがう」を選んでください
answer-empty = まだ何も書かれていません
answer-saved = { $file } に保存しました。このファイルを送り返してください。
answer-others = ほかの指摘 { $count }件
answer-no-script = この画面では意見を書けません。このファイルをブラウザ(Chrome、Edge、Firefox、Safari)で開いてください。
signed-by-file = { $who }(ファイルで)
answers-read = { $who }の意見を読み込みました: 指摘への意見 { $opinions }件、コメント { $comments }件。
answers-title = 返ってきた意見を読み込む
answers-intro = 意見のファイル(koshi-answers-….json)が返ってきたら、ここで選んでください。
answers-choose = ファイルを選ぶ
error-answers-damaged = 意見のファイルではないか、壊れています。名前は koshi-answers-….json です。何も読み込んでいません。
error-answers-report = これは報告のファイルです。読み込むのは、返ってきた小さなファイル(koshi-answers-….json)です。
error-answers-other-set = 別のセットへの意見です。そのセットを開いて、そこで読み込んでください。
error-answers-too-large = 意見のファイルにしては大きすぎます。何も読み込んでいません。
error-answers-newer = これより新しいKoshiで作られた意見です。新しいほうのKoshiをお使いください。
send-file-title = ファイルを1つ送る
send-file-intro = 下のファイルを保存して、メールなどで送ってください。受け取った人は、Koshiもインターネットもなしにブラウザで開き、その中に意見を書けます。結果と、あなたの映った写真が入ります。動画は入りません。
send-file-save = 送るファイルを保存
send-link-here = リンクを作る(このパソコンでだけ開けます)

own-limit-note = 決めてある上限を使っています: { $what }
own-limit-title = この種目の上限を決める
own-limit-set = この種目の上限: { $what }
own-limit-by = { $who } が決めました
own-limit-intro = 次に動画を確かめるときと、カメラで確かめるときに使います。こえたときにお知らせします。
own-limit-keep = この上限にする
own-limit-lift = 上限をはずす
opinion-title = 指摘への意見({ $count })
opinion-agrees = 同じ意見
opinion-disagrees = ちがう意見
opinion-ask = この指摘は
opinion-agree = そのとおり
opinion-disagree = ちがう
opinion-advice = 本人に見せる言葉(Koshiの言葉のかわりに出ます。なくてもよい)
opinion-send = 意見を残す
opinion-choose = 「そのとおり」か「ちがう」を選んでください。
opinion-against = { $who }の意見: この指摘は当てはまらない
opinion-left-out = { $who }の意見により、「{ $fault }」({ $when })の指摘は外しています。
opinion-struck = { $fault }({ $who }の意見で外しました)

proposal-title = 提案が届いています
proposal-intro = 取り入れるまで、なにも変わりません。
proposal-limit = { $who }の提案: この種目の上限を「{ $what }」にする
proposal-against = { $who }の提案: 「{ $fault }」({ $when })の指摘を外す
proposal-for = { $who }の提案: 「{ $fault }」({ $when })の指摘を戻す
proposal-advice = { $who }の提案: 「{ $fault }」に、Koshiの言葉のかわりに次の言葉を出す
proposal-take = 取り入れる
proposal-leave = 取り入れない
proposal-waits = 本人が取り入れるのを待っています。
proposal-limit-sent = この種目の上限を「{ $what }」にする提案です。

door-sign-in = あなたのセットを見るには、サインインしてください。
door-again = ここでのサインインは終わっています。もう一度サインインすると、セットはすべてそのまま見られます。
door-button = サインイン
door-out = サインアウト
door-not-invited = いまのアカウントでは、このKoshiを使えません。サインアウトして別のアカウントでサインインするか、このKoshiを用意した人に聞いてみてください。共有されたリンクは、このままでも開けます。
door-closed = ここからは、共有されたリンクだけが開けます。
door-key = 鍵の付いたアドレスで開いてください
door-key-how = Koshiを始めた黒い画面を見てください。そこにあるアドレスの終わりに、鍵(「?key=…」)が付いています。そのアドレスを、終わりまで全部入れて開いてください。一度開けば、このブラウザではブックマークからも開けます。
door-key-again = 黒い画面が見つからないときは、いつものようにもう一度始めてください(python3 koshi.py run、Windowsでは py koshi.py run)。アドレスがまた出て、開きます。
door-key-why = この鍵は、このパソコンのほかの利用者や、ほかのプログラムのページに、あなたのセットを見せないためのものです。セットはすべて残っています。
signed-title = サインインしている場所
signed-how = サインインしたブラウザーの一覧です。サインインは、始めてから{ $days }日たつか、{ $idle }日使わないと、ひとりでに終わります。見覚えのないものや、もう使わないものがあれば、ここで終えられます。セットはそのまま残ります。
signed-here = このブラウザー
signed-unknown = ブラウザー
signed-began = 始めた日時 { $at }
signed-seen = 最後に使った日時 { $at }
signed-again-how = ほかの場所のサインインを終えるには、先にもう一度サインインしてください。開いたままのブラウザーで、ほかの人が終えてしまわないためです。そのあと数分のあいだ終えられます。
signed-again = もう一度サインインする
signed-end = 終える
signed-end-others = ほかをすべて終える
sign-out-done = 終えたサインイン: { $count }件。
signed-ended = { $count ->
    [0] そのサインインは、もう終わっていました。
   *[other] サインインを{ $count }件終えました。そこで続きをするときは、もう一度サインインが必要です。カメラの前で始めたセットは、最後までできます。
  }

export-html = 報告(HTML)を保存
export-pdf = 報告(PDF)を保存
export-csv = 表(CSV)を保存
export-comments = コメント

duo-title = 2回をならべて見る
duo-left = 左
duo-right = 右
duo-at = いちばん上からの時間
duo-at-hold = 保ち始めてからの時間
duo-hold = { $whole }秒のうち、よい形 { $good }秒

# わたしの記録: 日記と、週ごとのまとめ
page-weeks = わたしの記録
diary-title = 今日の調子
diary-condition = 今日の体の調子(0=つらい、10=とても良い)
diary-good = よかったこと(ひとこと)
diary-pain = いまの腰の痛み(0=なし、10=いちばん強い)
diary-worst = 昨日からいちばんつらかったとき
diary-places = つらい場所
body-behind = 後ろから見た体。選んだところ: { $places }
diary-numb = 足のしびれや、力の入りにくさがありますか
diary-stopped = 痛みで、いつもの動きが止まりましたか
diary-note = きっかけ・メモ
diary-hurt = 運動中に痛みがあった種目
diary-keep = 今日の分を残す
diary-forget = 今日の分を消す
diary-again = 書き直す
diary-kept = 今日の分を残しました。{ $told }
diary-told-condition = 調子 { $value }
diary-told-pain = 痛み { $value }
diary-told-hurt = 運動中に痛み: { $exercises }
diary-numb-advice = しびれや力の入りにくさがあるときは、一度お休みして、医師や専門家に相談してみてください。足の力が急に入らない、尿や便が出にくい・もれる、股のまわりの感覚がにぶいときは、今日のうちに受診してください。
place-back_middle = 腰のまんなか
place-back_left = 腰の左
place-back_right = 腰の右
place-buttock_left = お尻の左
place-buttock_right = お尻の右
place-thigh_left = 太ももの左
place-thigh_right = 太ももの右
place-shin_left = ひざ下の左
place-shin_right = ひざ下の右
weeks-title = この{ $weeks }週間
weeks-days = { $days }日
weeks-aim = 週に{ $target }日がめやすです。休んだ日があっても、なくなるものはありません。
weeks-this = { $clean ->
    [0] 今週は{ $done }セット。そのうち{ $judged }セットを判定できました。
   *[other] 今週は{ $done }セット。{ $judged }セットを判定でき、{ $clean }セットは見えた範囲で気になる点がありませんでした。
  }
weeks-empty = まだ何もありません。セットを残すか、今日の調子を書くと、ここに週ごとのまとめが出ます。
weeks-span = 期間
weeks-month = 4週間
weeks-quarter = 3か月
weeks-year = 1年
weeks-sets = セット
weeks-dots = 丸がひとつのセットです。押すと開きます。
weeks-felt = 調子と痛み
weeks-felt-how = 点は書いた日、線は7日間のまんなかの値です(0〜10)。
weeks-condition = 体の調子
weeks-pain = 腰の痛み
weeks-pain-lower = この2週間の痛みは、その前の2週間とくらべて、記録では低くなっています。
weeks-pain-higher = この2週間の痛みは、その前の2週間とくらべて、記録では高くなっています。無理をせず、気になるときは医師や専門家に相談してみてください。
weeks-faults = 気になる点の移り変わり
weeks-faults-how = その週に判定できたセットのうち、気になる点があったセットの割合です。
weeks-numbers = 数字で見る
weeks-column-day = 日
weeks-column-exercise = 種目
weeks-column-verdict = 判定
weeks-column-done = セット
weeks-column-judged = 判定できた
weeks-column-clean = 気になる点なし
weeks-column-reps = 回数
weeks-column-seconds = 秒
weeks-column-found = 気になる点(セット数)
weeks-column-felt = 値
weeks-column-before = 始める前の痛み
weeks-column-after = 終わったあとの痛み
weeks-column-sides = 左右
weeks-column-left = 左
weeks-column-right = 右
weeks-sides = 左{ $left }・右{ $right }
weeks-range = 動きの大きさ
weeks-range-how = ここでのご自分の最初の週を100%として、週ごとに比べたものです。ほかの人とは比べません。大きいほどよい、というものでもありません。
weeks-save-sets = セットの表(CSV)を保存
weeks-save-diary = 日記(CSV)を保存
paper-save = 印刷用の1枚(PDF)
paper-title = 運動の記録
paper-name = 名前
paper-span = { $first } から { $last } まで
paper-how = Koshi がカメラで見えた範囲を数えたものです。「判定」は姿勢を判定できたセット、「気になる点なし」はそのうち何も見つからなかったセットです。調子と痛みは本人が書いたもので、期間の中央の値です(0〜10)。
paper-weeks = 期間ごと
paper-exercises = 種目ごと
paper-more = ほかに{ $count }種目
paper-week = 期間
paper-days = 日数
paper-done = セット
paper-judged = 判定
paper-clean = 気になる点なし
paper-condition = 調子
paper-pain = 痛み

# ルーティン: いくつかの種目を、つづけて
plan-what = することは
what-one = 一つの種目
what-routine = ルーティン
plan-routine = どのルーティンにしますか
plan-order = 順番
order-given = 書いてある順
order-place = カメラを動かさない順
mine-new = 自分のメニューを作る
mine-change = このメニューを変える
mine-name = メニューの名前
mine-more = 加える種目
mine-add = 加える
mine-keep = 保存する
mine-not = やめる
mine-forget = このメニューを消す
mine-missing = 名前を書いて、種目を1つは入れましょう。
mine-up = 上へ: { $exercise }
mine-out = はずす: { $exercise }
routine-texts = かっこの数字は、もとになった5つの文章の番号です。「読みもの」のページに説明があります。
routine-how = 種目から種目へは、声でご案内します。「次の種目へ」で飛ばせます。カメラは動かさなくてかまいません。ただしクラムシェルとサイドプランクのときは、おへそをカメラに向けます。
routine-morning = 朝の3分
    .why = 起きたあとに、軽い体幹の運動を短く。横になったまま始められます。
routine-desk = デスクの合間の3分
    .why = いすから立って、股関節を折って、ももの裏を伸ばします。カメラは、いすの横に置いたままで。1分しかないときは、立って、その場で足踏みをして、遠くを見るだけでも(カメラはいりません)。
routine-bedtime = 寝る前の5分
    .why = 寝る前に、ヒップリフトを10回。そのあとは、ゆっくり動いて、呼吸をととのえます。
routine-four = 自宅の4種目
    .why = ドローイン、プランク、ヒップリフト、クラムシェル。週に3回がめやすです。
routine-eleven = 11種目ぜんぶ
    .why = 呼吸、股関節、胸、体幹の順に、25分ほど。長いと感じたら、次の2つに分けましょう。
routine-eleven_first = 11種目の1日目
    .why = 横隔膜ブリージング、ヒップヒンジ、ヒップリフト、キャット&カウ、デッドバグ。
routine-eleven_second = 11種目の2日目
    .why = 90/90ブリージング、ワールドグレイテストストレッチ、スレッド・ザ・ニードル、タオル、バードドッグ、サイドプランク。
routine-overhead = オーバーヘッドスクワットを2方向から
    .why = 横向きで5回、それから正面を向いて5回。動き方を一度見るもので、よい悪いは決めません。カメラは動かさず、体の向きだけを変えます。

## 種目
page-exercises = 種目
exercises-intro = はじめる前に、動きを見てみましょう。映っているのはコンピューターで描いた人です。
exercises-judged = フォームを見ます
exercises-observed = 見えたことだけ(判定なし)
exercises-guided = ペースを案内(判定なし)
exercises-open = { $exercise }を見る
exercises-good = よい形
exercises-fault = よくある形:{ $fault }
exercises-camera = カメラの置き方
exercises-looks = 見ていること
exercises-much = めやす
exercises-easier = もっとやさしく
exercises-harder = 慣れてきたら
exercises-live = カメラで始める
exercises-clip = 動画で確かめる
exercises-no-loop = この種目の動きの映像は、まだありません。

# 今日: することと、その理由
page-today = 今日
today-ask = 答えなくてもかまいません。答えに合わせて、今日の内容が変わります。
today-strength = 今日の運動
today-basic = 今日は、基本のフォームで
today-gentle = 今日は、ゆったりと
today-rest = 今日は、お休み
today-begin = はじめる
today-else = ほかのことをする
today-other = ほかのものを選ぶ
today-write = 今日の調子を書く
today-instead-more = 今日も運動をしたいときは、してもかまいません。
today-instead-gently = 毎日してもよい、静かなもの:
today-instead-begin = こちらをはじめる
today-begin-left = { $exercise }: 前回は右が多めでした。左から始めましょう。
today-begin-right = { $exercise }: 前回は左が多めでした。右から始めましょう。
today-why-start = はじめは、10回を1セットと、軽い体幹の運動から。3分ほどです。
today-why-day = 間に1日お休みが入りました。運動によい日です。
today-why-enough = 今週は3日できました。もう十分です。今日は、したいときだけどうぞ。
today-why-back = おかえりなさい。なくなったものはありません。今日から1セット、また始めましょう。
today-why-rest_day = 昨日、運動をしました。1日おきがめやすなので、今日は呼吸とゆっくりした動きにしましょう。
today-why-week_full = 今週は4日できました。もう十分です。今日は呼吸とゆっくりした動きにしましょう。
today-why-done = 今日のセットがもうあります。今日はこれで十分です。おつかれさまでした。
today-why-painful = 今日は痛みがあるので、基本のフォームを1セットだけ、痛くない範囲で。いつやめてもかまいません。
today-why-after_pain = 前回、痛みがありました。今日は基本のフォームを1セット、痛くない範囲でしましょう。
today-why-ask_pain = 2回つづけて、痛みでやめています。今日は静かなものにしましょう。いまの痛みを教えていただくと、基本のフォームから始められます。
today-why-pain_today = 今日は痛みがあったので、もうゆっくり休みましょう。
today-why-pain_high = 教えていただき、ありがとうございます。今日は一度お休みして、医師や専門家に相談してみてください。
today-why-stopped = 痛みで、いつもの動きが止まっているのですね。今日は一度お休みして、医師や専門家に相談してみてください。
today-why-two_pain = 2回つづけて、痛みでやめています。一度お休みして、医師や専門家に相談してみてください。
today-why-pain_rising = 日記では、いつもより強い痛みが3回つづいています。今日は一度お休みして、医師や専門家に相談してみてください。
today-why-numb = 足のしびれや力の入りにくさがあると書かれています。一度お休みして、医師や専門家に相談してみてください。足の力が急に入らない、尿や便が出にくい・もれる、股のまわりの感覚がにぶいときは、今日のうちに受診してください。なくなったら、そう書いてください。
step-sets = この3回、余裕をもってできました。今日は{ $exercise }だけ、1セット増やしてみましょう: { $part }。ほかはそのままです。
step-hold = この3回、余裕をもってできました。今日は{ $exercise }だけ、少し長く保ってみましょう: { $part }。ほかはそのままです。
step-form = 長く保つのが2回、うまくできました。よければ「{ $exercise }」を片足でしてみませんか: { $part }。
step-wider = 1か月つづきました。よければ、これから種目を少し増やしてみませんか。どれも1セットからです。
step-try = 今日してみる
step-no = 今日はこのままで
step-back-sets = 楽なほうに戻す: { $part }
step-back-hold = 短いほうに戻す: { $part }
step-back-form = 両足に戻す: { $part }
step-back-wider = 種目の少ないほうに戻す
live-plan-stay = { $plan }・{ $seconds }秒保つ
routine-today = 今日の運動
after-easy = やってみて、どうでしたか
easy-easy = 余裕があった
easy-right = ちょうどよい
easy-hard = きつかった
easy-pain = 痛みでやめた
live-hurt = 痛みで止めたことを、今日の日記に残しました。今日は休んで、続くようなら医師などの専門家に相談しましょう。
after-hurt = やめたのは、よい判断です。今日はゆっくり休み、つづくときは医師に相談してください。次は基本のフォームから始めましょう。

# はじめての方へ
welcome-title = はじめの3分
welcome-how = あおむけで、軽い体幹の運動と、ヒップリフトを10回。声でご案内し、カメラでフォームを見ます。
welcome-questions = 3つの質問(答えなくてもかまいません)
welcome-used = こうした運動には慣れていますか
used-new = はじめて
used-some = ときどきする
used-regular = よくしている
welcome-likes = いつするのがよいですか
likes-morning = 朝
likes-day = 日中
likes-evening = 寝る前
welcome-begin = はじめる

# お知らせ
remind-title = お知らせ
remind-how = スマートフォンやほかのカレンダーで受け取るには、このファイルを保存して、カレンダーで開いてください。Koshiからは何も送られません。
remind-days = 曜日
remind-at = 時刻
remind-breaks = 平日の10時から17時まで、1時間ごとに1分立つ
remind-none = 曜日を選んでください。
remind-save = カレンダーのファイルを保存
remind-again = あとで保存し直して開くと、前のものと入れかわります。お知らせをやめるときは、カレンダーで消してください。
notices-ask = このブラウザーで知らせる
notices-stop = ブラウザーのお知らせをやめる
notices-how-remind = 押すと、ブラウザーが許可をたずねます。お知らせが出るのは、Koshiを開いている間だけです。カメラでのセット中は出ません。
notices-how-desk = 立つ時間を、ブラウザーのお知らせでも受け取れます。押すと、ブラウザーが許可をたずねます。
notices-on-remind = Koshiを開いている間、選んだ曜日と時刻にお知らせします。カメラでのセット中は出ません。
notices-on-desk = 立つ時間を、ブラウザーのお知らせでも伝えます。
notices-denied = このブラウザーでは、Koshiからのお知らせが止められています。使うときは、アドレス欄にあるサイトの設定で「通知」を許可してから、もう一度押してください。
notices-none = このブラウザーでは、ページからのお知らせを使えません。
remind-event = Koshi: 腰の運動
remind-event-text = 3分ほどです。痛みがある日や時間のない日は、休んでも、なくなるものはありません。
remind-break = 1分、立ちましょう
remind-break-text = 立って少し歩くか、遠くを見ましょう。
weekday-0 = 月
weekday-1 = 火
weekday-2 = 水
weekday-3 = 木
weekday-4 = 金
weekday-5 = 土
weekday-6 = 日

# 自分のデータ
own-title = わたしのデータすべて
own-how = セットと動画、日記、選んだこと、上限です。1つのファイルにして持ち出すことも、ここですべて消すこともできます。
own-take = すべて保存(ZIP)
own-erase = すべて消す
own-erase-title = データをすべて消しますか
own-erase-sure = セットとその動画・結果、共有のリンク、コメント、日記、選んだこと、上限をすべて消します。元には戻せません。
own-erase-again = すべてを消す前に、もう一度サインインしてください。開いたままのブラウザーで、ほかの人が消してしまわないためです。そのあと数分のうちに、ここへ戻ってきてください。
own-erase-yes = すべて消す
own-erased = 消しました: セット{ $sets }件とその動画、日記、選んだこと、上限。

# 1台を何人かで使う
people-ask = どなたですか
people-change = 人を替える
people-lost = どなたですか。保存していない結果は、替えると消えます。
people-alone = ほかの人も、このパソコンを使います
people-title = このパソコンを使う人
people-how = 名前と色を決めると、ページの上で人を選べます。セット、日記、選んだこと、上限は、人ごとに分かれます。パスワードはありません。このパソコンを使える人は、だれでも選べます。
people-own = あなたの名前
people-own-colour = あなたの色
people-other = もう1人の名前
people-other-colour = もう1人の色
people-keep = これで使う
people-added = { $name }さんを加えました。ページの上の名前を押すと、替われます。
people-missing = 名前を書いてください。
people-taken = その名前の人は、もういます。別の名前にしてください。
colour-blue = 青
colour-green = 緑
colour-orange = だいだい
colour-violet = 紫
colour-red = 赤
colour-gray = 灰色

# 読みもの
page-reading = 読みもの
reading-intro = 元になった5つの文章が、運動のほかに教えていることです。Koshiの言葉で、短くまとめました。
reading-week = 今週の読みもの: { $title }
reading-open = まだ分かっていないこと
reading-sources = 出典: { $sources }
reading-exercise = { $exercise }を見る
reading-desk = 「机で」を開く
reading-grades = V: 公開された資料の抜粋や要約を読んで確かめたもの(二次資料は、ほかの人がまとめたもの)。D: Koshiが計算や測定をしたもの。J: Koshiの判断。M: 記憶によるもので、確かめていません。
reading-texts = 5つの文章: 000は在宅ワークと腰、001はトレーナーとする運動、002は自宅の筋トレ、003は動き方の学び直し、004はヒップリフトについて書かれたものです。
reading-sitting = 座り方
    .text = 文章は、骨盤を立てて座る、足の裏を床につける、45分から1時間に一度は立つ、とすすめます。背もたれについては意見が分かれ、文章は「頼らない」「触れるだけ」、国の指針は「深く掛けて体を支える」です。Koshiは座り方のよい・悪いを決めません。楽に座り、背もたれも使い、ときどき座り直し、45分ほどで1分立つ。そのくらいから始めましょう。
    .open = 正しい座り方が一つあるとは、示されていません。英国のNHSは、決まった正しい姿勢はなく、30分より長く座っても心配はいらないと案内しています。座り方で負担が何割減る、という文章の数字は、出どころが分からないので使いません。
    .source = 文章003(5-1、5-5)、002、000(5-1、5-3)。職場の指針 厚生労働省 2013(V、二次資料)。NHS South Tees(V、抜粋)。Slater ほか 2019(V、要約)。
reading-standing = 立ち上がり方
    .text = 足を少し椅子の下へ引き、背中を丸めずに軽く前へ傾き、足の裏で床を押して、太ももとお尻で立ちます。足を引くのは、見た目のためではありません。足が前にあると、体の重さが足の上に乗らず、勢いか手の力がいるからです。急がず、座るときもゆっくり。ひざや手すりに手をついて立っても、もちろんかまいません。
    .open = 足を引くとゆっくり立てることは、体の重さの計算で分かります。けれども、立ち方を変えると腰の感じがどうなるかは、読んだ資料からは分かりません。文章にある「99%の人にくせがある」という数字には、出どころがありません。
    .source = 文章003(5-2)。体の重さの計算(D)。Tully ほか 2005: 立ち始めの上体の傾きは44±6度(V、要約)。
reading-walking = 歩くこと
    .text = 脚は腰からではなく、股関節から前へ。かかとから足の裏、つま先へと体重を移し、目は遠くに、頭はなるべくゆらさずに。文章がすすめる歩き方です。家で働く日は、知らないうちに歩く時間が減ります。形を気にするより先に、その分を少し戻すのもよいでしょう。電話の間に立って歩く、郵便受けまで行く。それくらいから。
    .open = 歩き方を変えると腰の感じが変わるかどうかは、読んだ資料では確かめられていません。Koshiは歩き方を見ません。腰の反りやお腹の力の入り方は、カメラには見えないからです。歩数のめやすも決めていません。
    .source = 文章003(5-3)、000(1-3)。カメラに見えるかどうかと、歩く時間の提案は、Koshiの判断(J)。
reading-lifting = 床の物を持ち上げる
    .text = 物に近づき、片足を少し前に出し、ひざと股関節を一緒に曲げて、お尻を後ろへ。物を体に寄せ、足の裏全体で床を押して立ちます。軽い物でも、同じ形で練習できます。重い物は、分ける、押す、だれかと持つ。形を整えるより、荷物を軽くするほうが簡単なこともあります。
    .open = 背中を丸めて持つと腰を痛める、とは言い切れません。丸まりが腰痛につながるとは示されておらず、その研究の質も高くありません。しゃがんで持つ人の背中も、測ると25度ほど丸まっていました。Koshiがお伝えするのは、この運動のよい形だけです。
    .source = 文章003(5-4)。職場の指針 厚生労働省 2013(V、二次資料)。Saraceni ほか 2020(V、要約)。von Arx ほか 2021、30人(V、要約)。荷物の工夫はKoshiの判断(J)。
reading-screen = 画面の高さ
    .text = ノートパソコンをそのまま使うと、画面が低く、前かがみになりやすい、と文章は言います。めやすは、画面が目の高さより10〜15センチ下、ひじが直角になるところにキーボード。ノートなら、台や本で画面を上げ、キーボードを別につなぎます。椅子が高ければ足台を。まず一つだけ変えて、一日使ってみて、楽なほうを選びましょう。
    .open = 10〜15センチという高さの裏づけは、読んだ資料にはありませんでした。姿勢を角度で採点する公開プログラムの数字も、「勘で決めた」と書かれていました。Koshiは画面の高さを測りません。「机で」が見るのは、座った時間と姿勢の変わり方だけです。
    .source = 文章003(5-5)、000(1-1)、001。姿勢を採点する公開プログラム、10件ほど(V)。NHS South Tees(V、抜粋)。
reading-warmth = 腰を温める
    .text = 文章000は、腰を冷やさない習慣をすすめています。お風呂、蒸しタオル、温かいパック。Koshiに言えるのは、温かくて気持ちがよいなら、それは一日の中のよい休み時間だ、ということまでです。熱すぎないものを、肌に直接あてず、眠る前にはずしましょう。温まったあとに、ゆっくりした動きを少しするのもよいものです。
    .open = 文章が言う温めることの効き目も、冷えると腰がこわばるという説明も、読んだ資料では確かめていません。感覚のにぶいところや、はれて熱いところがあるときは、温める前に医師にたずねてください。
    .source = 文章000(5-4)。温め方の注意は記憶によるもの(M)。ほかはKoshiの判断(J)。
reading-moving = 動くことを、こわがらない
    .text = 痛い思いをすると、体は腰を固めて守ろうとします。固めると動きが小さくなり、動くのがこわくなる。文章003は、この輪のことを書いています。始めるなら、がまんからではなく、痛くない範囲の小さな動きから。「これは大丈夫だった」を一つずつ増やします。文章002も、こわくて動かないより、小さく続けることをすすめます。痛みが出たら、すぐに止めます。
    .open = 腰痛のある人がゆっくり動くことは、比べた研究で見られました。けれども、それがこわさのせいか、動けばどうなるかは、Koshiには言えません。脳の「誤作動」という文章の説明も使いません。しびれや力の入りにくさがあるときは、運動より先に医師へ。
    .source = 文章003(1-1〜1-3、2-2)、002、004。Laird ほか 2014(V、要約)。止めることのすすめは004。

## 机(見守り)
page-desk = 机で
desk-intro = 仕事のとなりで開いておくと、座り続けた時間を数え、立つころに音と声でお知らせします。小さなウィンドウでも、かくれたタブでも動きます。
desk-camera = カメラの場所
desk-front = パソコンのカメラ(正面)
desk-side = 横に置いたカメラ
desk-setup-front = 頭と肩が映れば使えます。いつもの画面の位置で、いつもどおりに座ってください。
desk-setup-side = 体の真横1.5〜2メートル、座った胸の高さに置いてください。頭からももまで映ると、よく分かります。
desk-minutes = 何分座ったら知らせるか
desk-hard = 60分では、後回しにしていても一度お知らせします。
desk-limits = 座り続けた時間、長く同じ姿勢でいること、始めより前に来たことだけを見ています。よい姿勢・悪い姿勢の判定はしません。背もたれは、どうぞ使ってください。昇降する机で立ったときは、正面のカメラでは分からないので「立ちました」を押してください。
desk-private = 映像は2秒に1枚だけ見て、すぐに忘れます。残るのは時間だけで、それも終わると消えます。
desk-small = ウィンドウを小さくしても、ほかのタブを見ていても続きます。音はこのページの消音ボタンで切れます。
desk-gone = Koshi が一度止まったので、時間は始めから数えます。
desk-of = 分 座っています(お知らせは{ $due }分)
desk-learning = いつもどおりに座っていてください。始めの姿勢を覚えています
desk-sitting = 見守っています
desk-away = 席を離れています。1分たつと、時間は始めから数えます
desk-due = 立つ時間です
desk-title-due = 立つ時間です
desk-day = 立った回数 { $stood }回・いちばん長く座った時間 { $longest }分
desk-snooze = あと5分
desk-stood = 立ちました
desk-lost = Koshi とつながりません。つなぎ直しています
desk-ended = Koshi が止まったので、見守りは終わりました。ページを開き直すと始められます
desk-no-picture = カメラの映像が届いていません。ほかのアプリが使っていないか確かめてください
say-desk-begin = 座っている時間を数えます
say-desk-due = そろそろ立って、遠くを見ましょう
say-desk-hard = 1時間になりました。1分、立ち上がりましょう
say-desk-still = しばらく同じ姿勢です。座り直してみましょう
say-desk-closer = 画面が近くなっています。いすごと少し下がりましょう
say-desk-forward = さっきより少し前に来ています。背もたれにもたれてみましょう

## 参考の数字(判定には使わない)
reference-title = 参考の数字
reference-of-sit_to_stand = 高さ約40cmのいすで、腕を組み、30秒間に立ち上がれた回数の「ふつう」とされる範囲です。いすの高さや身長で変わります。
reference-of-single_leg_stance = 目を開けて片足で立っていられた秒数の、年代ごとの目安です。
reference-of-side_plank = サイドプランクを、できるだけ長く続けたときの平均の秒数です。これだけ続ける必要はありません。
reference-age = 年齢
reference-ages = { $low }〜{ $high }歳
reference-men = 男性
reference-women = 女性
reference-all = 男女
reference-note = 出典: { $source }。公表されている数字を載せただけで、判定や目標ではありません。測り方がちがうと、くらべられません。
