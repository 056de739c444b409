exercise-overhead_squat = オーバーヘッドスクワット(横から)
    .easier = 楽なところまで、腕も上がるところまで。
    .harder = そのままで。動き方を見るもので、トレーニングではありません。
    .why = 全身がどうつながって動くかを見る方法です(002)
say-next-overhead_squat = 次は、横向きのオーバーヘッドスクワットです
limits-overhead_squat = 見えたことと、見えなかったことを並べます。見ているのは、上体の倒れ、腕が前に出ること、かかと、背中の丸まり、深さです。よい悪いは決めません。原因や弱い筋肉は、ここからは分かりません。腰の反りは見ていません。ひざと足の向きは、正面から見ます。
setup-overhead_squat = カメラに横を向き、足を肩幅くらいに開いて、つま先を前に向けます。両腕を耳の横に上げて、初めに2秒ほどそのまま立ってください。いすの高さくらいまで、ゆっくりしゃがみます。深さは、無理のないところまでで十分です。手の上にも余白があるように映してください。
say-place-overhead_squat = 腕を耳の横に上げて、カメラに横を向きましょう

fault-arms_fall = 腕が前に出る
cue-arms_fall-arms = 指先で、天井を押したまましゃがみましょう
    .plain = 腕を、耳の横に保ってみましょう
say-sink-4 = し
say-rise-3 = さん
say-rise-4 = し

metric-arms_deg = 腕の前への傾き(度、上体の線から)
metric-down_s-overhead_squat = しゃがむ(秒)
metric-up_s-overhead_squat = 立つ(秒)
