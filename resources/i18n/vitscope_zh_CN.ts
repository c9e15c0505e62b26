<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Answers</name>
    <message>
        <source>The one that carries most is %1: without it the model&apos;s vector has a cosine of %2 to what it was.</source>
        <translation>支撑最多的是%1：没有它，模型的向量与原来的余弦为 %2。</translation>
    </message>
    <message>
        <source>The one that carries most is %1: without it the lead of “%2” over “%3” goes from %4 to %5 logits.</source>
        <translation>支撑最多的是%1：没有它，“%2”对“%3”的领先从 %4 变为 %5 个 logit。</translation>
    </message>
    <message>
        <source>The one most against it is %1: without it the lead of “%2” over “%3” goes from %4 to %5 logits.</source>
        <translation>最不支持它的是%1：没有它，“%2”对“%3”的领先从 %4 变为 %5 个 logit。</translation>
    </message>
    <message>
        <source>The one that carries most is %1: without it “%2” falls from %3 to %4.</source>
        <translation>支撑最多的是%1：没有它，“%2”从 %3 降到 %4。</translation>
    </message>
    <message>
        <source>The one most against it is %1: without it “%2” rises from %3 to %4.</source>
        <translation>最不支持它的是%1：没有它，“%2”从 %3 升到 %4。</translation>
    </message>
    <message>
        <source>None of the %1 patches turns the answer by itself.</source>
        <translation>%1 个图块中，没有一个能单独改变答案。</translation>
    </message>
    <message>
        <source>Patches that turn the answer from “%3” to another, each by itself: %1 of %2.</source>
        <translation>单独遮住就会使答案不再是“%3”的图块：%2 个中有 %1 个。</translation>
    </message>
    <message>
        <source>Without the two that speak most for it, %1 and %2, the answer is still “%3”, with %4.</source>
        <translation>遮住最支持它的两块（%1和%2），答案仍是“%3”，概率 %4。</translation>
    </message>
    <message>
        <source>Without the two that speak most for it, %1 and %2, the answer is “%3”, with %4.</source>
        <translation>遮住最支持它的两块（%1和%2），答案就是“%3”，概率 %4。</translation>
    </message>
    <message>
        <source>The %1 parts add up to %2; the run recorded %3.</source>
        <translation>%1 个部分之和为 %2；这次运行记录的是 %3。</translation>
    </message>
    <message>
        <source>The parts pull both ways: “%1” adds most (%2), “%3” takes off most (%4); all together come to %5.</source>
        <translation>各部分方向不一：“%1”加得最多（%2），“%3”减得最多（%4）；合计 %5。</translation>
    </message>
    <message>
        <source>Of the lead of %1 logits, %2 come from %3 of %4 parts: %5.</source>
        <translation>领先的 %1 个 logit 中，%2 来自 %4 个部分中的 %3 个：%5。</translation>
    </message>
    <message>
        <source>Of the logit %1, %2 come from %3 of %4 parts: %5.</source>
        <translation>logit %1 中，%2 来自 %4 个部分中的 %3 个：%5。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The picture shows: %1. The model says so too, with %2.</source>
        <translation>图中是：%1。模型也这么说，概率 %2。</translation>
    </message>
    <message>
        <source>The picture shows: %1. The model says “%2”, with %3; “%1” gets %4, place %5.</source>
        <translation>图中是：%1。模型却说“%2”，概率 %3；“%1”只得 %4，排第 %5。</translation>
    </message>
    <message>
        <source>“%1” goes from %2 to %3; the answer stays.</source>
        <translation>“%1”从 %2 变为 %3；答案不变。</translation>
    </message>
    <message>
        <source>“%1” goes from %2 to %3; the answer is now “%4”, with %5.</source>
        <translation>“%1”从 %2 变为 %3；答案现在是“%4”，概率 %5。</translation>
    </message>
    <message>
        <source>Over %1 pictures the model is right %2 times with all parts, and %3 times like this.</source>
        <translation>%1 张图片中，部件齐全时模型答对 %2 次，像现在这样答对 %3 次。</translation>
    </message>
    <message>
        <source>Over %1 pictures the answer stays %2 times; the class that led changes by %3 points on average.</source>
        <translation>%1 张图片中，答案有 %2 次不变；原来领先的类别平均变化 %3 个百分点。</translation>
    </message>
    <message>
        <source>class token at the start</source>
        <translation>开始时的类别词元</translation>
    </message>
    <message>
        <source>tokens at the start</source>
        <translation>开始时的词元</translation>
    </message>
    <message>
        <source>biases of the last layer</source>
        <translation>最后一层的偏置</translation>
    </message>
    <message>
        <source>attention of block %1</source>
        <translation>第 %1 块的注意力</translation>
    </message>
    <message>
        <source>MLP of block %1</source>
        <translation>第 %1 块的 MLP</translation>
    </message>
    <message>
        <source>In block %1, %2 of the class token&apos;s attention falls on rows %3–%4, columns %5–%6, where the object stands: %7 of all patches.</source>
        <translation>在第 %1 块，类别词元的注意力有 %2 落在第 %3–%4 行、第 %5–%6 列，也就是物体所在之处：占全部图块的 %7。</translation>
    </message>
</context>
<context>
    <name>Boards</name>
    <message>
        <source>%1 heads side by side</source>
        <translation>%1 个头并排</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学到的</translation>
    </message>
    <message>
        <source>the class token in front</source>
        <translation>最前面加上类别词元</translation>
    </message>
    <message>
        <source>without the dropped patches</source>
        <translation>去掉被丢弃的图块</translation>
    </message>
    <message>
        <source>the class token&apos;s row</source>
        <translation>类别词元的行</translation>
    </message>
    <message>
        <source>norm, row by row</source>
        <translation>逐行归一化</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>cut into patches</source>
        <translation>切成图块</translation>
    </message>
    <message>
        <source>each patch a row</source>
        <translation>每个图块一行</translation>
    </message>
    <message>
        <source>positions</source>
        <translation>位置嵌入</translation>
    </message>
    <message>
        <source>softmax per row</source>
        <translation>逐行 softmax</translation>
    </message>
    <message>
        <source>each row sums to 1</source>
        <translation>每行之和为 1</translation>
    </message>
    <message>
        <source>mixed by each head&apos;s attention</source>
        <translation>按各头的注意力混合</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>tokens with positions</source>
        <translation>加上位置的词元</translation>
    </message>
    <message>
        <source>output of block %1</source>
        <translation>块 %1 的输出</translation>
    </message>
    <message>
        <source>normalised tokens</source>
        <translation>归一化后的词元</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>原样取用</translation>
    </message>
    <message>
        <source>the mean of all patches</source>
        <translation>所有图块的均值</translation>
    </message>
    <message>
        <source>%1, each by itself</source>
        <translation>%1，逐个进行</translation>
    </message>
</context>
<context>
    <name>Claims</name>
    <message>
        <source>%1 times</source>
        <translation>%1 倍</translation>
    </message>
    <message>
        <source>%1 × %2 pixels become %3 × %4: %5 as many numbers.</source>
        <translation>%1 × %2 像素变为 %3 × %4：数的个数变为原来的 %5。</translation>
    </message>
    <message>
        <source>With it the vector keeps its direction (cosine %1).</source>
        <translation>相加之后，向量保持原来的方向（余弦 %1）。</translation>
    </message>
    <message>
        <source>With it the vector turns (cosine %1).</source>
        <translation>相加之后，向量转了方向（余弦 %1）。</translation>
    </message>
    <message>
        <source>With it the vector has little left of its direction (cosine %1).</source>
        <translation>相加之后，向量几乎不再是原来的方向（余弦 %1）。</translation>
    </message>
    <message>
        <source>“%1” gets %2, “%3” comes next with %4.</source>
        <translation>“%1”得到 %2，其次是“%3”，得到 %4。</translation>
    </message>
    <message>
        <source>“%1” has the largest logit, %2; “%3” comes next with %4.</source>
        <translation>“%1”的 logit 最大，为 %2；其次是“%3”，为 %4。</translation>
    </message>
    <message>
        <source>The picture has %1 × %2 pixels (rows × columns); the model reads %3 × %4.</source>
        <translation>图片有 %1 × %2 像素（行 × 列）；模型读取的是 %3 × %4。</translation>
    </message>
    <message>
        <source>The numbers run from %1 to %2, with mean %3 and deviation %4.</source>
        <translation>数值从 %1 到 %2，均值为 %3，标准差为 %4。</translation>
    </message>
    <message>
        <source>%1 patches of %2 numbers. Most varied is %3 (deviation %4), most even is %5 (%6).</source>
        <translation>%1 个图块，每个 %2 个数。变化最大的是%3（标准差 %4），最均匀的是%5（%6）。</translation>
    </message>
    <message>
        <source>The position most like that of %1 is that of %2 (cosine %3).</source>
        <translation>与%1的位置最相似的是%2的位置（余弦 %3）。</translation>
    </message>
    <message>
        <source>The vector has length %1.</source>
        <translation>这个向量的长度为 %1。</translation>
    </message>
    <message>
        <source>The vector of %1 has length %2; the mean over all is %3, the longest is that of %4 with %5.</source>
        <translation>所选向量（%1）的长度为 %2；全部的平均为 %3，最长的为 %5（%4）。</translation>
    </message>
    <message>
        <source>Largest in size: %1 with %2.</source>
        <translation>绝对值最大的是%1，为 %2。</translation>
    </message>
    <message>
        <source>For %1 the vector is longest in head %2: %3.</source>
        <translation>对于%1，向量在头 %2 中最长：%3。</translation>
    </message>
    <message>
        <source>Before, %1 has mean %2 and deviation %3; after scale and shift, mean %4 and deviation %5.</source>
        <translation>%1：归一化前均值为 %2，标准差为 %3；缩放和平移后均值为 %4，标准差为 %5。</translation>
    </message>
    <message>
        <source>To %1, of length %2, a vector of length %3 is added: %4.</source>
        <translation>%1：原向量长度为 %2，加上的向量长度为 %3，相当于 %4。</translation>
    </message>
    <message>
        <source>For its length, most is added to %1: %2.</source>
        <translation>相对于自身长度，增加最多的是%1：%2。</translation>
    </message>
    <message>
        <source>For %1, %2 of %3 hidden values are above 0 (%4).</source>
        <translation>对于%1，%3 个隐藏值中有 %2 个大于 0（%4）。</translation>
    </message>
    <message>
        <source>The largest score is %1 (head %2): %3 asks, %4 answers.</source>
        <translation>最大的分数是 %1（头 %2）：提问的是%3，作答的是%4。</translation>
    </message>
    <message>
        <source>From %1, %2: %3 of the weight goes to rows %4, columns %5.</source>
        <translation>来自%1（%2）：%3 的权重落在第 %4 行、第 %5 列。</translation>
    </message>
    <message>
        <source>From %1, %2: less than half of the weight goes to patches (%3).</source>
        <translation>来自%1（%2）：落在图块上的权重不到一半（%3）。</translation>
    </message>
    <message>
        <source>Largest weight %1, to %2.</source>
        <translation>最大的权重为 %1，投向%2。</translation>
    </message>
    <message>
        <source>The class token gets %1.</source>
        <translation>类别词元得到 %1。</translation>
    </message>
    <message>
        <source>Entropy %1 of at most %2.</source>
        <translation>熵为 %1，最大可能为 %2。</translation>
    </message>
    <message>
        <source>Half of what %1 collects comes from %2 of %3 tokens.</source>
        <translation>%1：汇集到的内容有一半来自 %3 个词元中的 %2 个。</translation>
    </message>
    <message>
        <source>not shown: %1 more, together %2</source>
        <translation>未显示：另外 %1 个，合计 %2</translation>
    </message>
    <message>
        <source>not shown: %1 more, the largest logit among them %2</source>
        <translation>未显示：另外 %1 个，其中最大的 logit 为 %2</translation>
    </message>
    <message>
        <source>The model sees all of it.</source>
        <translation>模型看到整张图片。</translation>
    </message>
    <message>
        <source>The model sees what is inside the frame: %1 of the picture.</source>
        <translation>模型只看到框内的部分：占图片的 %1。</translation>
    </message>
    <message>
        <source>The size stays as it is in this direction: every pixel is taken over.</source>
        <translation>这个方向上大小不变：每个像素原样取用。</translation>
    </message>
    <message>
        <source>The nearest pixel is taken over.</source>
        <translation>取最近的像素。</translation>
    </message>
    <message>
        <source>%1 weights, sum %2</source>
        <translation>%1 个权重，总和 %2</translation>
    </message>
    <message>
        <source>largest %1, to %2</source>
        <translation>最大 %1，投向%2</translation>
    </message>
    <message>
        <source>uniform would be %1</source>
        <translation>均匀时为 %1</translation>
    </message>
    <message>
        <source>%1 of %2 are below 0 and are held back: %3</source>
        <translation>%2 个中有 %1 个小于 0，被压住：占 %3</translation>
    </message>
    <message>
        <source>Block %1, %2: where %3 attends</source>
        <translation>块 %1 · %2：注意力发自%3</translation>
    </message>
    <message>
        <source>The picture and its patches. Nothing attends yet: hover a patch to see what becomes of it.</source>
        <translation>图片及其图块。此时还没有关注：悬停在图块上，看它会变成什么。</translation>
    </message>
    <message>
        <source>:  Σ of %1 terms = %2</source>
        <translation>：%1 项之和 Σ = %2</translation>
    </message>
    <message>
        <source>  ÷ %1 = %2</source>
        <translation>  ÷ %1 = %2</translation>
    </message>
    <message>
        <source>   (recorded %1)</source>
        <translation>  （记录值 %1）</translation>
    </message>
    <message>
        <source>One pixel is taken over as it is: %1.</source>
        <translation>原样取用一个像素：%1。</translation>
    </message>
    <message>
        <source>%1 pixels, each times its weight, come to %2, rounded and kept in 0 … 255: %3.</source>
        <translation>%1 个像素，各乘其权重，合计 %2，舍入并限制在 0 … 255：%3。</translation>
    </message>
    <message>
        <source>The value lies %1 standard deviations below the mean of its token. The learned gain makes that %2 times as large, the learned shift adds %3.</source>
        <translation>这个值比所在词元的均值低 %1 个标准差。学到的增益把它放大到 %2 倍，学到的平移再加上 %3。</translation>
    </message>
    <message>
        <source>The value lies %1 standard deviations above the mean of its token. The learned gain makes that %2 times as large, the learned shift adds %3.</source>
        <translation>这个值比所在词元的均值高 %1 个标准差。学到的增益把它放大到 %2 倍，学到的平移再加上 %3。</translation>
    </message>
    <message>
        <source>sum %1 + bias %2 = %3   (recorded %4)</source>
        <translation>总和 %1 + 偏置 %2 = %3   （记录值 %4）</translation>
    </message>
    <message>
        <source>%1 lets %2 of the value through: %3 → %4.</source>
        <translation>%1 让这个值的 %2 通过：%3 → %4。</translation>
    </message>
    <message>
        <source>The term largest in size is %1: %2; the sum is %3. Half of all that is added or taken off comes from %4 of %5 terms.</source>
        <translation>绝对值最大的一项是%1：%2；总和为 %3。所有加上或减去的量，有一半来自 %5 项中的 %4 项。</translation>
    </message>
    <message>
        <source>This one, %1, is %2 of the sum %3: a share of %4. By size it is number %5 of %6.</source>
        <translation>%1 的幂是 %2，总和是 %3，所占份额为 %4。按大小排在 %6 个中的第 %5 位。</translation>
    </message>
    <message>
        <source>The larger in size is %1; the other is %2 of its size.</source>
        <translation>绝对值较大的是%1；另一个是它大小的 %2。</translation>
    </message>
    <message>
        <source>the vector</source>
        <translation>这个向量</translation>
    </message>
    <message>
        <source>the pool&apos;s query</source>
        <translation>汇聚的查询</translation>
    </message>
    <message>
        <source>The followed term is %1 in a sum of %2: %3 of all that is added or taken off.</source>
        <translation>所追踪的项是 %1，总和为 %2：占全部加减量的 %3。</translation>
    </message>
    <message>
        <source>It is made from this value alone.</source>
        <translation>它只由这一个值得来。</translation>
    </message>
    <message>
        <source>%1 values go into it together; no share of this one can be named.</source>
        <translation>它由 %1 个值共同得来；说不出这一个占多少。</translation>
    </message>
    <message>
        <source>%1 pixels, each times its weight, come to %2; nothing is rounded.</source>
        <translation>%1 个像素各乘以权重，合计 %2；不取整。</translation>
    </message>
</context>
<context>
    <name>ClassesView</name>
    <message>
        <source>Classes with logits and probabilities</source>
        <translation>各类别的 logits 与概率</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>logit l</source>
        <translation>logit l</translation>
    </message>
    <message>
        <source>÷ %1 = probability</source>
        <translation>÷ %1 = 概率</translation>
    </message>
    <message>
        <source>e^(l − max)</source>
        <translation>e^(l − max)</translation>
    </message>
</context>
<context>
    <name>CropView</name>
    <message>
        <source>What the crop keeps</source>
        <translation>裁剪后保留的部分</translation>
    </message>
</context>
<context>
    <name>CurveDetail</name>
    <message>
        <source>%1: every hidden value on the curve</source>
        <translation>%1：每个隐藏值在曲线上的位置</translation>
    </message>
    <message>
        <source>□ hidden %1</source>
        <translation>□ 隐藏值 %1</translation>
    </message>
    <message>
        <source>The curve of %1</source>
        <translation>%1 的曲线</translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <source>red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>learned class token</source>
        <translation>学到的类别词元</translation>
    </message>
    <message>
        <source>learned position</source>
        <translation>学到的位置嵌入</translation>
    </message>
    <message>
        <source>learned bias</source>
        <translation>学到的偏置</translation>
    </message>
    <message>
        <source>learned weight</source>
        <translation>学到的权重</translation>
    </message>
    <message>
        <source>%1, row %2, column %3</source>
        <translation>%1，行 %2，列 %3</translation>
    </message>
    <message>
        <source>the pool&apos;s query</source>
        <translation>汇聚的查询</translation>
    </message>
    <message>
        <source>lets positive numbers through and makes 0 of negative ones</source>
        <translation>让正数通过，把负数变成 0</translation>
    </message>
    <message>
        <source>brings every number between −1 and 1</source>
        <translation>把每个数都变到 −1 与 1 之间</translation>
    </message>
    <message>
        <source>lets large numbers through and holds negative ones near 0</source>
        <translation>让大的数通过，把负数压到 0 附近</translation>
    </message>
</context>
<context>
    <name>FilterDetail</name>
    <message>
        <source>The filters of the projection</source>
        <translation>投影的滤波器</translation>
    </message>
    <message>
        <source>filter %1</source>
        <translation>滤波器 %1</translation>
    </message>
    <message>
        <source>products</source>
        <translation>乘积</translation>
    </message>
    <message>
        <source>All %1 filters, one per feature</source>
        <translation>全部 %1 个滤波器，每个特征一个</translation>
    </message>
</context>
<context>
    <name>HeadsDetail</name>
    <message>
        <source>The chosen token in every head</source>
        <translation>所选词元在各个头中的数值</translation>
    </message>
    <message>
        <source>%1 in every head: one row a head, one cell a number</source>
        <translation>%1，各个头：每行一个头，每格一个数</translation>
    </message>
    <message>
        <source>head %1</source>
        <translation>头 %1</translation>
    </message>
</context>
<context>
    <name>LiveNumbers</name>
    <message>
        <source>recorded by the run: %1</source>
        <translation>运行记录：%1</translation>
    </message>
    <message>
        <source>Explain this number (E)</source>
        <translation>解释这个数 (E)</translation>
    </message>
</context>
<context>
    <name>Loupe</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>MapMenu</name>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Copied: %1 × %2 numbers</source>
        <translation>已复制：%1 × %2 个数</translation>
    </message>
    <message>
        <source>Explain the largest weight</source>
        <translation>解释最大的权重</translation>
    </message>
    <message>
        <source>Explain this number</source>
        <translation>解释这个数</translation>
    </message>
    <message>
        <source>Numbers as a table</source>
        <translation>以表格显示数字</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy the values</source>
        <translation>复制数值</translation>
    </message>
    <message>
        <source>Save the picture …</source>
        <translation>保存图片…</translation>
    </message>
</context>
<context>
    <name>Meaning</name>
    <message>
        <source>The window shows the mean of all heads here. Go on to one of them to see how its number was made.</source>
        <translation>这里显示的是所有头的均值。继续点进其中一个头，就能看到它的数是怎么来的。</translation>
    </message>
    <message>
        <source>This is where it begins: the number comes from outside, and nothing was computed yet.</source>
        <translation>一切从这里开始：这个数来自外部，还没有经过任何计算。</translation>
    </message>
    <message>
        <source>The model was trained on numbers around 0. So the whole number from 0 to 255 is scaled, the mean of its channel taken off, and the rest divided by the deviation.</source>
        <translation>模型是用 0 附近的数训练的。所以先把 0 到 255 的整数缩放，减去该通道的均值，再除以标准差。</translation>
    </message>
    <message>
        <source>Cutting computes nothing: the number is that of one pixel in one channel, in its place in the patch.</source>
        <translation>切块不做计算：这个数就是某个像素在某个通道的值，放在图块里它的位置上。</translation>
    </message>
    <message>
        <source>Taken over as it is: the token of a patch is the patch&apos;s embedding.</source>
        <translation>原样取用：图块的词元就是该图块的嵌入。</translation>
    </message>
    <message>
        <source>This token stays in the sequence; its numbers are taken over as they are.</source>
        <translation>这个词元留在序列里，它的数原样取用。</translation>
    </message>
    <message>
        <source>The weights are whole numbers, 2²² standing for 1, as Pillow has them.</source>
        <translation>权重是整数，2²² 代表 1，与 Pillow 的做法相同。</translation>
    </message>
    <message>
        <source>The weights are the same for every token; what differs is the token.</source>
        <translation>权重对每个词元都相同，不同的是词元。</translation>
    </message>
    <message>
        <source>What all tokens have to say, each as loud as its weight.</source>
        <translation>把所有词元的值合在一起，每个按它的权重计入。</translation>
    </message>
    <message>
        <source>A query asks, a key answers: the more their features agree in sign and size, the higher the score.</source>
        <translation>查询在问，键在答：两者的特征在正负和大小上越一致，分数就越高。</translation>
    </message>
    <message>
        <source>The largest value of the row is taken off each, which leaves the shares as they are; then each becomes a power of e, so that none is negative.</source>
        <translation>先从每个值中减去该行的最大值，各自的份额不变；再取 e 的幂，于是没有负数。</translation>
    </message>
    <message>
        <source>This token is learned and the same for every picture: this way ends here. What it knows of the picture came to it through attention; go back and follow what attention brought.</source>
        <translation>这个词元是学到的，对每张图片都一样：这条路到此为止。它对图片的了解都来自注意力；请返回，沿着注意力带来的那一项走。</translation>
    </message>
    <message>
        <source>Two numbers, added.</source>
        <translation>两个数相加。</translation>
    </message>
    <message>
        <source>What follows reads this token alone: its number is taken over as it is.</source>
        <translation>后面的步骤只读这一个词元：它的数值原样取用。</translation>
    </message>
    <message>
        <source>Each of these tokens counts the same: the mean of their numbers in this feature.</source>
        <translation>这些词元同等计入：取它们在这个特征上的均值。</translation>
    </message>
    <message>
        <source>The crop keeps this pixel as it is. Outside the picture it puts one value everywhere.</source>
        <translation>裁剪原样保留这个像素。图片之外处处填入同一个值。</translation>
    </message>
    <message>
        <source>The model was trained on numbers around 0. So the mean of its channel is taken off, and the rest divided by the deviation.</source>
        <translation>模型是在 0 附近的数值上训练的。因此先减去该通道的均值，再除以标准差。</translation>
    </message>
    <message>
        <source>The weights are shares of the pixels around; the first pass also brings 0 … 255 to 0 … 1.</source>
        <translation>权重是周围各像素所占的份额；第一遍同时把 0 … 255 变到 0 … 1。</translation>
    </message>
</context>
<context>
    <name>NormDetail</name>
    <message>
        <source>Layer norm of the chosen token</source>
        <translation>所选词元的层归一化</translation>
    </message>
    <message>
        <source>mean %1 · deviation %2</source>
        <translation>均值 %1 · 标准差 %2</translation>
    </message>
    <message>
        <source>%1, before</source>
        <translation>%1，归一化前</translation>
    </message>
    <message>
        <source>− mean, ÷ deviation</source>
        <translation>− 均值，÷ 标准差</translation>
    </message>
    <message>
        <source>× γ, + β: after</source>
        <translation>× γ，+ β：归一化后</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>Class token</source>
        <translation>类别词元</translation>
    </message>
    <message>
        <source>Position embedding</source>
        <translation>位置嵌入</translation>
    </message>
    <message>
        <source>Layer norms of the blocks</source>
        <translation>块内的层归一化</translation>
    </message>
    <message>
        <source>Scale √d</source>
        <translation>缩放 √d</translation>
    </message>
    <message>
        <source>Softmax in the attention</source>
        <translation>注意力中的 softmax</translation>
    </message>
    <message>
        <source>Attention × value</source>
        <translation>注意力 × 值</translation>
    </message>
    <message>
        <source>Residuals</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>One more token, which collects the answer. Without it the head reads the mean of all patches instead.</source>
        <translation>多出的一个词元，用来汇集答案。没有它，分类头改读所有图块的平均。</translation>
    </message>
    <message>
        <source>Tells each token where its patch lies. Without it attention has no order: the same patches, shuffled, give the same answer. What can be told by colours and parts may still be told; what depends on the arrangement cannot.</source>
        <translation>告诉每个词元它的图块在哪里。没有它，注意力不知顺序：同样的图块打乱后，答案不变。靠颜色和局部就能认出的，可能仍认得出；取决于排列方式的就认不出了。</translation>
    </message>
    <message>
        <source>Bring each token to one scale before every branch. Without them the branches read numbers of any size.</source>
        <translation>在每个分支之前，把每个词元调到同一尺度。没有它们，分支读到的数可大可小。</translation>
    </message>
    <message>
        <source>Divides the scores by √d. Without it they are √d times as large, and softmax gives more of the weight to fewer tokens.</source>
        <translation>把分数除以 √d。没有它，分数会大 √d 倍，softmax 会把更多权重给更少的词元。</translation>
    </message>
    <message>
        <source>Turns scores into shares that sum to 1. Without it the scores themselves multiply the values, negative ones too.</source>
        <translation>把分数变成和为 1 的份额。没有它，分数本身直接去乘值，负的也一样。</translation>
    </message>
    <message>
        <source>Collects what each token looked at. Without it each keeps its own value, and no token learns from another.</source>
        <translation>收集每个词元所看到的内容。没有它，每个词元只留下自己的值，彼此学不到东西。</translation>
    </message>
    <message>
        <source>Carry along what was there before each branch. Without them what a branch brings takes the place of all before it.</source>
        <translation>把每个分支之前已有的内容带过去。没有它们，分支的结果会取代之前的一切。</translation>
    </message>
</context>
<context>
    <name>PatchDetail</name>
    <message>
        <source>The chosen patch, flattened</source>
        <translation>所选图块的展平</translation>
    </message>
    <message>
        <source>%1: %2 × %3 pixels, 3 channels, %4 numbers in one row</source>
        <translation>%1：%2 × %3 像素，3 个通道，排成一行共 %4 个数</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>number %1: %2, row %3, column %4 of the patch: %5</source>
        <translation>第 %1 个数：%2色通道，图块的第 %3 行、第 %4 列：%5</translation>
    </message>
</context>
<context>
    <name>PictureViews</name>
    <message>
        <source>%1 rows × %2 columns</source>
        <translation>%1 行 × %2 列</translation>
    </message>
</context>
<context>
    <name>PixelDetail</name>
    <message>
        <source>Normalising one pixel</source>
        <translation>归一化一个像素</translation>
    </message>
    <message>
        <source>The pixel in row %1, column %2 (the middle of %3)</source>
        <translation>第 %1 行、第 %2 列的像素（%3 的正中）</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝</translation>
    </message>
</context>
<context>
    <name>PositionDetail</name>
    <message>
        <source>Which positions look alike</source>
        <translation>哪些位置相似</translation>
    </message>
    <message>
        <source>likeness to the position of %1</source>
        <translation>与%1 的位置的相似度</translation>
    </message>
    <message>
        <source>every position&apos;s map, in its place</source>
        <translation>每个位置的相似度图，各在其位</translation>
    </message>
    <message>
        <source>cosine of the learned vectors</source>
        <translation>学到的向量之间的余弦</translation>
    </message>
    <message>
        <source>%1: no place in the picture; point at a patch</source>
        <translation>%1：在图片中没有位置；请指向一个图块</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Each bar is one number of the vector; its length is its size.</source>
        <translation>每个条形是向量中的一个数，条形的长度就是数的大小。</translation>
    </message>
    <message>
        <source>Red, green and blue of every pixel, as whole numbers from 0 to 255.</source>
        <translation>每个像素的红、绿、蓝，都是 0 到 255 的整数。</translation>
    </message>
    <message>
        <source>Row: a token asking. Bright: whom it attends to. Dashed: itself.</source>
        <translation>行：发问的词元。亮处：它关注的对象。虚线：它自己。</translation>
    </message>
    <message>
        <source>Orange: query and key fit. Blue: they do not. Dashed: itself.</source>
        <translation>橙色：查询与键契合。蓝色：不契合。虚线：词元自己。</translation>
    </message>
    <message>
        <source>One map per channel. Blue below 0, orange above.</source>
        <translation>每个通道一张图。蓝色小于 0，橙色大于 0。</translation>
    </message>
    <message>
        <source>Row: a patch, beside it its mean colour. Blue below 0, orange above.</source>
        <translation>行：一个图块，旁边是它的平均颜色。蓝色小于 0，橙色大于 0。</translation>
    </message>
    <message>
        <source>Row: a token. Column: a feature. Blue below 0, orange above.</source>
        <translation>行：一个词元。列：一个特征。蓝色小于 0，橙色大于 0。</translation>
    </message>
    <message>
        <source>The class token gathers what the answer needs.</source>
        <translation>类别词元收集作答所需的内容。</translation>
    </message>
    <message>
        <source>The distillation token learned to answer as another model does.</source>
        <translation>蒸馏词元学的是像另一个模型那样作答。</translation>
    </message>
    <message>
        <source>Registers are room for notes: nobody reads them at the end.</source>
        <translation>寄存器是做笔记的地方：最后没有谁读取它们。</translation>
    </message>
    <message>
        <source>Red, green and blue of every pixel, from 0 to 1.</source>
        <translation>每个像素的红、绿、蓝，从 0 到 1。</translation>
    </message>
</context>
<context>
    <name>ResidualDetail</name>
    <message>
        <source>How much the chosen token changes</source>
        <translation>所选词元的变化有多大</translation>
    </message>
    <message>
        <source>%1: lengths of the vectors</source>
        <translation>%1：各向量的长度</translation>
    </message>
    <message>
        <source>was there</source>
        <translation>原有</translation>
    </message>
    <message>
        <source>is added</source>
        <translation>加上</translation>
    </message>
    <message>
        <source>comes out</source>
        <translation>得到</translation>
    </message>
    <message>
        <source>added ÷ before, every patch</source>
        <translation>加上 ÷ 原有，逐个图块</translation>
    </message>
</context>
<context>
    <name>ResizeView</name>
    <message>
        <source>What resizing does</source>
        <translation>缩放做了什么</translation>
    </message>
    <message>
        <source>before</source>
        <translation>缩放前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>缩放后</translation>
    </message>
    <message>
        <source>How the pixel in row %1, column %2 is made (red channel; point at another)</source>
        <translation>第 %1 行、第 %2 列的像素怎样算出（红色通道；可指向别的像素）</translation>
    </message>
</context>
<context>
    <name>RowDetail</name>
    <message>
        <source>The row of the chosen token</source>
        <translation>所选词元的行</translation>
    </message>
    <message>
        <source>%1: %2 numbers, each a bar</source>
        <translation>%1：%2 个数，每个数一个条形</translation>
    </message>
</context>
<context>
    <name>ScaleBar</name>
    <message>
        <source>uniform %1</source>
        <translation>均匀 %1</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>Class token</source>
        <translation>类别词元</translation>
    </message>
    <message>
        <source>Mean of the patches</source>
        <translation>图块的平均</translation>
    </message>
    <message>
        <source>Class token and mean</source>
        <translation>类别词元与平均</translation>
    </message>
    <message>
        <source>Two tokens</source>
        <translation>两个词元</translation>
    </message>
    <message>
        <source>One query asks all</source>
        <translation>一个查询问所有词元</translation>
    </message>
    <message>
        <source>The block makes two moves. First every token &lt;b&gt;looks around&lt;/b&gt; and adds what it read. Then it &lt;b&gt;thinks&lt;/b&gt;: a small network, the same for all tokens, adds its result.</source>
        <translation>一个块有两步。先是每个词元&lt;b&gt;环顾四周&lt;/b&gt;，把读到的加到自己身上。然后&lt;b&gt;思考&lt;/b&gt;：一个对所有词元都相同的小网络加上它的结果。</translation>
    </message>
    <message>
        <source>One more stands in front of them.</source>
        <translation>它们前面还有一个词元。</translation>
    </message>
    <message>
        <source>%1 more stand in front of them.</source>
        <translation>它们前面还有 %1 个词元。</translation>
    </message>
    <message>
        <source>Of all %1 tokens the answer is read from %2: %3 numbers.</source>
        <translation>在全部 %1 个词元中，答案只从%2读出：%3 个数。</translation>
    </message>
    <message>
        <source>Of all %1 tokens the result is read from %2: %3 numbers.</source>
        <translation>在全部 %1 个词元中，结果只从%2读出：%3 个数。</translation>
    </message>
    <message>
        <source>Each of %1 heads asks something else; for each, every token divides one whole among all %2 tokens.</source>
        <translation>%1 个头各问各的；在每个头里，每个词元都把“1”分给全部 %2 个词元。</translation>
    </message>
    <message>
        <source>Each of %1 heads compares every one of the %2 tokens with every other.</source>
        <translation>%1 个头各自把 %2 个词元两两比较。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Patches become tokens</source>
        <translation>图块变成词元</translation>
    </message>
    <message>
        <source>Block 1: who looks where</source>
        <translation>块 1：谁看哪里</translation>
    </message>
    <message>
        <source>Block 1: collect and add</source>
        <translation>块 1：收集并相加</translation>
    </message>
    <message>
        <source>Block 1: think</source>
        <translation>块 1：思考</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>第 %1 块</translation>
    </message>
    <message>
        <source>From %1 numbers to %2</source>
        <translation>从 %1 个数到 %2 个</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>What the model is given: %1 × %2 pixels, %3 numbers.</source>
        <translation>模型得到的输入：%1 × %2 个像素，共 %3 个数。</translation>
    </message>
    <message>
        <source>What the heads collected is added to every token; what it was stays in it.</source>
        <translation>各头收集到的加到每个词元上；词元原有的内容仍在其中。</translation>
    </message>
    <message>
        <source>What the heads collected takes every token&apos;s place.</source>
        <translation>各头收集到的取代了每个词元。</translation>
    </message>
    <message>
        <source>The MLP sees one token at a time: %1 numbers in, %2 in between, %1 out.</source>
        <translation>MLP 一次只看一个词元：进 %1 个数，中间 %2 个，出 %1 个。</translation>
    </message>
    <message>
        <source>The block makes two moves. First every token &lt;b&gt;looks around&lt;/b&gt;, then it &lt;b&gt;thinks&lt;/b&gt;: a small network, the same for all tokens. What a move brings takes the token&apos;s place.</source>
        <translation>一个块有两步。先是每个词元&lt;b&gt;环顾四周&lt;/b&gt;，然后&lt;b&gt;思考&lt;/b&gt;：一个对所有词元都相同的小网络。每一步带来的结果都取代原来的词元。</translation>
    </message>
    <message>
        <source>Each of the %1 patches becomes a token: %2 numbers that stand for it.</source>
        <translation>%1 个图块各变成一个词元：代表它的 %2 个数。</translation>
    </message>
</context>
<context>
    <name>SourceView</name>
    <message>
        <source>The picture as loaded</source>
        <translation>载入的图片</translation>
    </message>
</context>
<context>
    <name>StartMap</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>%1 × %2 pixels, each three numbers.</source>
        <translation>%1 × %2 个像素，每个三个数。</translation>
    </message>
    <message>
        <source>%1 patches</source>
        <translation>%1 个图块</translation>
    </message>
    <message>
        <source>Cut into %1 × %2 small pieces.</source>
        <translation>切成 %1 × %2 小块。</translation>
    </message>
    <message>
        <source>Each patch becomes %1 numbers.</source>
        <translation>每个图块变成 %1 个数。</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>In front stands one without a patch.</source>
        <translation>最前面的一个没有图块。</translation>
    </message>
    <message>
        <source>%1 blocks</source>
        <translation>%1 个块</translation>
    </message>
    <message>
        <source>little</source>
        <translation>少</translation>
    </message>
    <message>
        <source>much</source>
        <translation>多</translation>
    </message>
    <message>
        <source>Each makes the same two moves, then hands all tokens on.</source>
        <translation>每块做同样的两步，再把所有词元交给下一块。</translation>
    </message>
    <message>
        <source>Each makes two moves; here those that change the answer most.</source>
        <translation>每块有两步；这里是最能改变答案的几块。</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>第 %1 块</translation>
    </message>
    <message>
        <source>then %1 %2</source>
        <translation>其次 %1 %2</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Look around</source>
        <translation>环顾</translation>
    </message>
    <message>
        <source>Attention: every token reads from the others.</source>
        <translation>注意力：每个词元从其他词元读取。</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>MLP: every token works on what it read, alone.</source>
        <translation>MLP：每个词元独自加工读到的内容。</translation>
    </message>
    <message>
        <source>If it answered now</source>
        <translation>如果现在回答</translation>
    </message>
    <message>
        <source>What the last layer would say after each block.</source>
        <translation>每一块之后，最后一层会说什么。</translation>
    </message>
    <message>
        <source>%1 numbers sum up what was collected.</source>
        <translation>%1 个数概括收集到的内容。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>The last layer weighs them for %1 classes.</source>
        <translation>最后一层为 %1 个类别给它们加权。</translation>
    </message>
    <message>
        <source>%1 of %2 blocks</source>
        <translation>%2 个块中的 %1 个</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>After block %1 “%2” leads, with %3.</source>
        <translation>块 %1 之后，“%2”领先，为 %3。</translation>
    </message>
    <message>
        <source>After block %1 “%2” already leads, with %3.</source>
        <translation>块 %1 之后，“%2”就已领先，为 %3。</translation>
    </message>
    <message>
        <source>Only after the last block, %1, does “%2” lead, with %3.</source>
        <translation>直到最后一块（块 %1）之后，“%2”才领先，为 %3。</translation>
    </message>
    <message>
        <source>After block %1 “%2” leads for the first time, with %3.</source>
        <translation>块 %1 之后，“%2”第一次领先，为 %3。</translation>
    </message>
    <message>
        <source>The largest step is block %1: from %2 to %3.</source>
        <translation>变化最大的是块 %1：从 %2 到 %3。</translation>
    </message>
    <message>
        <source>Read after block 1, the result has cosine %1 to the final one. The largest step is block %2: from %3 to %4.</source>
        <translation>在块 1 之后读出，结果与最终结果的余弦为 %1。变化最大的是块 %2：从 %3 到 %4。</translation>
    </message>
    <message>
        <source>Block %1 brings the result nearer to the final one: cosine %2, before it %3.</source>
        <translation>块 %1 使结果更接近最终结果：余弦 %2，之前为 %3。</translation>
    </message>
    <message>
        <source>Block %1 takes the result further from the final one: cosine %2, before it %3.</source>
        <translation>块 %1 使结果离最终结果更远：余弦 %2，之前为 %3。</translation>
    </message>
    <message>
        <source>Block %1 leaves the result as near to the final one as it was: cosine %2, before it %3.</source>
        <translation>块 %1 没有改变结果与最终结果的远近：余弦 %2，之前为 %3。</translation>
    </message>
    <message>
        <source>Block %1 puts “%2” first: from %3 to %4. “%5”, first before it, goes from %6 to %7.</source>
        <translation>块 %1 使“%2”升到第一：从 %3 到 %4。此前第一的“%5”从 %6 变为 %7。</translation>
    </message>
    <message>
        <source>Block %1 brings a rival: “%2” rises from %3 to %4, “%5” falls to %6 but stays ahead.</source>
        <translation>块 %1 带来对手：“%2”从 %3 升到 %4，“%5”降到 %6，但仍领先。</translation>
    </message>
    <message>
        <source>Block %1 makes the answer surer: “%2” rises from %3 to %4.</source>
        <translation>块 %1 使答案更确定：“%2”从 %3 升到 %4。</translation>
    </message>
    <message>
        <source>Block %1 makes the answer less sure: “%2” falls from %3 to %4 but stays ahead.</source>
        <translation>块 %1 使答案不那么确定：“%2”从 %3 降到 %4，但仍领先。</translation>
    </message>
    <message>
        <source>Block %1 moves another class more: “%2” goes from %3 to %4. “%5” stays ahead with %6.</source>
        <translation>块 %1 更多地改变了另一个类别：“%2”从 %3 变为 %4。“%5”以 %6 保持领先。</translation>
    </message>
    <message>
        <source>Block %1 moves no class by 5 points: “%2” stays ahead with %3 %, before it %4 %.</source>
        <translation>块 %1 没有使任何类别变化 5 个百分点：“%2”以 %3 % 保持领先，之前为 %4 %。</translation>
    </message>
    <message>
        <source>To %1, of length %2, attention adds %3 and the MLP %4.</source>
        <translation>%1长 %2，注意力加上长 %3 的向量，MLP 加上长 %4 的向量。</translation>
    </message>
    <message>
        <source>Of length %1 before, %2 has length %3 after attention and %4 after the MLP.</source>
        <translation>之前长 %1，注意力之后%2长 %3，MLP 之后长 %4。</translation>
    </message>
    <message>
        <source>“%1” stays at %2 % through both moves.</source>
        <translation>经过两步，“%1”保持在 %2 %。</translation>
    </message>
    <message>
        <source>Attention moves “%1” from %2 to %3 %, the MLP to %4 %.</source>
        <translation>注意力使“%1”从 %2 变为 %3 %，MLP 使它变为 %4 %。</translation>
    </message>
    <message>
        <source>Attention brings the cosine to the final result from %1 to %2, the MLP to %3.</source>
        <translation>注意力使与最终结果的余弦从 %1 变为 %2，MLP 使它变为 %3。</translation>
    </message>
    <message>
        <source>To %1 attention adds %2 of its length; in block %3 it was %4.</source>
        <translation>注意力给%1加上其长度的 %2；在块 %3 中是 %4。</translation>
    </message>
    <message>
        <source>To %1 the MLP adds %2 of its length; in block %3 it was %4.</source>
        <translation>MLP 给%1加上其长度的 %2；在块 %3 中是 %4。</translation>
    </message>
    <message>
        <source>Half of what %1 reads comes from %2 tokens; in block %3 from %4.</source>
        <translation>%1读到的一半来自 %2 个词元；在块 %3 中来自 %4 个。</translation>
    </message>
    <message>
        <source>%1 to patches</source>
        <translation>%1 给图块</translation>
    </message>
    <message>
        <source>%1 to rows %2, columns %3</source>
        <translation>%1 给第 %2 行、第 %3 列</translation>
    </message>
    <message>
        <source>the class token</source>
        <translation>类别词元</translation>
    </message>
    <message>
        <source>the mean of the patches</source>
        <translation>图块的平均</translation>
    </message>
    <message>
        <source>the mean of class token and patches</source>
        <translation>类别词元与图块的平均</translation>
    </message>
    <message>
        <source>the mean of class and distillation token</source>
        <translation>类别词元与蒸馏词元的平均</translation>
    </message>
    <message>
        <source>the pool&apos;s mean of the tokens</source>
        <translation>池化对词元的加权平均</translation>
    </message>
</context>
<context>
    <name>TermsDetail</name>
    <message>
        <source>The terms of one number</source>
        <translation>一个数的各项</translation>
    </message>
    <message>
        <source>Choose a head to see how one of its numbers is made: keys [ and ], or the chip above.</source>
        <translation>选择一个头，看它的一个数怎样算出：按 [ 和 ] 键，或用上方的按钮。</translation>
    </message>
    <message>
        <source>largest terms first, added up from left to right; the numbers below: which %1</source>
        <translation>最大的项在前，从左到右累加；下面的数字是第几个%1</translation>
    </message>
</context>
<context>
    <name>WeightsDetail</name>
    <message>
        <source>Weights of the chosen token</source>
        <translation>所选词元的权重</translation>
    </message>
    <message>
        <source>row of %1</source>
        <translation>行：%1</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>in thousandths of the cosine</source>
        <translation>单位：余弦的千分之一</translation>
    </message>
    <message>
        <source>in logits of the lead</source>
        <translation>单位：领先的 logit</translation>
    </message>
    <message>
        <source>in points of “%1”</source>
        <translation>单位：“%1”的百分点</translation>
    </message>
    <message>
        <source>this vector</source>
        <translation>这个向量</translation>
    </message>
    <message>
        <source>“%1” against “%2”</source>
        <translation>“%1”对“%2”</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Picture and model</source>
        <translation>图片与模型</translation>
    </message>
    <message>
        <source>Looking around</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>The walk</source>
        <translation>逐步播放</translation>
    </message>
    <message>
        <source>How it is drawn</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Open a picture …</source>
        <translation>打开图片…</translation>
    </message>
    <message>
        <source>Choose a picture file. Dropping one on the window does the same.</source>
        <translation>选择一个图片文件。也可以把图片拖到窗口上。</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>粘贴图片</translation>
    </message>
    <message>
        <source>Take the picture that was copied elsewhere.</source>
        <translation>取用在别处复制的图片。</translation>
    </message>
    <message>
        <source>Built-in pictures</source>
        <translation>内置图片</translation>
    </message>
    <message>
        <source>Open one of the pictures that come with ViTScope.</source>
        <translation>打开 ViTScope 自带的一张图片。</translation>
    </message>
    <message>
        <source>Open a model folder …</source>
        <translation>打开模型文件夹…</translation>
    </message>
    <message>
        <source>Choose the folder of a checkpoint (config.json and its weights).</source>
        <translation>选择检查点所在的文件夹（含 config.json 及其权重）。</translation>
    </message>
    <message>
        <source>Open a model file …</source>
        <translation>打开模型文件…</translation>
    </message>
    <message>
        <source>Choose a checkpoint&apos;s file of weights, or its index.</source>
        <translation>选择检查点的权重文件，或其索引。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>End what is under way, and close a message.</source>
        <translation>中止正在进行的操作，并关闭消息。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Walk by itself: every stage, one number slowly and then the rest. Again: pause.</source>
        <translation>自动逐步播放：每个阶段先慢慢演示一个数，再演示其余的数。再按一次：暂停。</translation>
    </message>
    <message>
        <source>Next stage</source>
        <translation>下一阶段</translation>
    </message>
    <message>
        <source>One stage further on the walk.</source>
        <translation>前进一个阶段。</translation>
    </message>
    <message>
        <source>Previous stage</source>
        <translation>上一阶段</translation>
    </message>
    <message>
        <source>One stage back on the walk.</source>
        <translation>后退一个阶段。</translation>
    </message>
    <message>
        <source>Skip to the next part</source>
        <translation>跳到下一部分</translation>
    </message>
    <message>
        <source>To the embedding, the next block, or the answer.</source>
        <translation>到嵌入、下一个块或答案。</translation>
    </message>
    <message>
        <source>Skip to the part before</source>
        <translation>跳到上一部分</translation>
    </message>
    <message>
        <source>To the beginning of this part, or of the one before.</source>
        <translation>到这一部分的开头，或上一部分的开头。</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Play twice as fast.</source>
        <translation>播放速度加倍。</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减慢</translation>
    </message>
    <message>
        <source>Play half as fast.</source>
        <translation>播放速度减半。</translation>
    </message>
    <message>
        <source>Walk through the stages</source>
        <translation>逐个浏览阶段</translation>
    </message>
    <message>
        <source>While the pipeline has the focus.</source>
        <translation>当焦点在流程上时。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>To what was looked at before.</source>
        <translation>回到刚才查看的地方。</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>To what was looked at after that.</source>
        <translation>回到后退之前查看的地方。</translation>
    </message>
    <message>
        <source>Ask from the patch to the left</source>
        <translation>由左边的图块提问</translation>
    </message>
    <message>
        <source>While the picture has the focus.</source>
        <translation>当焦点在图片上时。</translation>
    </message>
    <message>
        <source>Ask from the patch to the right</source>
        <translation>由右边的图块提问</translation>
    </message>
    <message>
        <source>Ask from the patch above</source>
        <translation>由上面的图块提问</translation>
    </message>
    <message>
        <source>Ask from the patch below</source>
        <translation>由下面的图块提问</translation>
    </message>
    <message>
        <source>Class token</source>
        <translation>类别词元</translation>
    </message>
    <message>
        <source>Ask from the class token: what the answer is read from.</source>
        <translation>由类别词元提问：答案就是从它读出的。</translation>
    </message>
    <message>
        <source>Previous block</source>
        <translation>上一个块</translation>
    </message>
    <message>
        <source>Go to the block before.</source>
        <translation>转到前一个块。</translation>
    </message>
    <message>
        <source>Next block</source>
        <translation>下一个块</translation>
    </message>
    <message>
        <source>Go to the block after.</source>
        <translation>转到后一个块。</translation>
    </message>
    <message>
        <source>Previous head</source>
        <translation>上一个头</translation>
    </message>
    <message>
        <source>Before the first head comes the mean of all.</source>
        <translation>第一个头之前是所有头的平均。</translation>
    </message>
    <message>
        <source>Next head</source>
        <translation>下一个头</translation>
    </message>
    <message>
        <source>Go to the head after.</source>
        <translation>转到后一个头。</translation>
    </message>
    <message>
        <source>Previous feature, key or class</source>
        <translation>上一个特征、键或类别</translation>
    </message>
    <message>
        <source>Choose the number to the left in the token&apos;s row.</source>
        <translation>选择词元这一行中左边的数。</translation>
    </message>
    <message>
        <source>Next feature, key or class</source>
        <translation>下一个特征、键或类别</translation>
    </message>
    <message>
        <source>Choose the number to the right in the token&apos;s row.</source>
        <translation>选择词元这一行中右边的数。</translation>
    </message>
    <message>
        <source>Cell by cell</source>
        <translation>逐格移动</translation>
    </message>
    <message>
        <source>Numbers as a table</source>
        <translation>数值表</translation>
    </message>
    <message>
        <source>Show the numbers of the stage&apos;s maps as a table.</source>
        <translation>以表格显示该阶段各热图的数值。</translation>
    </message>
    <message>
        <source>Patch grid</source>
        <translation>图块网格</translation>
    </message>
    <message>
        <source>Show the lines between the patches.</source>
        <translation>显示图块之间的分隔线。</translation>
    </message>
    <message>
        <source>Picture in colour</source>
        <translation>彩色图片</translation>
    </message>
    <message>
        <source>Show the picture alone, without the map.</source>
        <translation>只显示图片，不叠加热图。</translation>
    </message>
    <message>
        <source>Shared scale</source>
        <translation>共用色标</translation>
    </message>
    <message>
        <source>One colour scale for all heads of the block, so that they can be compared; otherwise each map uses its whole range.</source>
        <translation>块中所有的头共用一个色标，便于互相比较；否则每张热图各自用满色标的整个范围。</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Change between light and dark.</source>
        <translation>在浅色和深色之间切换。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark text on a light ground.</source>
        <translation>浅底深字。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light text on a dark ground.</source>
        <translation>深底浅字。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light or dark as the desktop was at the start.</source>
        <translation>按启动时桌面的设置，用浅色或深色。</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Show the end of each step at once.</source>
        <translation>直接显示每一步的最终结果。</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>The window in English.</source>
        <translation>窗口使用英文。</translation>
    </message>
    <message>
        <source>Simplified Chinese</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>The window in Simplified Chinese.</source>
        <translation>窗口使用简体中文。</translation>
    </message>
    <message>
        <source>Keys and help</source>
        <translation>快捷键与帮助</translation>
    </message>
    <message>
        <source>Show what the keys do.</source>
        <translation>显示各个按键的作用。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Close ViTScope.</source>
        <translation>关闭 ViTScope。</translation>
    </message>
    <message>
        <source>The article&apos;s model</source>
        <translation>文章中的模型</translation>
    </message>
    <message>
        <source>The model of the illustrated article, part by part, and what each part is for.</source>
        <translation>图解文章中的模型：逐个部分地看，每个部分有什么用。</translation>
    </message>
    <message>
        <source>Explain this number</source>
        <translation>解释这个数</translation>
    </message>
    <message>
        <source>Where the chosen number comes from, term by term, back to the pixels. Clicking a cell twice does the same.</source>
        <translation>所选的数从哪里来：逐项追溯，直到像素。点击一个格子两次也可以。</translation>
    </message>
    <message>
        <source>In an explanation</source>
        <translation>在解释中</translation>
    </message>
    <message>
        <source>Choose a term, choose its operand, go back to where it came from, return. Esc closes.</source>
        <translation>选择一项、选择它的操作数、追溯它的来源、返回。Esc 关闭。</translation>
    </message>
    <message>
        <source>While the maps have the focus; Return explains the cell.</source>
        <translation>焦点在图上时有效；回车解释该格子。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The run as it was before: with the part that was switched off, the picture or the model.</source>
        <translation>回到之前的运行：恢复被关闭的部件、之前的图片或模型。</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Do again what was undone.</source>
        <translation>重新执行被撤销的更改。</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>What the words mean. Hover a word with a dotted underline for its sentence, click it for its page.</source>
        <translation>各个术语的含义。把指针移到带点状下划线的词上可看一句解释，点击可看全文。</translation>
    </message>
    <message>
        <source>Presenting</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>What was it for? …</source>
        <translation>它有什么用？…</translation>
    </message>
    <message>
        <source>Leave parts of the model out, and see what that changes: in this picture and over all at hand.</source>
        <translation>去掉模型的部件，看看会改变什么：在这张图片里，以及在手头的所有图片里。</translation>
    </message>
    <message>
        <source>The whole model</source>
        <translation>整个模型</translation>
    </message>
    <message>
        <source>The start: the whole model on one page.</source>
        <translation>起始页：一页看完整个模型。</translation>
    </message>
    <message>
        <source>Walk</source>
        <translation>逐步播放</translation>
    </message>
    <message>
        <source>The walk, where one was.</source>
        <translation>回到之前所在的步骤。</translation>
    </message>
    <message>
        <source>Every single stage</source>
        <translation>每一个阶段</translation>
    </message>
    <message>
        <source>From the short walk to the stage it stands at, among all others, and back.</source>
        <translation>从简短的步骤转到它所在的阶段（在全部阶段之中），再转回来。</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>Where the answer comes from: from the picture, from the parts of the model, from the numbers.</source>
        <translation>答案从哪里来：从图片，从模型的各个部分，从数字。</translation>
    </message>
    <message>
        <source>The matter alone, large, on the whole screen. Esc ends it.</source>
        <translation>整个屏幕只放大显示内容本身。按 Esc 结束。</translation>
    </message>
    <message>
        <source>On and back</source>
        <translation>前进和后退</translation>
    </message>
    <message>
        <source>While presenting: one step of the walk, also with a clicker.</source>
        <translation>演示时：前进或后退一步，翻页器也可以。</translation>
    </message>
    <message>
        <source>Black or white screen</source>
        <translation>黑屏或白屏</translation>
    </message>
    <message>
        <source>While presenting: everything black (B or the full stop) or white (W), until the next key.</source>
        <translation>演示时：全黑（B 或句点）或全白（W），直到按下一个键。</translation>
    </message>
    <message>
        <source>Choose a head</source>
        <translation>选择一个头</translation>
    </message>
    <message>
        <source>While presenting: a head by its number. The wheel enlarges what is under the pointer.</source>
        <translation>演示时：按数字选择头。滚轮放大指针处的内容。</translation>
    </message>
    <message>
        <source>Speaker&apos;s notes</source>
        <translation>演讲者备注</translation>
    </message>
    <message>
        <source>A window for the speaker: all there is to say, what comes next, the time. It opens by itself on a second display.</source>
        <translation>给演讲者的窗口：要讲的全部内容、接下来是什么、时间。有第二个显示器时会自动打开。</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>自动前进</translation>
    </message>
    <message>
        <source>The short walk goes on by itself, no faster than its texts can be read; or stops.</source>
        <translation>简短的步骤自动前进，不会快过读文字的速度；或者停下。</translation>
    </message>
    <message>
        <source>Export a figure …</source>
        <translation>导出图…</translation>
    </message>
    <message>
        <source>Maps of this run as a picture for a paper, a slide or a web page: PNG, WebP, SVG or PDF.</source>
        <translation>把这次运行的图导出，用于论文、幻灯片或网页：PNG、WebP、SVG 或 PDF。</translation>
    </message>
</context>
<context>
    <name>classes</name>
    <message>
        <source>cat</source>
        <translation>猫</translation>
    </message>
    <message>
        <source>dog</source>
        <translation>狗</translation>
    </message>
    <message>
        <source>rabbit</source>
        <translation>兔子</translation>
    </message>
    <message>
        <source>horse</source>
        <translation>马</translation>
    </message>
    <message>
        <source>elephant</source>
        <translation>大象</translation>
    </message>
    <message>
        <source>bird</source>
        <translation>鸟</translation>
    </message>
    <message>
        <source>fish</source>
        <translation>鱼</translation>
    </message>
    <message>
        <source>turtle</source>
        <translation>乌龟</translation>
    </message>
    <message>
        <source>butterfly</source>
        <translation>蝴蝶</translation>
    </message>
    <message>
        <source>dinosaur</source>
        <translation>恐龙</translation>
    </message>
    <message>
        <source>flower</source>
        <translation>花</translation>
    </message>
    <message>
        <source>tree</source>
        <translation>树</translation>
    </message>
    <message>
        <source>mushroom</source>
        <translation>蘑菇</translation>
    </message>
    <message>
        <source>apple</source>
        <translation>苹果</translation>
    </message>
    <message>
        <source>banana</source>
        <translation>香蕉</translation>
    </message>
    <message>
        <source>cake</source>
        <translation>蛋糕</translation>
    </message>
    <message>
        <source>cup</source>
        <translation>杯子</translation>
    </message>
    <message>
        <source>car</source>
        <translation>汽车</translation>
    </message>
    <message>
        <source>bicycle</source>
        <translation>自行车</translation>
    </message>
    <message>
        <source>train</source>
        <translation>火车</translation>
    </message>
    <message>
        <source>airplane</source>
        <translation>飞机</translation>
    </message>
    <message>
        <source>rocket</source>
        <translation>火箭</translation>
    </message>
    <message>
        <source>boat</source>
        <translation>船</translation>
    </message>
    <message>
        <source>house</source>
        <translation>房子</translation>
    </message>
    <message>
        <source>guitar</source>
        <translation>吉他</translation>
    </message>
    <message>
        <source>umbrella</source>
        <translation>雨伞</translation>
    </message>
    <message>
        <source>ball</source>
        <translation>球</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>钟表</translation>
    </message>
    <message>
        <source>book</source>
        <translation>书</translation>
    </message>
    <message>
        <source>shoe</source>
        <translation>鞋</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>There is no setting “%1”, perhaps %2 is meant; there are: %3.</source>
        <translation>没有“%1”这个设置，也许是指 %2；可用的有：%3。</translation>
    </message>
    <message>
        <source>There is no setting “%1”; there are: %2.</source>
        <translation>没有“%1”这个设置；可用的有：%2。</translation>
    </message>
    <message>
        <source>“%1” is no value of %2: give on or off.</source>
        <translation>“%1”不是 %2 的取值：请给出 on 或 off。</translation>
    </message>
    <message>
        <source>“%1” is no value of %2: give one of %3.</source>
        <translation>“%1”不是 %2 的取值：请给出以下之一：%3。</translation>
    </message>
    <message>
        <source>“%1” is no value of %2: give a number.</source>
        <translation>“%1”不是 %2 的取值：请给出一个数。</translation>
    </message>
    <message>
        <source>“%1” is no setting: give KEY=VALUE, as in softmax=off.</source>
        <translation>“%1”不是设置：请写成 KEY=VALUE，例如 softmax=off。</translation>
    </message>
    <message>
        <source>%1 cannot be switched on: this model has no weights for it.</source>
        <translation>%1 无法打开：这个模型没有它的权重。</translation>
    </message>
    <message>
        <source>Its weights are random: it learned nothing, so its answers mean nothing.</source>
        <translation>它的权重是随机的：它什么也没有学过，所以答案没有意义。</translation>
    </message>
    <message>
        <source>There is no number among the scores (%1).</source>
        <translation>分数（%1）中没有一个有效的数。</translation>
    </message>
    <message>
        <source>%1 values do not belong to %2 tokens.</source>
        <translation>%1 个值与 %2 个词元对不上。</translation>
    </message>
    <message>
        <source>A tensor of %1 is no vector: fix an axis first.</source>
        <translation>%1 的张量不是向量：请先固定一个轴。</translation>
    </message>
    <message>
        <source>A branch of %1 cannot be added to a stream of %2.</source>
        <translation>%1 的分支无法加到 %2 的主干上。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>There is no file “%1”.</source>
        <translation>文件“%1”不存在。</translation>
    </message>
    <message>
        <source>“%1” could not be read: %2.</source>
        <translation>无法读取“%1”：%2。</translation>
    </message>
    <message>
        <source>“%1” is a folder where a file is needed.</source>
        <translation>“%1”是文件夹，而这里需要一个文件。</translation>
    </message>
    <message>
        <source>“%1” is a device or a pipe where a file is needed.</source>
        <translation>“%1”是设备或管道，而这里需要一个文件。</translation>
    </message>
    <message>
        <source>“%1” was cut short while it was being read; open it again once it is complete.</source>
        <translation>“%1”在读取过程中被截短；请等它完整后再打开。</translation>
    </message>
    <message>
        <source>“%1” has %2 bytes; a file of its kind has at most %3.</source>
        <translation>“%1”有 %2 字节；这类文件最多 %3 字节。</translation>
    </message>
    <message>
        <source>“%1” is a folder; give the name of a file in it.</source>
        <translation>“%1”是文件夹；请给出其中一个文件的名称。</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2.</source>
        <translation>无法写入“%1”：%2。</translation>
    </message>
    <message>
        <source>“%1” is a device or a pipe; give the name of a file.</source>
        <translation>“%1”是设备或管道；请给出一个文件的名称。</translation>
    </message>
    <message>
        <source>“%1” could not be written: there is no folder “%2”.</source>
        <translation>无法写入“%1”：文件夹“%2”不存在。</translation>
    </message>
    <message>
        <source>There is no model “%1”; give a folder with config.json and model.safetensors.</source>
        <translation>模型“%1”不存在；请给出含有 config.json 和 model.safetensors 的文件夹。</translation>
    </message>
    <message>
        <source>“%1” cannot be used</source>
        <translation>“%1”无法使用</translation>
    </message>
    <message>
        <source>The weights are stored as %1; the program computes with F32.</source>
        <translation>权重存储为 %1；程序以 F32 计算。</translation>
    </message>
    <message>
        <source>“%1” does not fit its config.json</source>
        <translation>“%1”与它的 config.json 不符</translation>
    </message>
    <message>
        <source>tensor “%1” has the value %2 at %3; a model&apos;s weights must be finite.</source>
        <translation>张量“%1”在 %3 处的值是 %2；模型的权重必须是有限数。</translation>
    </message>
    <message>
        <source>the weights need %1 MiB of memory and this computer has %2 MiB.</source>
        <translation>权重需要 %1 MiB 内存，而这台计算机有 %2 MiB。</translation>
    </message>
    <message>
        <source>tensor “%1” is missing</source>
        <translation>缺少张量“%1”</translation>
    </message>
    <message>
        <source>tensor “%1” has the shape %2 where the configuration asks for %3</source>
        <translation>张量“%1”的形状是 %2，而配置要求 %3</translation>
    </message>
    <message>
        <source>tensor “%1” holds %2 values where F32, F16, BF16 or F64 are needed</source>
        <translation>张量“%1”存放的是 %2 值，而这里需要 F32、F16、BF16 或 F64</translation>
    </message>
    <message>
        <source>“id2label” must be an object that gives every class its name.</source>
        <translation>“id2label”必须是一个对象，给出每个类别的名称。</translation>
    </message>
    <message>
        <source>“id2label” has the key “%1”, which is not the number of a class.</source>
        <translation>“id2label”中有键“%1”，它不是类别的编号。</translation>
    </message>
    <message>
        <source>“id2label” names class %1 but has only %2 names: some are missing.</source>
        <translation>“id2label”给类别 %1 命名，却只有 %2 个名称：缺了一些。</translation>
    </message>
    <message>
        <source>“id2label” names class %1 twice.</source>
        <translation>“id2label”两次给类别 %1 命名。</translation>
    </message>
    <message>
        <source>“id2label” gives class %1 a name that is not text.</source>
        <translation>“id2label”给类别 %1 的名称不是文本。</translation>
    </message>
    <message>
        <source>preprocessor_config.json: “%1” is %2, but it must be a whole number from 1 to 65536.</source>
        <translation>preprocessor_config.json：“%1”是 %2，但它必须是 1 到 65536 的整数。</translation>
    </message>
    <message>
        <source>preprocessor_config.json: “%1” is %2, but it must be true or false.</source>
        <translation>preprocessor_config.json：“%1”是 %2，但它必须是 true 或 false。</translation>
    </message>
    <message>
        <source>preprocessor_config.json: “%1” is %2, but it must be three numbers above 0.</source>
        <translation>preprocessor_config.json：“%1”是 %2，但它必须是三个大于 0 的数。</translation>
    </message>
    <message>
        <source>preprocessor_config.json: “%1” is %2, but it must be three numbers.</source>
        <translation>preprocessor_config.json：“%1”是 %2，但它必须是三个数。</translation>
    </message>
    <message>
        <source>preprocessor_config.json: “%1” is %2, but it must be one of Pillow&apos;s codes from 0 (nearest) to 5 (hamming).</source>
        <translation>preprocessor_config.json：“%1”是 %2，但它必须是 Pillow 的编码之一，从 0（nearest）到 5（hamming）。</translation>
    </message>
    <message>
        <source>preprocessor_config.json: “%1” is %2, but it must be a number above 0.</source>
        <translation>preprocessor_config.json：“%1”是 %2，但它必须是大于 0 的数。</translation>
    </message>
    <message>
        <source>preprocessor_config.json: “%1” is an %2 that gives no height and width: only those and a shortest edge are known.</source>
        <translation>preprocessor_config.json：“%1”是 %2，其中没有给出 height 和 width：除此之外，程序只认识最短边 shortest_edge。</translation>
    </message>
    <message>
        <source>preprocessor_config.json: “%1” is %2, but only the processors of ViT, DeiT, CLIP, Bit, Siglip, Beit and DINOv3ViT are known.</source>
        <translation>preprocessor_config.json：“%1”是 %2，但程序只认识 ViT、DeiT、CLIP、Bit、Siglip、Beit 和 DINOv3ViT 的预处理器。</translation>
    </message>
    <message>
        <source>%1 holds %2, but it must hold one JSON object.</source>
        <translation>%1 的内容是 %2，但它必须是一个 JSON 对象。</translation>
    </message>
    <message>
        <source>“%1” must be %2, not %3.</source>
        <translation>“%1”必须是 %2，而不是 %3。</translation>
    </message>
    <message>
        <source>“hidden_act” is “%1”; this program knows %2.</source>
        <translation>“hidden_act”是“%1”；本程序只认识 %2。</translation>
    </message>
    <message>
        <source>it must hold a JSON object.</source>
        <translation>它的内容必须是一个 JSON 对象。</translation>
    </message>
    <message>
        <source>its “model_type” is “%1”; this version opens “vit”.</source>
        <translation>它的“model_type”是“%1”；这个版本只能打开“vit”。</translation>
    </message>
    <message>
        <source>it describes the timm model “%1”; this version opens Hugging Face models of type “vit”.</source>
        <translation>它描述的是 timm 模型“%1”；这个版本只能打开类型为“vit”的 Hugging Face 模型。</translation>
    </message>
    <message>
        <source>it has no “model_type”; this version opens Hugging Face models of type “vit”.</source>
        <translation>它没有“model_type”；这个版本只能打开类型为“vit”的 Hugging Face 模型。</translation>
    </message>
    <message>
        <source>There is no classifier: the model gives features, not answers.</source>
        <translation>没有分类器：模型给出特征，不给出答案。</translation>
    </message>
    <message>
        <source>“id2label” names %1 classes, but the classifier&apos;s tensor has the shape %2.</source>
        <translation>“id2label”给 %1 个类别命名，而分类器的张量形状是 %2。</translation>
    </message>
    <message>
        <source>The classes have no names.</source>
        <translation>类别没有名称。</translation>
    </message>
    <message>
        <source>Values of type %1 were read as floating-point numbers.</source>
        <translation>把 %1 类型的值当作浮点数读取了。</translation>
    </message>
    <message>
        <source>%1 values do not fill “%2” (%3).</source>
        <translation>%1 个值填不满“%2”（%3）。</translation>
    </message>
    <message>
        <source>“%1” holds 8-bit values, not floating-point numbers.</source>
        <translation>“%1”存放的是 8 位值，不是浮点数。</translation>
    </message>
    <message>
        <source>“%1” is not a valid .npy file</source>
        <translation>“%1”不是有效的 .npy 文件</translation>
    </message>
    <message>
        <source>“%1” holds Python objects, which are never opened; save it as an array of numbers (float32).</source>
        <translation>“%1”含有 Python 对象，这种文件绝不打开；请把它保存为数的数组（float32）。</translation>
    </message>
    <message>
        <source>its numbers have the type “%1”, which this program does not read.</source>
        <translation>其中数的类型是“%1”，本程序不能读取。</translation>
    </message>
    <message>
        <source>it does not begin as one.</source>
        <translation>它的开头不符合格式。</translation>
    </message>
    <message>
        <source>its format version %1 is unknown.</source>
        <translation>格式版本 %1 未知。</translation>
    </message>
    <message>
        <source>it claims a header of %1 bytes; %2 are the most a file may have.</source>
        <translation>它声称文件头有 %1 字节；文件头最多 %2 字节。</translation>
    </message>
    <message>
        <source>it ends within its header.</source>
        <translation>它在文件头之内就结束了。</translation>
    </message>
    <message>
        <source>“%1” has values that are not finite (NaN or infinite): %2 in all, the first at channel %3, row %4, column %5.</source>
        <translation>“%1”含有非有限值（NaN 或无穷）：共 %2 个，第一个在通道 %3、行 %4、列 %5。</translation>
    </message>
    <message>
        <source>its header must give descr, fortran_order and shape of one plain array.</source>
        <translation>文件头必须给出一个普通数组的 descr、fortran_order 和 shape。</translation>
    </message>
    <message>
        <source>its %1 bytes of values do not fill the shape %2 of “%3”.</source>
        <translation>它的 %1 字节数值与“%3”的形状 %2 不符。</translation>
    </message>
    <message>
        <source>“%1” holds %2 values; pixels as the model reads them are normalised float32.</source>
        <translation>“%1”存放的是 %2 值；模型读取的像素应是归一化后的 float32。</translation>
    </message>
    <message>
        <source>“%1” has the shape %2; pixels have the shape [3, rows, columns].</source>
        <translation>“%1”的形状是 %2；像素的形状应是 [3, 行, 列]。</translation>
    </message>
    <message>
        <source>“%1” has the shape %2; rows and columns must lie between 1 and %3.</source>
        <translation>“%1”的形状是 %2；行数和列数必须在 1 到 %3 之间。</translation>
    </message>
    <message>
        <source>“%1” is empty; download it again.</source>
        <translation>“%1”是空的；请重新下载。</translation>
    </message>
    <message>
        <source>“%1” is a git-LFS pointer: the weights themselves were not downloaded (run “git lfs pull”, or download the file from its web page).</source>
        <translation>“%1”是 git-LFS 指针：权重本身没有下载（请运行“git lfs pull”，或从网页下载该文件）。</translation>
    </message>
    <message>
        <source>Tensor “%2” of “%1” holds %3 values; F32, F16, BF16 or F64 are needed.</source>
        <translation>“%1”的张量“%2”存放的是 %3 值；这里需要 F32、F16、BF16 或 F64。</translation>
    </message>
    <message>
        <source>it does not begin with a header.</source>
        <translation>它不以文件头开始。</translation>
    </message>
    <message>
        <source>it claims a header of %1 bytes but has only %2, as an incomplete download would.</source>
        <translation>它声称文件头有 %1 字节，却只有 %2 字节，像是没有下载完整。</translation>
    </message>
    <message>
        <source>its header has %1 where that has no place (at “%2”).</source>
        <translation>文件头中有不该出现的内容：%1（在“%2”处）。</translation>
    </message>
    <message>
        <source>its metadata has “%1” twice.</source>
        <translation>元数据中“%1”出现了两次。</translation>
    </message>
    <message>
        <source>tensor “%1” has the unknown type “%2”.</source>
        <translation>张量“%1”的类型“%2”未知。</translation>
    </message>
    <message>
        <source>tensor “%1” has the unknown field “%2”.</source>
        <translation>张量“%1”有未知的字段“%2”。</translation>
    </message>
    <message>
        <source>its header is not valid JSON at %1.</source>
        <translation>文件头不是有效的 JSON，问题在 %1。</translation>
    </message>
    <message>
        <source>tensor “%1” needs a dtype, a shape and two data_offsets.</source>
        <translation>张量“%1”需要 dtype、shape 和两个 data_offsets。</translation>
    </message>
    <message>
        <source>tensor “%1” has more values than can be counted (shape %2).</source>
        <translation>张量“%1”的值多得无法计数（形状 %2）。</translation>
    </message>
    <message>
        <source>tensor “%1” (%2, shape %3) does not fill bytes %4 to %5.</source>
        <translation>张量“%1”（%2，形状 %3）与字节 %4 到 %5 的长度不符。</translation>
    </message>
    <message>
        <source>tensor “%1” overlaps another one.</source>
        <translation>张量“%1”与另一个张量重叠。</translation>
    </message>
    <message>
        <source>there is a hole of %1 bytes before tensor “%2”.</source>
        <translation>张量“%2”之前有 %1 字节的空洞。</translation>
    </message>
    <message>
        <source>it ends %1 bytes before tensor “%2” does, as an incomplete download would.</source>
        <translation>它比张量“%2”的末尾早 %1 字节结束，像是没有下载完整。</translation>
    </message>
    <message>
        <source>its last %1 bytes belong to no tensor.</source>
        <translation>最后 %1 字节不属于任何张量。</translation>
    </message>
    <message>
        <source>“%1” is not a valid safetensors file</source>
        <translation>“%1”不是有效的 safetensors 文件</translation>
    </message>
    <message>
        <source>its header is not valid JSON: it has a zero byte.</source>
        <translation>文件头不是有效的 JSON：其中有零字节。</translation>
    </message>
    <message>
        <source>tensor “%1” appears twice.</source>
        <translation>张量“%1”出现了两次。</translation>
    </message>
    <message>
        <source>Tensor “%1” was to be written twice.</source>
        <translation>张量“%1”将被写入两次。</translation>
    </message>
    <message>
        <source>Tensor “%1” has the value %2, too large for F16; write F32 instead.</source>
        <translation>张量“%1”的值 %2 对 F16 来说太大；请改用 F32 写入。</translation>
    </message>
    <message>
        <source>Tensors are written as F32 or F16, not as %1.</source>
        <translation>张量只能以 F32 或 F16 写入，不能用 %1。</translation>
    </message>
    <message>
        <source>“%1” is not a valid index of shards</source>
        <translation>“%1”不是有效的分片索引</translation>
    </message>
    <message>
        <source>it has more than %1 bytes.</source>
        <translation>它超过 %1 字节。</translation>
    </message>
    <message>
        <source>its “weight_map” must be an object that names a file for each tensor.</source>
        <translation>它的“weight_map”必须是一个对象，为每个张量给出一个文件名。</translation>
    </message>
    <message>
        <source>it looks for tensor “%1” in %2, which is not the name of a file beside it.</source>
        <translation>它指明张量“%1”在 %2 中，而这不是旁边某个文件的名称。</translation>
    </message>
    <message>
        <source>its shard “%1” is missing; download it into the same folder.</source>
        <translation>缺少分片“%1”；请把它下载到同一个文件夹。</translation>
    </message>
    <message>
        <source>tensor “%1” is in two shards.</source>
        <translation>张量“%1”在两个分片中都有。</translation>
    </message>
    <message>
        <source>tensor “%1” is not in its shard “%2”.</source>
        <translation>张量“%1”不在它的分片“%2”中。</translation>
    </message>
    <message>
        <source>“%1” appears twice in one object.</source>
        <translation>“%1”在同一个对象中出现了两次。</translation>
    </message>
    <message>
        <source>it stops making sense at %1.</source>
        <translation>从 %1 起不合语法。</translation>
    </message>
    <message>
        <source>it is nested more than %1 levels deep.</source>
        <translation>嵌套超过 %1 层。</translation>
    </message>
    <message>
        <source>“%1” is not valid JSON</source>
        <translation>“%1”不是有效的 JSON</translation>
    </message>
    <message>
        <source>it has a zero byte at %1.</source>
        <translation>在 %1 处有零字节。</translation>
    </message>
    <message>
        <source>“%1”: a .npz cannot hold %2 bytes of metadata; write .safetensors instead.</source>
        <translation>“%1”：.npz 无法容纳 %2 字节的元数据；请改写为 .safetensors。</translation>
    </message>
    <message>
        <source>“%1” must end in .safetensors or .npz: tensors are written as one of these.</source>
        <translation>“%1”必须以 .safetensors 或 .npz 结尾：张量只能写成其中一种。</translation>
    </message>
    <message>
        <source>The preprocessing asks for %1 pixels (rows × columns); both must be at least 1.</source>
        <translation>预处理要求 %1 像素（行 × 列）；行和列都必须至少为 1。</translation>
    </message>
    <message>
        <source>A picture of %1 pixels (rows × columns) would become %2 pixels, which is too large: crop it first.</source>
        <translation>%1 像素（行 × 列）的图片会变成 %2 像素，太大了：请先裁剪。</translation>
    </message>
    <message>
        <source>The picture is empty: choose one with at least one pixel.</source>
        <translation>图片是空的：请选择至少有一个像素的图片。</translation>
    </message>
    <message>
        <source>A picture of %1 × %2 pixels cannot be resized to %3 along one side.</source>
        <translation>%1 × %2 像素的图片无法在一个方向上缩放到 %3。</translation>
    </message>
    <message>
        <source>Resampling filter %1 has no weights: use one from 1 to 5.</source>
        <translation>重采样滤波器 %1 没有权重：请用 1 到 5 中的一个。</translation>
    </message>
    <message>
        <source>There is no class %1: the model has %2, counted from 0.</source>
        <translation>没有类别 %1：模型有 %2 个类别，从 0 开始计数。</translation>
    </message>
    <message>
        <source>The model&apos;s configuration gives %1 = %2; it must lie between %3 and %4.</source>
        <translation>模型的配置给出 %1 = %2；它必须在 %3 到 %4 之间。</translation>
    </message>
    <message>
        <source>The model&apos;s configuration contradicts itself: %1 %2 does not divide %3 %4.</source>
        <translation>模型的配置自相矛盾：%1 %2 不能整除 %3 %4。</translation>
    </message>
    <message>
        <source>The model&apos;s configuration gives layer_norm_eps = %1; it must lie between 0 and 1.</source>
        <translation>模型的配置给出 layer_norm_eps = %1；它必须在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>The model reads %1 × %2 pixels of %3 channels (%4 numbers), but was given %5 numbers.</source>
        <translation>模型读取 %1 × %2 像素、%3 个通道（共 %4 个数），却得到 %5 个数。</translation>
    </message>
    <message>
        <source>The patches to drop must be some, not all, of 0 to %1, in ascending order.</source>
        <translation>要丢弃的图块必须是 0 到 %1 中的一部分，不能是全部，并按升序排列。</translation>
    </message>
    <message>
        <source>The matrix product failed in oneDNN (status %1); --matmul eigen does without it.</source>
        <translation>oneDNN 中的矩阵乘法失败（状态 %1）；用 --matmul eigen 可以不经过它。</translation>
    </message>
    <message>
        <source>The factors of a matrix product do not fit: %1 × %2 · %3 × %4.</source>
        <translation>矩阵乘法的两个因子不相配：%1 × %2 · %3 × %4。</translation>
    </message>
    <message>
        <source>Index %1 is outside axis “%2”, which counts from 0 to %3.</source>
        <translation>索引 %1 超出轴“%2”的范围，该轴从 0 计到 %3。</translation>
    </message>
    <message>
        <source>This tensor (%1) has no axis “%2”.</source>
        <translation>这个张量（%1）没有轴“%2”。</translation>
    </message>
    <message>
        <source>This tensor (%1) takes %2 indices, not %3.</source>
        <translation>这个张量（%1）需要 %2 个索引，而不是 %3 个。</translation>
    </message>
    <message>
        <source>A tensor of %1 is no matrix: fix an axis first.</source>
        <translation>%1 的张量不是矩阵：请先固定一个轴。</translation>
    </message>
    <message>
        <source>%1 values do not fill a tensor of %2.</source>
        <translation>%1 个值填不满 %2 的张量。</translation>
    </message>
    <message>
        <source>The model reads %1 × %2 pixels, but its preprocessor_config.json makes %3 × %4 of this picture. Correct its size or crop_size.</source>
        <translation>模型读取 %1 × %2 像素，但它的 preprocessor_config.json 把这张图片变成 %3 × %4。请改正其中的 size 或 crop_size。</translation>
    </message>
    <message>
        <source>This run has no stage “%1”; `vitscope-cli stages` lists a model&apos;s stages.</source>
        <translation>这次运行没有阶段“%1”；`vitscope-cli stages` 会列出模型的各个阶段。</translation>
    </message>
    <message>
        <source>%1 does not go on with this training: “%2” is missing or of another shape. Start it with the same options, or in another folder.</source>
        <translation>%1 不能接着这次训练：“%2”缺失或形状不同。请用相同的选项启动，或换一个文件夹。</translation>
    </message>
    <message>
        <source>%1 was begun with other options. Go on with the same ones, or start in another folder.</source>
        <translation>%1 是用别的选项开始的。请用相同的选项继续，或换一个文件夹重新开始。</translation>
    </message>
    <message>
        <source>%1 does not say how far the training was. Start in another folder.</source>
        <translation>%1 没有说明训练进行到哪里。请换一个文件夹重新开始。</translation>
    </message>
    <message>
        <source>A batch of %1 pictures does not divide into passes of %2.</source>
        <translation>每批 %1 张图片无法按每遍 %2 张均分。</translation>
    </message>
    <message>
        <source>Training broke down at step %1: the gradient is no number any more. Try a smaller learning rate.</source>
        <translation>训练在第 %1 步失败：梯度已不再是有效的数。请试试更小的学习率。</translation>
    </message>
    <message>
        <source>“%1” gives no size for its picture: the file is damaged, save it again from its source.</source>
        <translation>“%1”没有给出图片的大小：文件已损坏，请从来源重新保存。</translation>
    </message>
    <message>
        <source>“%1” claims %2 × %3 pixels, more than the 100 million that are read: make it smaller first.</source>
        <translation>“%1”声称有 %2 × %3 像素，超过可读取的 1 亿像素：请先把它缩小。</translation>
    </message>
    <message>
        <source>“%1” is empty: choose a file that holds a picture.</source>
        <translation>“%1”是空的：请选择含有图片的文件。</translation>
    </message>
    <message>
        <source>“%1” is no picture of a known format: use PNG, JPEG, WebP, BMP, GIF, TIFF or PPM.</source>
        <translation>“%1”不是已知格式的图片：请用 PNG、JPEG、WebP、BMP、GIF、TIFF 或 PPM。</translation>
    </message>
    <message>
        <source>“%1” is a %2 file, which this installation of Qt cannot decode: install Qt&apos;s image format plugins.</source>
        <translation>“%1”是 %2 文件，而安装的 Qt 无法解码：请安装 Qt 的图像格式插件。</translation>
    </message>
    <message>
        <source>“%1” cannot be decoded: the %2 file is cut off or damaged, copy or download it again.</source>
        <translation>“%1”无法解码：%2 文件不完整或已损坏，请重新复制或下载。</translation>
    </message>
    <message>
        <source>“%1” is larger than 1 GiB: choose a smaller picture.</source>
        <translation>“%1”大于 1 GiB：请选择更小的图片。</translation>
    </message>
    <message>
        <source>“%1” does not exist: check the path.</source>
        <translation>“%1”不存在：请检查路径。</translation>
    </message>
    <message>
        <source>“%1” is a folder: choose a picture in it.</source>
        <translation>“%1”是文件夹：请选择其中的一张图片。</translation>
    </message>
    <message>
        <source>“%1” is no ordinary file: choose a picture.</source>
        <translation>“%1”不是普通文件：请选择一张图片。</translation>
    </message>
    <message>
        <source>“%1” cannot be opened (%2): check its permissions.</source>
        <translation>“%1”无法打开（%2）：请检查它的权限。</translation>
    </message>
    <message>
        <source>“%1” cannot be read (%2): copy it to another place and try again.</source>
        <translation>“%1”无法读取（%2）：请把它复制到别处再试。</translation>
    </message>
    <message>
        <source>There is no picture in “%1”: copy or choose another one.</source>
        <translation>“%1”中没有图片：请复制或选择另一张。</translation>
    </message>
    <message>
        <source>There is no built-in model “%1”; there are: %2.</source>
        <translation>没有内置模型“%1”；现有：%2。</translation>
    </message>
    <message>
        <source>There is not enough memory for this: close other programs or choose a smaller model.</source>
        <translation>内存不足：请关闭其他程序，或选择更小的模型。</translation>
    </message>
    <message>
        <source>Something went wrong: %1</source>
        <translation>出错了：%1</translation>
    </message>
    <message>
        <source>There is no action “%1”.</source>
        <translation>没有操作“%1”。</translation>
    </message>
    <message>
        <source>The emoji %1 cannot be drawn in colour: install the font Noto Color Emoji (Debian: fonts-noto-color-emoji).</source>
        <translation>表情符号 %1 无法以彩色绘制：请安装字体 Noto Color Emoji（Debian：fonts-noto-color-emoji）。</translation>
    </message>
    <message>
        <source>A sample picture shows the unknown class “%1”.</source>
        <translation>有一张示例图片显示未知的类别“%1”。</translation>
    </message>
    <message>
        <source>The class “%1” has no drawing %2.</source>
        <translation>类别“%1”没有图形 %2。</translation>
    </message>
    <message>
        <source>“%1” must end in .npz: NumPy reads its arrays from one.</source>
        <translation>“%1”必须以 .npz 结尾：NumPy 从这种文件读取数组。</translation>
    </message>
    <message>
        <source>There is no cell %1: the stage has the axes %2, each counted from 0.</source>
        <translation>没有 %1 这个格子：该阶段的维度是 %2，都从 0 数起。</translation>
    </message>
    <message>
        <source>“%1” names no cell: give a stage and an index per axis, as in blocks.2.scores[1,0,17].</source>
        <translation>“%1”不是格子的名称：请给出阶段和每个维度的序号，例如 blocks.2.scores[1,0,17]。</translation>
    </message>
    <message>
        <source>Stage number %1 of the plan was not recorded.</source>
        <translation>计划中的第 %1 个阶段没有被记录。</translation>
    </message>
    <message>
        <source>The parameter %1 has another shape than the model asks for.</source>
        <translation>参数 %1 的形状与模型所要求的不同。</translation>
    </message>
    <message>
        <source>The model has no parameter %1.</source>
        <translation>模型没有参数 %1。</translation>
    </message>
    <message>
        <source>There are no words for stage %1 (%2).</source>
        <translation>阶段 %1（%2）没有文字说明。</translation>
    </message>
    <message>
        <source>A run of this model needs %1 MiB of memory, and there are %2 MiB. Choose a smaller model or input size.</source>
        <translation>运行此模型需要 %1 MiB 内存，而可用的只有 %2 MiB。请选择更小的模型或输入尺寸。</translation>
    </message>
    <message>
        <source>The rows of a parameter of %1 columns do not follow one another without gaps.</source>
        <translation>一个有 %1 列的参数，各行之间并非紧密相连。</translation>
    </message>
    <message>
        <source>A claim of kind %1 has no number “%2”.</source>
        <translation>%1 类的论断没有数“%2”。</translation>
    </message>
    <message>
        <source>There is no token %1: this run has %2, counted from 0.</source>
        <translation>没有词元 %1：本次运行有 %2 个，从 0 数起。</translation>
    </message>
    <message>
        <source>There is no head %1: the model has %2, counted from 0.</source>
        <translation>没有头 %1：模型有 %2 个，从 0 数起。</translation>
    </message>
    <message>
        <source>All classes are shown.</source>
        <translation>所有类别都已显示。</translation>
    </message>
    <message>
        <source>The folder “%1” has no model.safetensors and no other checkpoint (.npz, .pth, .pt, .bin); a model is a folder with config.json and model.safetensors, or a checkpoint&apos;s file.</source>
        <translation>文件夹“%1”中没有 model.safetensors，也没有别的检查点（.npz、.pth、.pt、.bin）；模型是含有 config.json 和 model.safetensors 的文件夹，或一个检查点文件。</translation>
    </message>
    <message>
        <source>The folder “%1” has %2 files that may be its model (“%3”, “%4” …); give one of them.</source>
        <translation>文件夹“%1”中有 %2 个文件可能是它的模型（“%3”、“%4”……）；请给出其中一个。</translation>
    </message>
    <message>
        <source>tensor “%1” is made by “%2”, code that this program does not run; save its values with state_dict()</source>
        <translation>张量“%1”要由“%2”生成，而本程序不运行这样的代码；请用 state_dict() 保存它的值</translation>
    </message>
    <message>
        <source>byte %1 is the instruction %2, which PyTorch does not write.</source>
        <translation>第 %1 字节是指令 %2，PyTorch 不会写出这样的指令。</translation>
    </message>
    <message>
        <source>it has more than %1 values; a checkpoint has a few thousand.</source>
        <translation>它有超过 %1 个值；一个检查点只有几千个。</translation>
    </message>
    <message>
        <source>its instruction before byte %1 asks for a value that is not there.</source>
        <translation>第 %1 字节之前的指令要用一个并不存在的值。</translation>
    </message>
    <message>
        <source>before byte %1 it puts items into a value that holds none.</source>
        <translation>在第 %1 字节之前，它向一个不能容纳元素的值里放入元素。</translation>
    </message>
    <message>
        <source>The pickle in “%1” cannot be read</source>
        <translation>“%1”中的 pickle 无法读取</translation>
    </message>
    <message>
        <source>at byte %1 of %2 it asks for %3 more, as in an incomplete download.</source>
        <translation>在第 %1 字节（共 %2 字节）处它还要读 %3 字节，像是没有下载完整。</translation>
    </message>
    <message>
        <source>the name at byte %1 does not end.</source>
        <translation>第 %1 字节处的名称没有结尾。</translation>
    </message>
    <message>
        <source>“%1” is a Keras model; look for a model.safetensors, .pth or .npz of the same model.</source>
        <translation>“%1”是 Keras 模型；请找同一模型的 model.safetensors、.pth 或 .npz。</translation>
    </message>
    <message>
        <source>“%1” is a zip archive without a checkpoint in it (PyTorch&apos;s has a data.pkl, NumPy&apos;s has .npy files); if it was packed for sending, unpack it first.</source>
        <translation>“%1”是 zip 归档，其中没有检查点（PyTorch 的含有 data.pkl，NumPy 的含有 .npy 文件）；如果它是为传送而打包的，请先解压。</translation>
    </message>
    <message>
        <source>“%1” is a web page, not the file it stands for; download the file itself.</source>
        <translation>“%1”是网页，不是它所指的文件；请下载文件本身。</translation>
    </message>
    <message>
        <source>“%1” is a tar archive; unpack it first (a PyTorch checkpoint of 2017 must be saved again by a newer PyTorch).</source>
        <translation>“%1”是 tar 归档；请先解压（2017 年的 PyTorch 检查点须用较新的 PyTorch 重新保存）。</translation>
    </message>
    <message>
        <source>“%1” is packed (gzip, bzip2, xz, 7-Zip or Zstandard); unpack it first.</source>
        <translation>“%1”经过压缩（gzip、bzip2、xz、7-Zip 或 Zstandard）；请先解压。</translation>
    </message>
    <message>
        <source>“%1” is a Python pickle that PyTorch did not write; save the model with torch.save or as safetensors.</source>
        <translation>“%1”是 Python pickle，但不是 PyTorch 写的；请用 torch.save 保存模型，或保存为 safetensors。</translation>
    </message>
    <message>
        <source>“%1” is a NumPy .npy array, one array and no checkpoint; a checkpoint is a safetensors, .npz or .pth file.</source>
        <translation>“%1”是 NumPy 的 .npy 数组，只有一个数组，不是检查点；检查点是 safetensors、.npz 或 .pth 文件。</translation>
    </message>
    <message>
        <source>“%1” is an HDF5 file (TensorFlow, Keras); look for a model.safetensors, .pth or .npz of the same model.</source>
        <translation>“%1”是 HDF5 文件（TensorFlow、Keras）；请找同一模型的 model.safetensors、.pth 或 .npz。</translation>
    </message>
    <message>
        <source>“%1” is a GGUF file (llama.cpp); look for the model.safetensors it was made from.</source>
        <translation>“%1”是 GGUF 文件（llama.cpp）；请找生成它所用的 model.safetensors。</translation>
    </message>
    <message>
        <source>“%1” is a ggml file (vit.cpp); look for the model.safetensors or .pth it was made from.</source>
        <translation>“%1”是 ggml 文件（vit.cpp）；请找生成它所用的 model.safetensors 或 .pth。</translation>
    </message>
    <message>
        <source>“%1” is an ONNX file, a program with its weights; look for the model.safetensors, .pth or .npz it was exported from.</source>
        <translation>“%1”是 ONNX 文件，即带有权重的程序；请找导出它所用的 model.safetensors、.pth 或 .npz。</translation>
    </message>
    <message>
        <source>“%1” is a TensorFlow SavedModel; look for a model.safetensors, .pth or .npz of the same model.</source>
        <translation>“%1”是 TensorFlow 的 SavedModel；请找同一模型的 model.safetensors、.pth 或 .npz。</translation>
    </message>
    <message>
        <source>“%1” is a msgpack file (Flax, JAX); look for a model.safetensors, .pth or .npz of the same model.</source>
        <translation>“%1”是 msgpack 文件（Flax、JAX）；请找同一模型的 model.safetensors、.pth 或 .npz。</translation>
    </message>
    <message>
        <source>“%1” is no checkpoint this program knows; it opens safetensors, NumPy&apos;s .npz and PyTorch&apos;s .pth, .pt and .bin, and an index of several of them.</source>
        <translation>“%1”不是本程序认识的检查点；它能打开 safetensors、NumPy 的 .npz、PyTorch 的 .pth、.pt 和 .bin，以及由几个这样的文件组成的索引。</translation>
    </message>
    <message>
        <source>“%1” holds no tensors; a checkpoint holds a dictionary of them (state_dict).</source>
        <translation>“%1”中没有张量；检查点含有一个由张量组成的字典（state_dict）。</translation>
    </message>
    <message>
        <source>“%1” holds no tensors, only what “%2” would make, and that is not run; save the model&apos;s dictionary of them (state_dict).</source>
        <translation>“%1”中没有张量，只有要由“%2”生成的东西，而它不会被运行；请保存模型的张量字典（state_dict）。</translation>
    </message>
    <message>
        <source>“%1” lacks the values of tensor “%2” (storage %3); download it again.</source>
        <translation>“%1”缺少张量“%2”的值（存储 %3）；请重新下载。</translation>
    </message>
    <message>
        <source>“%1”: tensor “%2” needs %3 values of storage %4, which has %5 bytes; download it again.</source>
        <translation>“%1”：张量“%2”需要存储 %4 中的 %3 个值，而该存储只有 %5 字节；请重新下载。</translation>
    </message>
    <message>
        <source>“%1” has a pickle of %2 bytes; %3 are the most a checkpoint may have.</source>
        <translation>“%1”的 pickle 有 %2 字节；检查点最多可有 %3 字节。</translation>
    </message>
    <message>
        <source>“%1” was written on a computer with another order of bytes (big-endian); save it again as safetensors.</source>
        <translation>“%1”是在字节顺序不同（大端）的计算机上写的；请重新保存为 safetensors。</translation>
    </message>
    <message>
        <source>“%1” ends within storage %2 (%3 values from byte %4 on), as an incomplete download would; download it again.</source>
        <translation>“%1”在存储 %2 之中（从第 %4 字节起 %3 个值）就结束了，像是没有下载完整；请重新下载。</translation>
    </message>
    <message>
        <source>“%1” is a TorchScript program, which is never run; save the model&apos;s state_dict instead (torch.save(torch.jit.load(FILE).state_dict(), …)).</source>
        <translation>“%1”是 TorchScript 程序，绝不会被运行；请改为保存模型的 state_dict（torch.save(torch.jit.load(FILE).state_dict(), …)）。</translation>
    </message>
    <message>
        <source>“%1” is damaged at tensor “%2” (download it again)</source>
        <translation>“%1”在张量“%2”处已损坏（请重新下载）</translation>
    </message>
    <message>
        <source>it has more than %1 tensors.</source>
        <translation>它有超过 %1 个张量。</translation>
    </message>
    <message>
        <source>its offset, shape and strides are not whole numbers of one count.</source>
        <translation>它的偏移、形状和步长不是个数相符的整数。</translation>
    </message>
    <message>
        <source>its storage has no key or size.</source>
        <translation>它的存储没有键或大小。</translation>
    </message>
    <message>
        <source>its storage is a view without a valid start.</source>
        <translation>它的存储是一个起点无效的视图。</translation>
    </message>
    <message>
        <source>its offset %1, shape %2 or strides %3 are negative.</source>
        <translation>它的偏移 %1、形状 %2 或步长 %3 为负。</translation>
    </message>
    <message>
        <source>its shape %1 has more values than can be counted.</source>
        <translation>它的形状 %1 所含的值多得数不清。</translation>
    </message>
    <message>
        <source>its shape %1 with strides %2 from value %3 on reaches beyond the %4 values of its storage.</source>
        <translation>它的形状 %1 以步长 %2 从第 %3 个值起，超出了存储中的 %4 个值。</translation>
    </message>
    <message>
        <source>its shape %1 asks for %2 bytes, more than the file has (%3).</source>
        <translation>它的形状 %1 需要 %2 字节，多于文件所有的字节（%3）。</translation>
    </message>
    <message>
        <source>its file “%1” does not unpack.</source>
        <translation>其中的文件“%1”无法解压。</translation>
    </message>
    <message>
        <source>its file “%1” unpacks to more than the %2 bytes it claims, as in a zip bomb.</source>
        <translation>其中的文件“%1”解压后多于它声称的 %2 字节，像压缩炸弹那样。</translation>
    </message>
    <message>
        <source>its file “%1” does not unpack to the %2 bytes it claims.</source>
        <translation>其中的文件“%1”解压后不是它声称的 %2 字节。</translation>
    </message>
    <message>
        <source>it has two files “%1”.</source>
        <translation>其中有两个文件都叫“%1”。</translation>
    </message>
    <message>
        <source>its file “%1” is encrypted; unpack it with its password first.</source>
        <translation>其中的文件“%1”已加密；请先用密码解压。</translation>
    </message>
    <message>
        <source>its file “%1” is packed by method %2; stored and deflated files are read.</source>
        <translation>其中的文件“%1”用方法 %2 压缩；能读的是未压缩的和 deflate 压缩的文件。</translation>
    </message>
    <message>
        <source>its file “%1” does not begin where the directory says.</source>
        <translation>其中的文件“%1”不在目录所说的位置开始。</translation>
    </message>
    <message>
        <source>the bytes of its file “%1” do not have the check sum they were written with; download it again.</source>
        <translation>其中的文件“%1”的字节与写入时的校验和不符；请重新下载。</translation>
    </message>
    <message>
        <source>“%1” is not a valid zip archive</source>
        <translation>“%1”不是有效的 zip 归档</translation>
    </message>
    <message>
        <source>the zip64 record of its directory is damaged.</source>
        <translation>它的目录的 zip64 记录已损坏。</translation>
    </message>
    <message>
        <source>it ends before its directory, as an incomplete download would; download it again.</source>
        <translation>它在目录之前就结束了，像是没有下载完整；请重新下载。</translation>
    </message>
    <message>
        <source>it is one part of an archive in several; put them together first.</source>
        <translation>它是分卷归档中的一卷；请先把各卷合并。</translation>
    </message>
    <message>
        <source>its directory (%1 files in %2 bytes from byte %3 on) does not lie in it.</source>
        <translation>它的目录（从第 %3 字节起 %2 字节，共 %1 个文件）不在文件之内。</translation>
    </message>
    <message>
        <source>its directory has %1 bytes; %2 are the most a checkpoint may have.</source>
        <translation>它的目录有 %1 字节；检查点最多可有 %2 字节。</translation>
    </message>
    <message>
        <source>its directory is damaged at byte %1.</source>
        <translation>它的目录在第 %1 字节处已损坏。</translation>
    </message>
    <message>
        <source>its file “%1” (%2 bytes from byte %3 on) does not lie in it.</source>
        <translation>其中的文件“%1”（从第 %3 字节起 %2 字节）不在归档之内。</translation>
    </message>
    <message>
        <source>its file “%1” claims %2 bytes where %3 are stored.</source>
        <translation>其中的文件“%1”声称有 %2 字节，而存储的是 %3 字节。</translation>
    </message>
    <message>
        <source>its files “%1” and “%2” share bytes, as in a zip bomb.</source>
        <translation>其中的文件“%1”和“%2”共用字节，像压缩炸弹那样。</translation>
    </message>
    <message>
        <source>it unpacks to more than %1 times its %2 bytes, as a zip bomb does.</source>
        <translation>它解压后超过自身 %2 字节的 %1 倍，像压缩炸弹那样。</translation>
    </message>
    <message>
        <source>The model is what the file holds under “%1”.</source>
        <translation>模型是文件中“%1”之下的内容。</translation>
    </message>
    <message>
        <source>The file holds several models; opened is the one under “%1”, not %2 (%3 tensors are left aside).</source>
        <translation>文件中有几个模型；打开的是“%1”之下的那个，而不是%2（另有 %3 个张量没有用到）。</translation>
    </message>
    <message>
        <source>%1 asks about a class, and the model has none.</source>
        <translation>%1 针对某个类别，而此模型没有类别。</translation>
    </message>
    <message>
        <source>%1 needs shares of attention: without softmax the weights are none.</source>
        <translation>%1 需要注意力的份额：没有 softmax，权重就不是份额。</translation>
    </message>
    <message>
        <source>The logits of this model are no sum over its blocks: “%1” stands between them.</source>
        <translation>此模型的 logits 不是各块之和：中间隔着“%1”。</translation>
    </message>
    <message>
        <source>The model has no classes: its blocks have no answer to read.</source>
        <translation>此模型没有类别：各块没有可读的答案。</translation>
    </message>
    <message>
        <source>Something went wrong that does not say what it is.</source>
        <translation>出现了无法说明原因的错误。</translation>
    </message>
    <message>
        <source>The naming “%1” has no tensor for the parameter %2.</source>
        <translation>命名方式“%1”没有与参数 %2 对应的张量。</translation>
    </message>
    <message>
        <source>“%1” must be a convolution with four axes to tell the patch size, not %2.</source>
        <translation>“%1”必须是有四个轴的卷积，才能看出图块大小，而不是 %2。</translation>
    </message>
    <message>
        <source>“%1” has the shape %2, which is no square grid of patches behind %3 other tokens.</source>
        <translation>“%1”的形状是 %2，去掉 %3 个其他词元后不是正方形的图块网格。</translation>
    </message>
    <message>
        <source>it is a SigLIP 2 of flexible resolution (NaFlex), whose positions are made for each picture; this version opens those of fixed resolution.</source>
        <translation>它是可变分辨率的 SigLIP 2（NaFlex），位置嵌入随每张图片生成；本版本只能打开固定分辨率的。</translation>
    </message>
    <message>
        <source>its “model_type” is “%1”; this version opens %2.</source>
        <translation>它的“model_type”是“%1”；本版本能打开 %2。</translation>
    </message>
    <message>
        <source>it has no “model_type”, which says of which family the model is.</source>
        <translation>它没有说明模型属于哪一类的“model_type”。</translation>
    </message>
    <message>
        <source>its “global_pool” is “%1”; this version knows token, avg and map.</source>
        <translation>它的“global_pool”是“%1”；本版本认识 token、avg 和 map。</translation>
    </message>
    <message>
        <source>it describes the timm model “%1”, but the tensors are named as those of %2.</source>
        <translation>它描述的是 timm 模型“%1”，但张量是按 %2 的方式命名的。</translation>
    </message>
    <message>
        <source>There is no config.json: %1 heads are assumed; --set heads=N gives another number.</source>
        <translation>没有 config.json：假定有 %1 个头；可用 --set heads=N 指定别的数目。</translation>
    </message>
    <message>
        <source>its tensors have no names this program knows: no patch embedding was found.</source>
        <translation>它的张量名称本程序都不认识：找不到图块嵌入。</translation>
    </message>
    <message>
        <source>An input of %1 × %2 pixels is no whole number of patches of %3 × %4.</source>
        <translation>%1 × %2 像素的输入不能正好分成 %3 × %4 的图块。</translation>
    </message>
    <message>
        <source>The checkpoint names no classes: its 1,000 are taken for those of ImageNet.</source>
        <translation>检查点没有给类别命名：把它的 1,000 个类别当作 ImageNet 的类别。</translation>
    </message>
    <message>
        <source>There is no page number %1.</source>
        <translation>没有编号为 %1 的页面。</translation>
    </message>
    <message>
        <source>The model has no classes: there is no logit that its blocks could add up to.</source>
        <translation>模型没有类别：没有可由各块相加而成的 logit。</translation>
    </message>
    <message>
        <source>No screen covers stage number %1.</source>
        <translation>没有哪一屏包含第 %1 个阶段。</translation>
    </message>
    <message>
        <source>No file says how pictures are prepared: what the family does is assumed.</source>
        <translation>没有文件说明图片如何预处理：按该模型家族的惯例假定。</translation>
    </message>
    <message>
        <source>Nothing tells how many heads the %1 features are parted into; give the number with --set heads=N.</source>
        <translation>无从得知 %1 个特征分给多少个头；请用 --set heads=N 给出个数。</translation>
    </message>
    <message>
        <source>The model&apos;s configuration contradicts itself: num_attention_heads %1 does not divide hidden_size %2; --set heads=N gives another number.</source>
        <translation>模型配置自相矛盾：num_attention_heads %1 不能整除 hidden_size %2；可用 --set heads=N 另行指定。</translation>
    </message>
    <message>
        <source>Pictures have %1 × %2 pixels and the positions are those of %3 × %4: they are interpolated.</source>
        <translation>图片为 %1 × %2 像素，而位置嵌入对应 %3 × %4：位置嵌入经过插值。</translation>
    </message>
    <message>
        <source>by “%1”: “%2” in config.json</source>
        <translation>依据 config.json 中的“%1”：“%2”</translation>
    </message>
    <message>
        <source>by “%1” in config.json</source>
        <translation>依据 config.json 中的“%1”</translation>
    </message>
    <message>
        <source>“%1” has the shape %2, which is no table of a square grid of patches.</source>
        <translation>“%1”的形状为 %2，不是方形图块网格的表。</translation>
    </message>
    <message>
        <source>by the name of the tensor “%1”</source>
        <translation>依据张量名“%1”</translation>
    </message>
    <message>
        <source>it is the timm model “%1”, which has steps that this version does not know.</source>
        <translation>它是 timm 模型“%1”，含有本版本不认识的步骤。</translation>
    </message>
    <message>
        <source>SigLIP was trained with the GELU of tanh, which is assumed; timm runs some of its files with that of erf: --set activation=gelu does.</source>
        <translation>SigLIP 训练时用的是 tanh 形式的 GELU，此处照此假定；timm 对其中一些文件使用 erf 形式：可用 --set activation=gelu。</translation>
    </message>
    <message>
        <source>There is no preprocessing of the family “%1”.</source>
        <translation>没有家族“%1”的预处理。</translation>
    </message>
    <message>
        <source>A picture keeps its size.</source>
        <translation>图片保持原有大小。</translation>
    </message>
    <message>
        <source>A picture is resized to %1 × %2 pixels, whatever its form (%3).</source>
        <translation>图片缩放到 %1 × %2 像素，不论原来的长宽比（%3）。</translation>
    </message>
    <message>
        <source>A picture is resized so that its shorter side has %1 pixels (%2).</source>
        <translation>图片缩放到短边为 %1 像素（%2）。</translation>
    </message>
    <message>
        <source>A picture is resized so that it covers %1 × %2 pixels (%3).</source>
        <translation>图片缩放到恰好盖满 %1 × %2 像素（%3）。</translation>
    </message>
    <message>
        <source>A picture is resized so that it fits into %1 × %2 pixels (%3).</source>
        <translation>图片缩放到恰好放进 %1 × %2 像素（%3）。</translation>
    </message>
    <message>
        <source>From a file: %1.</source>
        <translation>来自文件：%1。</translation>
    </message>
    <message>
        <source>Set: %1.</source>
        <translation>由设置给出：%1。</translation>
    </message>
    <message>
        <source>Assumed, as the family does: %1.</source>
        <translation>按该家族的惯例假定：%1。</translation>
    </message>
    <message>
        <source>Values are brought to 0 … 1 first, and nothing is rounded to 8 bit.</source>
        <translation>先把数值变到 0 … 1，不再取整为 8 位。</translation>
    </message>
    <message>
        <source>Its middle, %1 × %2 pixels, is read.</source>
        <translation>读取中间的 %1 × %2 像素。</translation>
    </message>
    <message>
        <source>Values are multiplied by %1.</source>
        <translation>数值乘以 %1。</translation>
    </message>
    <message>
        <source>Then the mean %1 is taken off and the deviation %2 divides.</source>
        <translation>然后减去均值 %1，再除以标准差 %2。</translation>
    </message>
    <message>
        <source>From the file</source>
        <translation>来自文件</translation>
    </message>
    <message>
        <source>Read off the tensors</source>
        <translation>由张量推出</translation>
    </message>
    <message>
        <source>Assumed</source>
        <translation>假定</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>由设置给出</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>家族</translation>
    </message>
    <message>
        <source>%1, recognised</source>
        <translation>%1，识别</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>存储格式</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>%1 used, %2 unused, %3 missing</source>
        <translation>用到 %1 个，未用 %2 个，缺少 %3 个</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>%1 (%2 MiB of memory)</source>
        <translation>%1 个（占内存 %2 MiB）</translation>
    </message>
    <message>
        <source>A run</source>
        <translation>一次运行</translation>
    </message>
    <message>
        <source>%1 GFLOP; every value of it takes %2 MiB, the answer alone %3 MiB at a time</source>
        <translation>%1 GFLOP；全部数值占 %2 MiB，只求答案时最多同时占 %3 MiB</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>“%1” is no value of %2: give one number, or three with commas between them.</source>
        <translation>“%1”不是 %2 的值：请给一个数，或用逗号隔开的三个数。</translation>
    </message>
    <message>
        <source>“%1” is no value of %2: give nearest, bilinear, bicubic, lanczos, box or hamming.</source>
        <translation>“%1”不是 %2 的值：请给 nearest、bilinear、bicubic、lanczos、box 或 hamming。</translation>
    </message>
    <message>
        <source>“%1” is no value of %2: give token or mean, where the model reads one of the two.</source>
        <translation>“%1”不是 %2 的值：模型读取二者之一时，请给 token 或 mean。</translation>
    </message>
    <message>
        <source>“%1” is no value of %2: give a base above 1, of a model that turns queries and keys.</source>
        <translation>“%1”不是 %2 的值：只有旋转查询和键的模型才有，请给大于 1 的底数。</translation>
    </message>
    <message>
        <source>“%1” is no value of %2: give bicubic, bicubic_smooth, bicubic_offset, bicubic_corners or bilinear.</source>
        <translation>“%1”不是 %2 的值：请给 bicubic、bicubic_smooth、bicubic_offset、bicubic_corners 或 bilinear。</translation>
    </message>
    <message>
        <source>There is no method “%1” that gives a map.</source>
        <translation>没有能给出图的方法“%1”。</translation>
    </message>
    <message>
        <source>Values below 0 have no logarithm: this figure has no logarithmic scale.</source>
        <translation>小于 0 的值没有对数：这幅图不能用对数刻度。</translation>
    </message>
    <message>
        <source>A logarithmic scale begins above 0.</source>
        <translation>对数刻度的下端必须大于 0。</translation>
    </message>
    <message>
        <source>The scale&apos;s lower end, %1, is not below its upper end, %2.</source>
        <translation>刻度的下端 %1 不小于上端 %2。</translation>
    </message>
    <message>
        <source>There is no kind of figure called “%1”.</source>
        <translation>没有名为“%1”的图种类。</translation>
    </message>
    <message>
        <source>This installation of Qt writes no WebP (Debian: qt6-image-formats-plugins).</source>
        <translation>本机的 Qt 不能写 WebP（Debian：qt6-image-formats-plugins）。</translation>
    </message>
    <message>
        <source>The figure is too small for its panels and type: make it larger, or the type smaller.</source>
        <translation>图太小，放不下各分图和文字：请加大图，或减小字号。</translation>
    </message>
    <message>
        <source>The figure would have %1 × %2 pixels; %3 is the most on a side.</source>
        <translation>图将有 %1 × %2 像素；每边最多 %3 像素。</translation>
    </message>
    <message>
        <source>Nothing is asked for: there is no figure to draw.</source>
        <translation>没有要画的内容：没有图可画。</translation>
    </message>
    <message>
        <source>A figure of methods compares two of them: give two that differ.</source>
        <translation>方法对比图比较两种方法：请给出两种不同的方法。</translation>
    </message>
    <message>
        <source>Several methods stand side by side in a figure of methods alone.</source>
        <translation>只有方法对比图才能并排放多种方法。</translation>
    </message>
    <message>
        <source>“%1” is one map for all blocks and heads: it has no figure of heads or blocks.</source>
        <translation>“%1”对所有块和头只有一张图：没有按头或按块的图。</translation>
    </message>
    <message>
        <source>The model has no stage “%1”.</source>
        <translation>模型没有阶段“%1”。</translation>
    </message>
    <message>
        <source>This figure is a picture: it has no values to write.</source>
        <translation>这个图是图片，没有可以写出的数值。</translation>
    </message>
    <message>
        <source>A 16-bit PNG holds the values of one map; this figure has %1.</source>
        <translation>16 位 PNG 保存一张图的数值；这个图有 %1 张。</translation>
    </message>
    <message>
        <source>by its name</source>
        <translation>依据名称</translation>
    </message>
</context>
<context>
    <name>explain</name>
    <message>
        <source>mean of the channel, taken off</source>
        <translation>减去该通道的均值</translation>
    </message>
    <message>
        <source>deviation of the channel</source>
        <translation>该通道的标准差</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>和</translation>
    </message>
    <message>
        <source>rounding, cut off at 0 and 255</source>
        <translation>舍入，并截到 0 到 255</translation>
    </message>
    <message>
        <source>rounding to 8 bit</source>
        <translation>舍入到 8 位</translation>
    </message>
    <message>
        <source>root of the %1 features of a head</source>
        <translation>每个头 %1 个特征的平方根</translation>
    </message>
    <message>
        <source>mean of the token&apos;s features</source>
        <translation>该词元各特征的均值</translation>
    </message>
    <message>
        <source>ε, so that nothing is divided by 0</source>
        <translation>ε，避免除以 0</translation>
    </message>
    <message>
        <source>learned gain</source>
        <translation>学到的增益</translation>
    </message>
    <message>
        <source>learned shift</source>
        <translation>学到的平移</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>方差</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>largest of the row, taken off so that nothing overflows</source>
        <translation>该行的最大值，减去它以免溢出</translation>
    </message>
    <message>
        <source>sum of the exponentials</source>
        <translation>指数之和</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>as the file has it</source>
        <translation>文件中的原值</translation>
    </message>
    <message>
        <source>outside the picture</source>
        <translation>在图片之外</translation>
    </message>
    <message>
        <source>position bias</source>
        <translation>位置偏置</translation>
    </message>
</context>
<context>
    <name>figure</name>
    <message>
        <source>Block %1</source>
        <translation>第 %1 块</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>attention rollout</source>
        <translation>注意力展开</translation>
    </message>
    <message>
        <source>relevance</source>
        <translation>相关性</translation>
    </message>
    <message>
        <source>relevance for “%1”</source>
        <translation>对“%1”的相关性</translation>
    </message>
    <message>
        <source>occlusion</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>occlusion for “%1”</source>
        <translation>对“%1”的遮挡</translation>
    </message>
    <message>
        <source>block %1, %2</source>
        <translation>块 %1、%2</translation>
    </message>
    <message>
        <source>the heads shown</source>
        <translation>所示各头</translation>
    </message>
    <message>
        <source>each head</source>
        <translation>各头</translation>
    </message>
    <message>
        <source>%1 of %2 heads</source>
        <translation>%2 个头中的 %1 个</translation>
    </message>
    <message>
        <source>each block</source>
        <translation>各块</translation>
    </message>
    <message>
        <source>%1 of %2 blocks</source>
        <translation>%2 个块中的 %1 个</translation>
    </message>
    <message>
        <source>Where %1 attends, in %2 of block %3</source>
        <translation>%1关注何处：块 %3 的%2</translation>
    </message>
    <message>
        <source>Where %1 attends, %2 of %3</source>
        <translation>%1关注何处：%3，%2</translation>
    </message>
    <message>
        <source>Where %1 attends, in %2 of %3</source>
        <translation>%1关注何处：%3的%2</translation>
    </message>
    <message>
        <source>Where each of %1 queries attends, %2</source>
        <translation>%1 个查询各自关注何处：%2</translation>
    </message>
    <message>
        <source>%1, asked from each of %2 tokens</source>
        <translation>%1，分别从 %2 个词元出发</translation>
    </message>
    <message>
        <source>Where %1 attends, %2</source>
        <translation>%1关注何处：%2</translation>
    </message>
    <message>
        <source>%1, asked from %2</source>
        <translation>%1，从%2出发</translation>
    </message>
    <message>
        <source>%1 and %2, and the first minus the second, asked from %3</source>
        <translation>%1、%2，以及前者减后者，从%3出发</translation>
    </message>
    <message>
        <source>%1 (attention of %2)</source>
        <translation>%1（注意力取自%2）</translation>
    </message>
    <message>
        <source>Cells above the scale: %1, up to %2.</source>
        <translation>高于刻度的格子有 %1 个，最大 %2。</translation>
    </message>
    <message>
        <source>Cells below the scale: %1, down to %2.</source>
        <translation>低于刻度的格子有 %1 个，最小 %2。</translation>
    </message>
    <message>
        <source>Colours from %1 to %2.</source>
        <translation>颜色从 %1 到 %2。</translation>
    </message>
    <message>
        <source>Each map has a scale of its own.</source>
        <translation>每张图各用自己的刻度。</translation>
    </message>
    <message>
        <source>The two maps share a scale.</source>
        <translation>两张图共用一个刻度。</translation>
    </message>
    <message>
        <source>One scale for all %1 maps, from %2 to %3.</source>
        <translation>%1 张图共用一个刻度，从 %2 到 %3。</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>difference of shares</source>
        <translation>占比之差</translation>
    </message>
    <message>
        <source>share of the map</source>
        <translation>在图中的占比</translation>
    </message>
    <message>
        <source>attention weight</source>
        <translation>注意力权重</translation>
    </message>
    <message>
        <source>probability lost by “%1”</source>
        <translation>“%1”失去的概率</translation>
    </message>
    <message>
        <source>%1, logarithmic</source>
        <translation>%1（对数）</translation>
    </message>
    <message>
        <source>the query&apos;s patch</source>
        <translation>查询的图块</translation>
    </message>
    <message>
        <source>the query, %1</source>
        <translation>查询：%1</translation>
    </message>
    <message>
        <source>%1; model %2, picture %3.</source>
        <translation>%1；模型 %2，图片 %3。</translation>
    </message>
    <message>
        <source>Each map is divided by the sum of its magnitudes.</source>
        <translation>每张图都除以其绝对值之和。</translation>
    </message>
    <message>
        <source>Colours follow the logarithm.</source>
        <translation>颜色按对数取。</translation>
    </message>
    <message>
        <source>A pixel shows the mean of the cells in it.</source>
        <translation>一个像素显示其中各格的均值。</translation>
    </message>
    <message>
        <source>Interpolated between cells (bilinear).</source>
        <translation>格子之间有插值（双线性）。</translation>
    </message>
    <message>
        <source>Interpolated between cells (bicubic).</source>
        <translation>格子之间有插值（双三次）。</translation>
    </message>
</context>
<context>
    <name>names</name>
    <message>
        <source>patch %1, %2</source>
        <translation>图块 %1, %2</translation>
    </message>
    <message>
        <source>token %1</source>
        <translation>词元 %1</translation>
    </message>
    <message>
        <source>class token</source>
        <translation>类别词元</translation>
    </message>
    <message>
        <source>distillation token</source>
        <translation>蒸馏词元</translation>
    </message>
    <message>
        <source>register token (%1)</source>
        <translation>寄存器词元（%1）</translation>
    </message>
    <message>
        <source>the %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>mean of %1 heads</source>
        <translation>%1 头平均</translation>
    </message>
    <message>
        <source>head %1</source>
        <translation>头 %1</translation>
    </message>
    <message>
        <source>query (attends)</source>
        <translation>查询 (发出关注)</translation>
    </message>
    <message>
        <source>key (attended to)</source>
        <translation>键 (受到关注)</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>patch</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>head feature</source>
        <translation>头内特征</translation>
    </message>
    <message>
        <source>feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隐藏值</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>block</source>
        <translation>块</translation>
    </message>
    <message>
        <source>; … (%1 in all)</source>
        <translation>；……（共 %1 条）</translation>
    </message>
    <message>
        <source>%1, block %2</source>
        <translation>%1，块 %2</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>块 %1</translation>
    </message>
    <message>
        <source>term</source>
        <translation>项</translation>
    </message>
</context>
<context>
    <name>render</name>
    <message>
        <source>There is no colour map “%1”; there are %2.</source>
        <translation>没有颜色映射“%1”；现有：%2。</translation>
    </message>
    <message>
        <source>A tensor of %1 has too many axes for a thumbnail.</source>
        <translation>%1 的张量轴太多，不能做缩略图。</translation>
    </message>
    <message>
        <source>A tensor of %1 is no picture of three channels.</source>
        <translation>%1 的张量不是三通道的图片。</translation>
    </message>
    <message>
        <source>There is no image to write.</source>
        <translation>没有可写入的图像。</translation>
    </message>
    <message>
        <source>“%1” cannot be a key of a PNG text.</source>
        <translation>“%1”不能用作 PNG 文本的键。</translation>
    </message>
    <message>
        <source>The image could not be encoded as PNG: %1.</source>
        <translation>图像无法编码为 PNG：%1。</translation>
    </message>
    <message>
        <source>Cannot write %1: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
</context>
<context>
    <name>samples</name>
    <message>
        <source>A cat, a flower and a cup</source>
        <translation>一只猫、一朵花和一个杯子</translation>
    </message>
    <message>
        <source>A large dog and a small car</source>
        <translation>一只大狗和一辆小汽车</translation>
    </message>
    <message>
        <source>A boat in the corner</source>
        <translation>角落里的船</translation>
    </message>
    <message>
        <source>A clock among many things</source>
        <translation>众多东西中的钟</translation>
    </message>
    <message>
        <source>A small butterfly</source>
        <translation>一只小蝴蝶</translation>
    </message>
    <message>
        <source>A car uphill: turned and mirrored</source>
        <translation>上坡的汽车：旋转并镜像</translation>
    </message>
    <message>
        <source>A green dinosaur on green</source>
        <translation>绿色背景上的绿色恐龙</translation>
    </message>
    <message>
        <source>Three animals: the largest one counts</source>
        <translation>三只动物：最大的算数</translation>
    </message>
</context>
<context>
    <name>stages</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>The decoded picture, upright, 8 bit a channel.</source>
        <translation>解码后的图片：方向已摆正，每个通道 8 位。</translation>
    </message>
    <message>
        <source>Resized, horizontally</source>
        <translation>水平缩放</translation>
    </message>
    <message>
        <source>Every row brought to its new width; each result rounded to 8 bit.</source>
        <translation>把每一行缩放到新的宽度；每个结果都舍入到 8 位。</translation>
    </message>
    <message>
        <source>Resized</source>
        <translation>垂直缩放</translation>
    </message>
    <message>
        <source>Every column brought to its new height; each result rounded to 8 bit.</source>
        <translation>把每一列缩放到新的高度；每个结果都舍入到 8 位。</translation>
    </message>
    <message>
        <source>Cropped</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>The middle of the resized picture.</source>
        <translation>缩放后图片的中间部分。</translation>
    </message>
    <message>
        <source>Normalised pixels</source>
        <translation>归一化像素</translation>
    </message>
    <message>
        <source>8-bit values brought to about −1 … 1: rescaled, minus mean, by deviation.</source>
        <translation>把 8 位数值变到约 −1 … 1：先除以 255，再减去均值，除以标准差。</translation>
    </message>
    <message>
        <source>Patches</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>The picture cut into squares, each flattened: channel, then row, then column.</source>
        <translation>图片被切成方块，每块展平成一串数：先按通道，再按行，最后按列。</translation>
    </message>
    <message>
        <source>Patch embedding</source>
        <translation>图块嵌入</translation>
    </message>
    <message>
        <source>One linear projection turns each flattened patch into a vector of D features.</source>
        <translation>一个线性投影把每个展平的图块变成含 D 个特征的向量。</translation>
    </message>
    <message>
        <source>The learned class token joins in front of the patches.</source>
        <translation>学到的类别词元加到所有图块的前面。</translation>
    </message>
    <message>
        <source>Positions added</source>
        <translation>加上位置嵌入</translation>
    </message>
    <message>
        <source>Each token gets the learned vector of its position added.</source>
        <translation>每个词元都加上其位置所对应的、学到的向量。</translation>
    </message>
    <message>
        <source>Patches dropped</source>
        <translation>丢弃图块</translation>
    </message>
    <message>
        <source>Some patches are taken out of the sequence; only the others enter the blocks.</source>
        <translation>一些图块被移出序列；只有其余的进入各个块。</translation>
    </message>
    <message>
        <source>Layer norm</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>Each token is brought to mean 0 and variance 1, then scaled and shifted by learned vectors.</source>
        <translation>每个词元先变为均值 0、方差 1，再用学到的向量缩放和平移。</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>What each token asks for, per head.</source>
        <translation>每个词元在每个头中寻找什么。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>What each token offers to be found by, per head.</source>
        <translation>每个词元在每个头中凭什么被找到。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>What each token hands on when it is attended to, per head.</source>
        <translation>每个词元在受到关注时，在每个头中交出什么。</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>注意力分数</translation>
    </message>
    <message>
        <source>How well each query fits each key, before softmax.</source>
        <translation>每个查询与每个键有多契合，尚未经过 softmax。</translation>
    </message>
    <message>
        <source>Attention weights</source>
        <translation>注意力权重</translation>
    </message>
    <message>
        <source>Softmax turns each row of scores into weights that sum to 1.</source>
        <translation>softmax 把每一行分数变成总和为 1 的权重。</translation>
    </message>
    <message>
        <source>Attention × value</source>
        <translation>注意力 × 值</translation>
    </message>
    <message>
        <source>Each token collects the values of all tokens, weighted by its attention.</source>
        <translation>每个词元按自己的注意力权重，汇集所有词元的值。</translation>
    </message>
    <message>
        <source>Output projection</source>
        <translation>输出投影</translation>
    </message>
    <message>
        <source>The heads side by side, mixed by one linear layer.</source>
        <translation>各个头并排拼接，由一个线性层混合。</translation>
    </message>
    <message>
        <source>First residual</source>
        <translation>第一次残差相加</translation>
    </message>
    <message>
        <source>The block&apos;s input plus what attention brought.</source>
        <translation>块的输入加上注意力带来的结果。</translation>
    </message>
    <message>
        <source>Layer norm before the MLP</source>
        <translation>MLP 前的层归一化</translation>
    </message>
    <message>
        <source>Each token normalised again.</source>
        <translation>每个词元再次归一化。</translation>
    </message>
    <message>
        <source>MLP, up</source>
        <translation>MLP：升维</translation>
    </message>
    <message>
        <source>Each token widened to M hidden values.</source>
        <translation>每个词元扩展为 M 个隐藏值。</translation>
    </message>
    <message>
        <source>MLP, activation</source>
        <translation>MLP：激活函数</translation>
    </message>
    <message>
        <source>A bend in each hidden value, so that two layers can do more than one.</source>
        <translation>给每个隐藏值加一道弯，使两层能做到一层做不到的事。</translation>
    </message>
    <message>
        <source>MLP, down</source>
        <translation>MLP：降维</translation>
    </message>
    <message>
        <source>The hidden values brought back to D features.</source>
        <translation>把隐藏值变回 D 个特征。</translation>
    </message>
    <message>
        <source>Block output</source>
        <translation>块输出</translation>
    </message>
    <message>
        <source>The first residual plus what the MLP brought.</source>
        <translation>第一次残差相加的结果，再加上 MLP 带来的结果。</translation>
    </message>
    <message>
        <source>Final layer norm</source>
        <translation>最终层归一化</translation>
    </message>
    <message>
        <source>Each token normalised once more after the last block.</source>
        <translation>最后一个块之后，每个词元再归一化一次。</translation>
    </message>
    <message>
        <source>Pooled</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>The class token: the one vector the head reads.</source>
        <translation>类别词元：分类头读取的唯一向量。</translation>
    </message>
    <message>
        <source>Logits</source>
        <translation>Logits</translation>
    </message>
    <message>
        <source>One linear layer gives each class a number.</source>
        <translation>一个线性层给每个类别一个数。</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Softmax turns the logits into shares that sum to 1.</source>
        <translation>softmax 把 logits 变成总和为 1 的份额。</translation>
    </message>
    <message>
        <source>The pixels as they were given, already normalised.</source>
        <translation>直接给出的像素，已经归一化。</translation>
    </message>
    <message>
        <source>Layer norm of the patch embedding</source>
        <translation>图块嵌入的层归一化</translation>
    </message>
    <message>
        <source>The vector of each patch is brought to mean 0 and variance 1, then scaled and shifted by learned vectors.</source>
        <translation>把每个图块的向量变为均值 0、方差 1，再用学到的向量缩放和平移。</translation>
    </message>
    <message>
        <source>This model has no class token: the patches alone are the sequence.</source>
        <translation>这个模型没有类别词元：序列只由图块组成。</translation>
    </message>
    <message>
        <source>This model adds no positions: it cannot tell where a patch was.</source>
        <translation>这个模型不加位置：它分不清图块原来在哪里。</translation>
    </message>
    <message>
        <source>This model has no layer norm here: the tokens pass as they are.</source>
        <translation>这个模型在这里没有层归一化：词元原样通过。</translation>
    </message>
    <message>
        <source>How well each query fits each key; this model does not divide by √d.</source>
        <translation>每个查询与每个键的契合程度；这个模型不除以 √d。</translation>
    </message>
    <message>
        <source>This model has no softmax: the bare scores weigh the values.</source>
        <translation>这个模型没有 softmax：直接用分数给值加权。</translation>
    </message>
    <message>
        <source>This model does not multiply by the attention: each token keeps its own value, and none learns of another.</source>
        <translation>这个模型不乘以注意力：每个词元保留自己的值，彼此互不了解。</translation>
    </message>
    <message>
        <source>This model adds no residual: what attention brought takes the place of the block&apos;s input.</source>
        <translation>这个模型没有残差：注意力带来的结果取代了块的输入。</translation>
    </message>
    <message>
        <source>This model adds no residual: what the MLP brought takes the place of what it was given.</source>
        <translation>这个模型没有残差：MLP 的结果取代了它的输入。</translation>
    </message>
    <message>
        <source>The mean of all patches: the one vector the head reads.</source>
        <translation>所有图块的均值：分类头读取的唯一向量。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元序列</translation>
    </message>
    <message>
        <source>Learned tokens join in front of the patches.</source>
        <translation>学到的词元加在图块前面。</translation>
    </message>
    <message>
        <source>This model adds no positions here: attention itself takes into account where a patch was.</source>
        <translation>这个模型在这里不加位置：图块的位置由注意力本身考虑。</translation>
    </message>
    <message>
        <source>Layer norm before the blocks</source>
        <translation>块之前的层归一化</translation>
    </message>
    <message>
        <source>Each token is normalised before the first block.</source>
        <translation>每个词元在第一个块之前先归一化。</translation>
    </message>
    <message>
        <source>Query, projected</source>
        <translation>查询（投影）</translation>
    </message>
    <message>
        <source>The query before it is normalised or turned by its place.</source>
        <translation>归一化或按位置旋转之前的查询。</translation>
    </message>
    <message>
        <source>Query, normalised</source>
        <translation>查询（归一化）</translation>
    </message>
    <message>
        <source>Each head&apos;s query is brought to mean 0 and variance 1, then scaled and shifted by learned vectors.</source>
        <translation>每个头的查询先变成均值为 0、方差为 1，再用学到的向量缩放和平移。</translation>
    </message>
    <message>
        <source>Each head&apos;s query, brought to mean 0 and variance 1, then scaled and shifted by learned vectors.</source>
        <translation>每个头的查询，先变成均值为 0、方差为 1，再用学到的向量缩放和平移。</translation>
    </message>
    <message>
        <source>The query of each patch, its features turned in pairs by where the patch lies.</source>
        <translation>每个图块的查询，其特征两两成对，按图块所在位置旋转。</translation>
    </message>
    <message>
        <source>Key, projected</source>
        <translation>键（投影）</translation>
    </message>
    <message>
        <source>The key before it is normalised or turned by its place.</source>
        <translation>归一化或按位置旋转之前的键。</translation>
    </message>
    <message>
        <source>Key, normalised</source>
        <translation>键（归一化）</translation>
    </message>
    <message>
        <source>Each head&apos;s key is brought to mean 0 and variance 1, then scaled and shifted by learned vectors.</source>
        <translation>每个头的键先变成均值为 0、方差为 1，再用学到的向量缩放和平移。</translation>
    </message>
    <message>
        <source>Each head&apos;s key, brought to mean 0 and variance 1, then scaled and shifted by learned vectors.</source>
        <translation>每个头的键，先变成均值为 0、方差为 1，再用学到的向量缩放和平移。</translation>
    </message>
    <message>
        <source>The key of each patch, its features turned in pairs by where the patch lies.</source>
        <translation>每个图块的键，其特征两两成对，按图块所在位置旋转。</translation>
    </message>
    <message>
        <source>Position bias</source>
        <translation>位置偏置</translation>
    </message>
    <message>
        <source>A learned number for each head, by how many rows and columns query and key lie apart.</source>
        <translation>每个头学到的数，取决于查询与键相隔多少行、多少列。</translation>
    </message>
    <message>
        <source>How well each query fits each key, plus the position bias, before softmax.</source>
        <translation>每个查询与每个键的契合程度，加上位置偏置，尚未经过 softmax。</translation>
    </message>
    <message>
        <source>Layer scale after attention</source>
        <translation>注意力之后的层缩放</translation>
    </message>
    <message>
        <source>Each feature of what attention brought, times a learned gain.</source>
        <translation>注意力带来的每个特征，乘以学到的增益。</translation>
    </message>
    <message>
        <source>MLP, gate</source>
        <translation>MLP（门）</translation>
    </message>
    <message>
        <source>A second set of M hidden values, which decides how much of the first passes.</source>
        <translation>第二组 M 个隐藏值，决定第一组能通过多少。</translation>
    </message>
    <message>
        <source>The hidden values, each let through as far as its gate opens.</source>
        <translation>每个隐藏值按它的门打开的程度通过。</translation>
    </message>
    <message>
        <source>Layer scale after the MLP</source>
        <translation>MLP 之后的层缩放</translation>
    </message>
    <message>
        <source>Each feature of what the MLP brought, times a learned gain.</source>
        <translation>MLP 带来的每个特征，乘以学到的增益。</translation>
    </message>
    <message>
        <source>Class token</source>
        <translation>类别词元</translation>
    </message>
    <message>
        <source>The class token after the last block.</source>
        <translation>最后一个块之后的类别词元。</translation>
    </message>
    <message>
        <source>Distillation token</source>
        <translation>蒸馏词元</translation>
    </message>
    <message>
        <source>The distillation token after the last block.</source>
        <translation>最后一个块之后的蒸馏词元。</translation>
    </message>
    <message>
        <source>Mean of the patches</source>
        <translation>图块的均值</translation>
    </message>
    <message>
        <source>The mean of all patches.</source>
        <translation>所有图块的均值。</translation>
    </message>
    <message>
        <source>Learned query</source>
        <translation>学到的查询</translation>
    </message>
    <message>
        <source>A learned vector, the same for every picture: it asks all tokens.</source>
        <translation>学到的向量，对每张图片都一样：它向所有词元提问。</translation>
    </message>
    <message>
        <source>Query of the pool</source>
        <translation>池化的查询</translation>
    </message>
    <message>
        <source>What the learned query asks for, per head.</source>
        <translation>学到的查询在每个头里问的内容。</translation>
    </message>
    <message>
        <source>Key of the pool</source>
        <translation>池化的键</translation>
    </message>
    <message>
        <source>Value of the pool</source>
        <translation>池化的值</translation>
    </message>
    <message>
        <source>What each token hands on to the pool, per head.</source>
        <translation>每个词元在每个头里交给池化的内容。</translation>
    </message>
    <message>
        <source>Scores of the pool</source>
        <translation>池化的得分</translation>
    </message>
    <message>
        <source>How well the learned query fits each token&apos;s key.</source>
        <translation>学到的查询与每个词元的键的契合程度。</translation>
    </message>
    <message>
        <source>Attention of the pool</source>
        <translation>池化的注意力</translation>
    </message>
    <message>
        <source>How much of each token&apos;s value is collected; the weights of a head sum to 1.</source>
        <translation>每个词元的值被收集多少；一个头的权重之和为 1。</translation>
    </message>
    <message>
        <source>Attention × value of the pool</source>
        <translation>池化的注意力 × 值</translation>
    </message>
    <message>
        <source>The values of all tokens, weighted by the pool&apos;s attention.</source>
        <translation>所有词元的值，按池化的注意力加权。</translation>
    </message>
    <message>
        <source>Projection of the pool</source>
        <translation>池化的投影</translation>
    </message>
    <message>
        <source>Layer norm of the pool</source>
        <translation>池化的层归一化</translation>
    </message>
    <message>
        <source>The pooled vector is normalised before the pool&apos;s MLP.</source>
        <translation>池化的向量在池化的 MLP 之前先归一化。</translation>
    </message>
    <message>
        <source>MLP of the pool, up</source>
        <translation>池化的 MLP（升维）</translation>
    </message>
    <message>
        <source>The pooled vector widened to M hidden values.</source>
        <translation>池化的向量扩展为 M 个隐藏值。</translation>
    </message>
    <message>
        <source>MLP of the pool, activation</source>
        <translation>池化的 MLP（激活）</translation>
    </message>
    <message>
        <source>A bend in each hidden value.</source>
        <translation>每个隐藏值都被弯折。</translation>
    </message>
    <message>
        <source>MLP of the pool, down</source>
        <translation>池化的 MLP（降维）</translation>
    </message>
    <message>
        <source>Representation layer</source>
        <translation>表示层</translation>
    </message>
    <message>
        <source>One more linear layer before the head.</source>
        <translation>分类头之前再加一个线性层。</translation>
    </message>
    <message>
        <source>Representation, bent</source>
        <translation>表示（弯折）</translation>
    </message>
    <message>
        <source>Each number brought between −1 and 1.</source>
        <translation>每个数都变到 −1 与 1 之间。</translation>
    </message>
    <message>
        <source>The class token, and the mean of all patches beside it.</source>
        <translation>类别词元，旁边并列所有图块的均值。</translation>
    </message>
    <message>
        <source>The mean of class and distillation token; each has a head of its own.</source>
        <translation>类别词元与蒸馏词元的均值；两者各有自己的分类头。</translation>
    </message>
    <message>
        <source>What the learned query collected, plus what the pool&apos;s MLP made of it.</source>
        <translation>学到的查询收集到的内容，加上池化的 MLP 由此得到的结果。</translation>
    </message>
    <message>
        <source>The pooled vector, normalised: the one vector the head reads.</source>
        <translation>归一化后的池化向量：分类头读取的就是它。</translation>
    </message>
    <message>
        <source>The representation: the one vector the head reads.</source>
        <translation>表示：分类头读取的就是这个向量。</translation>
    </message>
    <message>
        <source>Logits of the class token</source>
        <translation>类别词元的 logits</translation>
    </message>
    <message>
        <source>One linear layer reads the class token.</source>
        <translation>一个线性层读取类别词元。</translation>
    </message>
    <message>
        <source>Logits of the distillation token</source>
        <translation>蒸馏词元的 logits</translation>
    </message>
    <message>
        <source>One linear layer reads the distillation token.</source>
        <translation>一个线性层读取蒸馏词元。</translation>
    </message>
    <message>
        <source>The mean of the two heads&apos; logits.</source>
        <translation>两个分类头的 logits 的均值。</translation>
    </message>
    <message>
        <source>Every row brought to 0 … 1 and to its new width; nothing is rounded.</source>
        <translation>每一行先变到 0 … 1，再变到新的宽度；不取整。</translation>
    </message>
    <message>
        <source>Every column brought to its new height; nothing is rounded.</source>
        <translation>每一列变到新的高度；不取整。</translation>
    </message>
    <message>
        <source>Values brought to about −2 … 2: minus mean, by deviation.</source>
        <translation>数值变到约 −2 … 2：减均值，除以标准差。</translation>
    </message>
</context>
<context>
    <name>theme</name>
    <message>
        <source>There is no icon “%1”.</source>
        <translation>没有图标“%1”。</translation>
    </message>
</context>
<context>
    <name>vitscope::AnswerChart</name>
    <message>
        <source>Likeliest classes</source>
        <translation>最可能的类别</translation>
    </message>
    <message>
        <source>Click a class to see how its probability came about.</source>
        <translation>点击一个类别，看它的概率是怎么来的。</translation>
    </message>
    <message>
        <source>%1 (before %2)</source>
        <translation>%1（之前 %2）</translation>
    </message>
</context>
<context>
    <name>vitscope::AnswerMoves</name>
    <message>
        <source>The answer before and after this block</source>
        <translation>这一块前后的答案</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>before block %1</source>
        <translation>块 %1 之前</translation>
    </message>
    <message>
        <source>after its attention</source>
        <translation>其注意力之后</translation>
    </message>
    <message>
        <source>after block %1</source>
        <translation>块 %1 之后</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
</context>
<context>
    <name>vitscope::AnswerPanel</name>
    <message>
        <source>… and %1 more</source>
        <translation>……另有 %1 个</translation>
    </message>
    <message>
        <source>This model has no classification head: it describes a picture and names nothing.</source>
        <translation>这个模型没有分类头：它描述图片，但不说出名称。</translation>
    </message>
    <message>
        <source>This model knows &lt;u&gt;these %1 classes&lt;/u&gt; only, in the style of its drawings. A photograph needs another model.</source>
        <translation>这个模型只认识&lt;u&gt;这 %1 个类别&lt;/u&gt;，而且只认识自己的画风。要看照片，请换一个模型。</translation>
    </message>
    <message>
        <source>This model tells %1 classes apart and names none of them.</source>
        <translation>这个模型能区分 %1 个类别，但都没有名称。</translation>
    </message>
    <message>
        <source>This model knows &lt;u&gt;%1 classes&lt;/u&gt; and calls everything one of them.</source>
        <translation>这个模型认识 &lt;u&gt;%1 个类别&lt;/u&gt;，把一切都归为其中之一。</translation>
    </message>
    <message>
        <source>What this model knows</source>
        <translation>这个模型认识什么</translation>
    </message>
    <message>
        <source>This model learned nothing: its weights are random. The arithmetic is real, the answer means nothing.</source>
        <translation>这个模型什么也没学过：权重是随机的。计算是真实的，答案没有意义。</translation>
    </message>
    <message>
        <source>What was it for?</source>
        <translation>它有什么用？</translation>
    </message>
    <message>
        <source>What leaving it out changes</source>
        <translation>去掉它会改变什么</translation>
    </message>
    <message>
        <source>Why this vector?</source>
        <translation>为什么是这个向量？</translation>
    </message>
    <message>
        <source>Why %1?</source>
        <translation>为什么是%1？</translation>
    </message>
    <message>
        <source>Which patches the vector depends on</source>
        <translation>这个向量取决于哪些图块</translation>
    </message>
    <message>
        <source>Where do the %1 come from? Of the picture, of the model, of the numbers</source>
        <translation>这 %1 从何而来？问图片、问模型、问数字</translation>
    </message>
</context>
<context>
    <name>vitscope::ArticlePage</name>
    <message>
        <source>Pipeline</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
</context>
<context>
    <name>vitscope::ArticlePanel</name>
    <message>
        <source>The article&apos;s model, part by part</source>
        <translation>文章中的模型，逐个部分</translation>
    </message>
    <message>
        <source>What the switches change in this run</source>
        <translation>开关在这次运行中改变了什么</translation>
    </message>
    <message>
        <source>all parts on</source>
        <translation>全部开启</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>注意力分数</translation>
    </message>
    <message>
        <source>attention weights</source>
        <translation>注意力权重</translation>
    </message>
    <message>
        <source>spread of the block&apos;s output</source>
        <translation>块输出的标准差</translation>
    </message>
    <message>
        <source>likeliest class</source>
        <translation>最可能的类别</translation>
    </message>
    <message>
        <source>Switch all parts on once, with this picture, to compare.</source>
        <translation>要比较，请先对这张图片把所有部分都打开一次。</translation>
    </message>
    <message>
        <source>All parts are on. Take the tick off one to see what it is for; every stage of the walk follows.</source>
        <translation>所有部分都已打开。取消其中一个，看看它有什么用；每个阶段都会随之改变。</translation>
    </message>
    <message>
        <source>Left out: %1. Every stage of the walk follows; words lead there.</source>
        <translation>已略去：%1。每个阶段都随之改变；点击带下划线的词可以过去看。</translation>
    </message>
</context>
<context>
    <name>vitscope::BlockView</name>
    <message>
        <source>Own scale</source>
        <translation>各自色标</translation>
    </message>
    <message>
        <source>Shared scale</source>
        <translation>共用色标</translation>
    </message>
    <message>
        <source>Each map from 0 to its own largest weight</source>
        <translation>每张图从 0 到它自己的最大权重</translation>
    </message>
    <message>
        <source>All heads of this block from 0 to the largest weight among them</source>
        <translation>这一块的所有头从 0 到其中最大的权重</translation>
    </message>
    <message>
        <source>1  Look around: where %1 looks</source>
        <translation>1  环顾：%1看哪里</translation>
    </message>
    <message>
        <source>1  Look around</source>
        <translation>1  环顾</translation>
    </message>
    <message>
        <source>2  What changed: how much each move added</source>
        <translation>2  改变了什么：每一步加了多少</translation>
    </message>
    <message>
        <source>2  What changed</source>
        <translation>2  改变了什么</translation>
    </message>
    <message>
        <source>3  If it answered now, before and after this block</source>
        <translation>3  如果现在回答：这一块前后</translation>
    </message>
    <message>
        <source>3  If it answered now</source>
        <translation>3  如果现在回答</translation>
    </message>
</context>
<context>
    <name>vitscope::BusyBar</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>vitscope::ChangeMaps</name>
    <message>
        <source>How much each move changed every token</source>
        <translation>每一步使各词元改变了多少</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>MLP</source>
        <translation>MLP</translation>
    </message>
    <message>
        <source>%1 of the token’s own length</source>
        <translation>词元自身长度的 %1</translation>
    </message>
</context>
<context>
    <name>vitscope::Crumbs</name>
    <message>
        <source>The way back from the number that was asked for</source>
        <translation>从所问的数一路追溯的路径</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>还有 %1 步</translation>
    </message>
    <message>
        <source>The steps between</source>
        <translation>中间的步骤</translation>
    </message>
</context>
<context>
    <name>vitscope::EffectList</name>
    <message>
        <source>Largest effects</source>
        <translation>影响最大的</translation>
    </message>
</context>
<context>
    <name>vitscope::EffectMap</name>
    <message>
        <source>Where in the picture</source>
        <translation>在图中何处</translation>
    </message>
    <message>
        <source>speaks against  %1</source>
        <translation>反对  %1</translation>
    </message>
    <message>
        <source>%1  speaks for</source>
        <translation>%1  支持</translation>
    </message>
</context>
<context>
    <name>vitscope::ExplainPanel</name>
    <message>
        <source>The formula with this run&apos;s numbers</source>
        <translation>代入这次运行数值的公式</translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation>Esc 关闭</translation>
    </message>
    <message>
        <source>See its stage</source>
        <translation>查看所在阶段</translation>
    </message>
    <message>
        <source>Leave the explanation for the stage of this number, with the number chosen there.</source>
        <translation>离开解释，转到这个数所在的阶段，并在那里选中它。</translation>
    </message>
    <message>
        <source>computed again, double</source>
        <translation>重新计算（双精度）</translation>
    </message>
    <message>
        <source>recorded, float</source>
        <translation>运行记录（单精度）</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>The sizes of all terms one after the other, the largest first: how few of them make most of the number.</source>
        <translation>所有项的大小依次排开，最大的在前：可以看出少数几项就构成了这个数的大部分。</translation>
    </message>
    <message>
        <source>Its operands are being computed …</source>
        <translation>正在计算它的操作数…</translation>
    </message>
    <message>
        <source>%1 terms by size</source>
        <translation>按大小排列的 %1 项</translation>
    </message>
    <message>
        <source>Its name for programs. Names count from 0, the window counts from 1.</source>
        <translation>供程序使用的名称。名称从 0 数起，窗口从 1 数起。</translation>
    </message>
    <message>
        <source>How much of the number before it this one is</source>
        <translation>这个数占前一个数的多少</translation>
    </message>
</context>
<context>
    <name>vitscope::FigureDialog</name>
    <message>
        <source>Export a figure</source>
        <translation>导出图</translation>
    </message>
    <message>
        <source>The figure as it will be written</source>
        <translation>将要写出的图</translation>
    </message>
    <message>
        <source>The command line that makes the same figure</source>
        <translation>生成同一幅图的命令行</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>%1 × %2 pixels. In SVG and PDF text and lines stay sharp at any size. The file says how it was made.</source>
        <translation>%1 × %2 像素。在 SVG 和 PDF 中，文字和线条在任何大小下都清晰。文件写明它是怎样生成的。</translation>
    </message>
    <message>
        <source>Save the figure</source>
        <translation>保存图</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>vitscope::FigureForm</name>
    <message>
        <source>one column, 8.6 cm</source>
        <translation>单栏，8.6 厘米</translation>
    </message>
    <message>
        <source>two columns, 17.8 cm</source>
        <translation>双栏，17.8 厘米</translation>
    </message>
    <message>
        <source>slide, 33.9 cm</source>
        <translation>幻灯片，33.9 厘米</translation>
    </message>
    <message>
        <source>own width</source>
        <translation>自定宽度</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>This map</source>
        <translation>这张图</translation>
    </message>
    <message>
        <source>Heads of this block</source>
        <translation>这个块的各头</translation>
    </message>
    <message>
        <source>This head in all blocks</source>
        <translation>这个头在各块中</translation>
    </message>
    <message>
        <source>All blocks × heads</source>
        <translation>所有块 × 头</translation>
    </message>
    <message>
        <source>Class token and this patch</source>
        <translation>类别词元和这个图块</translation>
    </message>
    <message>
        <source>Two methods, and their difference</source>
        <translation>两种方法及其差</translation>
    </message>
    <message>
        <source>This stage: %1</source>
        <translation>这个阶段：%1</translation>
    </message>
    <message>
        <source> cm</source>
        <translation> 厘米</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>共用</translation>
    </message>
    <message>
        <source>to the largest</source>
        <translation>到最大值</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>as the values ask</source>
        <translation>按数值选择</translation>
    </message>
    <message>
        <source>cells as squares</source>
        <translation>格子为方块</translation>
    </message>
    <message>
        <source>bilinear</source>
        <translation>双线性</translation>
    </message>
    <message>
        <source>bicubic</source>
        <translation>双三次</translation>
    </message>
    <message>
        <source>over the picture</source>
        <translation>叠在图片上</translation>
    </message>
    <message>
        <source>Opacity of the map</source>
        <translation>图的不透明度</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>刻度</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Attention and</source>
        <translation>注意力与</translation>
    </message>
    <message>
        <source>blocks and heads</source>
        <translation>块和头</translation>
    </message>
    <message>
        <source>colour bar</source>
        <translation>颜色条</translation>
    </message>
    <message>
        <source>axes</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>patch grid</source>
        <translation>图块网格</translation>
    </message>
    <message>
        <source>query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>图注</translation>
    </message>
    <message>
        <source>What the figure shows, of which model and picture, on which scale</source>
        <translation>图的内容、模型、图片和刻度</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
</context>
<context>
    <name>vitscope::GhostBars</name>
    <message>
        <source>Before and after</source>
        <translation>之前与之后</translation>
    </message>
</context>
<context>
    <name>vitscope::GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>Find a word</source>
        <translation>查找术语</translation>
    </message>
    <message>
        <source>Words of the glossary</source>
        <translation>术语列表</translation>
    </message>
    <message>
        <source>What the word means</source>
        <translation>术语的含义</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>See it in: %1</source>
        <translation>在这些阶段可以看到：%1</translation>
    </message>
</context>
<context>
    <name>vitscope::HeadMaps</name>
    <message>
        <source>Heads of the block</source>
        <translation>这一块的各头</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>头 %1</translation>
    </message>
</context>
<context>
    <name>vitscope::HeadStrip</name>
    <message>
        <source>Heads of the block</source>
        <translation>块的各个头</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>头 %1</translation>
    </message>
    <message>
        <source>M</source>
        <translation>均</translation>
    </message>
</context>
<context>
    <name>vitscope::HelpDialog</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>What the window calls block 4 is blocks.3 in names: those count from 0.</source>
        <translation>窗口里的块 4 在名称中是 blocks.3：名称从 0 数起。</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
</context>
<context>
    <name>vitscope::HiddenPicture</name>
    <message>
        <source>Dashed: whole picture. Filled: patch hidden.</source>
        <translation>虚线：完整图片。实心：遮住图块。</translation>
    </message>
    <message>
        <source>The picture with the chosen patch hidden</source>
        <translation>遮住所选图块的图片</translation>
    </message>
    <message>
        <source>%1 hidden</source>
        <translation>已遮住%1</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
</context>
<context>
    <name>vitscope::HistogramChart</name>
    <message>
        <source>Histogram of the values</source>
        <translation>数值的直方图</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>counts on a log scale</source>
        <translation>计数用对数刻度</translation>
    </message>
</context>
<context>
    <name>vitscope::LedgerBars</name>
    <message>
        <source>Who said it</source>
        <translation>谁说的</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>第 %1 块</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>at the start</source>
        <translation>开始时</translation>
    </message>
    <message>
        <source>biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>MLP</source>
        <translation>MLP</translation>
    </message>
    <message>
        <source>lead over %1</source>
        <translation>对%1的领先</translation>
    </message>
    <message>
        <source>logit of %1</source>
        <translation>%1的 logit</translation>
    </message>
    <message>
        <source>Block %1, attention, by head</source>
        <translation>第 %1 块的注意力，按头</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>%1 smaller ones</source>
        <translation>另有 %1 个更小的</translation>
    </message>
</context>
<context>
    <name>vitscope::LensBars</name>
    <message>
        <source>Likeness to the result, block by block</source>
        <translation>与结果的相似度，逐块</translation>
    </message>
    <message>
        <source>“%1”, block by block</source>
        <translation>“%1”，逐块</translation>
    </message>
    <message>
        <source>block %1: %2</source>
        <translation>块 %1：%2</translation>
    </message>
</context>
<context>
    <name>vitscope::LessonPanel</name>
    <message>
        <source>1 Patches</source>
        <translation>1 图块</translation>
    </message>
    <message>
        <source>2 Attention</source>
        <translation>2 注意力</translation>
    </message>
    <message>
        <source>3 Parts</source>
        <translation>3 部件</translation>
    </message>
    <message>
        <source>What the picture shows</source>
        <translation>图中是什么</translation>
    </message>
</context>
<context>
    <name>vitscope::MainWindow</name>
    <message>
        <source>%1 · %2 · ViTScope</source>
        <translation>%1 · %2 · ViTScope</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures (%1);;All files (*)</source>
        <translation>图片 (%1);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Open a model folder</source>
        <translation>打开模型文件夹</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>打开模型文件</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors *.json *.npz *.pth *.pt *.bin);;All files (*)</source>
        <translation>检查点 (*.safetensors *.json *.npz *.pth *.pt *.bin);;所有文件 (*)</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>The clipboard holds no picture and no file.</source>
        <translation>剪贴板中没有图片，也没有文件。</translation>
    </message>
    <message>
        <source>Only a picture or a model from this computer can be dropped here.</source>
        <translation>这里只能拖入本机的图片或模型。</translation>
    </message>
    <message>
        <source>This stage is a picture: its numbers are the colours, from 0 to 255.</source>
        <translation>这个阶段是图片：它的数值就是颜色，从 0 到 255。</translation>
    </message>
    <message>
        <source>There is no table of numbers on this page.</source>
        <translation>这一页没有数字表格。</translation>
    </message>
</context>
<context>
    <name>vitscope::MapsView</name>
    <message>
        <source>Values of the stage</source>
        <translation>该阶段的数值</translation>
    </message>
</context>
<context>
    <name>vitscope::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>vitscope::NotesWindow</name>
    <message>
        <source>Speaker&apos;s notes</source>
        <translation>演讲者备注</translation>
    </message>
    <message>
        <source>This is the end.</source>
        <translation>到此结束。</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>下一步：%1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>vitscope::NumbersDialog</name>
    <message>
        <source>Numbers: %1</source>
        <translation>数值：%1</translation>
    </message>
    <message>
        <source>Which tensor</source>
        <translation>选择张量</translation>
    </message>
    <message>
        <source>Table of numbers</source>
        <translation>数值表</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied: %1 × %2 numbers</source>
        <translation>已复制：%1 × %2 个数</translation>
    </message>
    <message>
        <source>Copy the selected cells</source>
        <translation>复制选中的单元格</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
</context>
<context>
    <name>vitscope::NumpyPanel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save the arrays …</source>
        <translation>保存数组…</translation>
    </message>
    <message>
        <source>The same in NumPy</source>
        <translation>用 NumPy 计算</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Saved as %1. The lines above, run beside it, compute the number.</source>
        <translation>已保存为 %1。在同一文件夹运行上面几行，就能算出这个数。</translation>
    </message>
    <message>
        <source>“Save the arrays” writes what these lines read.</source>
        <translation>“保存数组”会写出这几行要读取的内容。</translation>
    </message>
    <message>
        <source>Save the arrays</source>
        <translation>保存数组</translation>
    </message>
    <message>
        <source>NumPy archives (*.npz)</source>
        <translation>NumPy 归档 (*.npz)</translation>
    </message>
    <message>
        <source>Writing %1 …</source>
        <translation>正在写入 %1…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
</context>
<context>
    <name>vitscope::OperandView</name>
    <message>
        <source>Where the operands stand</source>
        <translation>操作数的位置</translation>
    </message>
    <message>
        <source>learned in training</source>
        <translation>训练中学到的</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>位于 %1</translation>
    </message>
    <message>
        <source>Nothing of this run stands behind this number: the operation brings it, or it comes from outside.</source>
        <translation>这个数的背后没有本次运行的其他数：它由运算自身带来，或来自外部。</translation>
    </message>
</context>
<context>
    <name>vitscope::PartsDialog</name>
    <message>
        <source>What was it for?</source>
        <translation>它有什么用？</translation>
    </message>
</context>
<context>
    <name>vitscope::PartsPanel</name>
    <message>
        <source>Parts of the model</source>
        <translation>模型的部件</translation>
    </message>
    <message>
        <source>One picture says little about what a part is for: a class may get a higher share without a part, and the part still be needed. Count over several pictures, and mind that what was trained was trained with all parts.</source>
        <translation>一张图片说明不了一个部件有什么用：没有某个部件时，一个类别的概率可能反而更高，而这个部件仍然有用。要数多张图片；还要记住，训练过的模型是在部件齐全时训练的。</translation>
    </message>
    <message>
        <source>This picture</source>
        <translation>这张图片</translation>
    </message>
    <message>
        <source>In this picture</source>
        <translation>在这张图片里</translation>
    </message>
    <message>
        <source>Over all pictures</source>
        <translation>在所有图片里</translation>
    </message>
    <message>
        <source>Dashed: with all parts. Filled: as it is now.</source>
        <translation>虚线：部件齐全。实心：现在。</translation>
    </message>
    <message>
        <source>Take the tick off a part to see what changes without it.</source>
        <translation>取消勾选一个部件，看看没有它会有什么变化。</translation>
    </message>
    <message>
        <source>The model has no classes: there is no answer to compare.</source>
        <translation>模型没有类别：没有可以比较的答案。</translation>
    </message>
    <message>
        <source>The model with all its parts is being asked …</source>
        <translation>正在询问部件齐全的模型…</translation>
    </message>
    <message>
        <source>All parts are on.</source>
        <translation>所有部件都在。</translation>
    </message>
    <message>
        <source>All pictures at hand: %1 of %2</source>
        <translation>手头的所有图片：%1 / %2</translation>
    </message>
    <message>
        <source>All pictures at hand: %1</source>
        <translation>手头的所有图片：%1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>vitscope::PictureCard</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1, %2 pixels</source>
        <translation>%1，%2 像素</translation>
    </message>
</context>
<context>
    <name>vitscope::PicturePanel</name>
    <message>
        <source>What the picture shows</source>
        <translation>图片显示的内容</translation>
    </message>
    <message>
        <source>Transparency was dropped: the model sees the picture without it.</source>
        <translation>透明度已去除：模型看到的是没有透明度的图片。</translation>
    </message>
    <message>
        <source>How strongly the map covers the picture</source>
        <translation>热图覆盖图片的强度</translation>
    </message>
    <message>
        <source>Opacity of the map</source>
        <translation>热图的不透明度</translation>
    </message>
    <message>
        <source>shared scale</source>
        <translation>共用色标</translation>
    </message>
    <message>
        <source>own scale</source>
        <translation>各自的色标</translation>
    </message>
    <message>
        <source>The picture as it is</source>
        <translation>图片原样</translation>
    </message>
    <message>
        <source>These numbers have no place in the picture.</source>
        <translation>这些数在图片中没有对应的位置。</translation>
    </message>
</context>
<context>
    <name>vitscope::PictureView</name>
    <message>
        <source>Picture with attention</source>
        <translation>叠加注意力的图片</translation>
    </message>
</context>
<context>
    <name>vitscope::PlainPicture</name>
    <message>
        <source>The picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>vitscope::ReadingPanel</name>
    <message>
        <source>What happens and why</source>
        <translation>发生了什么，为什么</translation>
    </message>
    <message>
        <source>In this run</source>
        <translation>这次运行</translation>
    </message>
    <message>
        <source>The formula with this run&apos;s numbers</source>
        <translation>代入这次运行数值的公式</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>解读</translation>
    </message>
    <message>
        <source>&lt;b&gt;In this run&lt;/b&gt;&lt;br&gt;%1</source>
        <translation>&lt;b&gt;这次运行&lt;/b&gt;&lt;br&gt;%1</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are no finite numbers.</source>
        <translation>
            <numerusform>有 %n 个值不是有限数。</numerusform>
        </translation>
    </message>
    <message>
        <source>  (all heads)</source>
        <translation>（所有头）</translation>
    </message>
    <message>
        <source>less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>more …</source>
        <translation>更多……</translation>
    </message>
</context>
<context>
    <name>vitscope::ScaleBar</name>
    <message>
        <source>Colour scale</source>
        <translation>色标</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>&lt;qt&gt;The colours span 0 to the largest share of attention on a patch. ▲ marks what every token would get if attention were spread evenly: 1 / %1.&lt;/qt&gt;</source>
        <translation>&lt;qt&gt;颜色的范围从 0 到图块得到的最大注意力份额。▲ 标出注意力均匀分配时每个词元得到的份额：1 / %1。&lt;/qt&gt;</translation>
    </message>
</context>
<context>
    <name>vitscope::ScreenList</name>
    <message>
        <source>Screens of the short walk</source>
        <translation>短途浏览的各屏</translation>
    </message>
</context>
<context>
    <name>vitscope::ScreenPanel</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>下一步：%1</translation>
    </message>
    <message>
        <source>   [Space]</source>
        <translation>   [空格]</translation>
    </message>
    <message>
        <source>All %1 steps of this block</source>
        <translation>这一块的全部 %1 步</translation>
    </message>
    <message>
        <source>Every single step</source>
        <translation>每一个步骤</translation>
    </message>
    <message>
        <source>Block %1 of %2</source>
        <translation>块 %1，共 %2 块</translation>
    </message>
    <message>
        <source>where %1 looked, and what that changed</source>
        <translation>%1看了哪里，改变了什么</translation>
    </message>
    <message>
        <source>Screen %1 of %2</source>
        <translation>第 %1 屏，共 %2 屏</translation>
    </message>
    <message>
        <source> · %1 of %2</source>
        <translation> · %1/%2</translation>
    </message>
    <message>
        <source>Why %1?</source>
        <translation>为什么是%1？</translation>
    </message>
</context>
<context>
    <name>vitscope::ScreenReading</name>
    <message>
        <source>&lt;b&gt;In this run&lt;/b&gt;&lt;br&gt;%1</source>
        <translation>&lt;b&gt;这次运行&lt;/b&gt;&lt;br&gt;%1</translation>
    </message>
    <message>
        <source>A bright patch was read from. It need not have been important for the answer.</source>
        <translation>亮的图块被读取过。它对答案不一定重要。</translation>
    </message>
</context>
<context>
    <name>vitscope::Scrubber</name>
    <message>
        <source>The walk through all stages</source>
        <translation>所有阶段的进度</translation>
    </message>
    <message>
        <source>Block %1: %2</source>
        <translation>块 %1：%2</translation>
    </message>
</context>
<context>
    <name>vitscope::Session</name>
    <message>
        <source>Opening the model …</source>
        <translation>正在打开模型…</translation>
    </message>
    <message>
        <source>Reading the picture …</source>
        <translation>正在读取图片…</translation>
    </message>
    <message>
        <source>Running the model …</source>
        <translation>正在运行模型…</translation>
    </message>
    <message>
        <source>Measuring every stage …</source>
        <translation>正在测量每个阶段…</translation>
    </message>
</context>
<context>
    <name>vitscope::ShortWalkPage</name>
    <message>
        <source>Short walk</source>
        <translation>短途浏览</translation>
    </message>
    <message>
        <source>Every single step instead</source>
        <translation>改看每一个步骤</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>各屏</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>解读</translation>
    </message>
    <message>
        <source>Block by block</source>
        <translation>逐块</translation>
    </message>
    <message>
        <source>What the last layer would say after each block.</source>
        <translation>每一块之后，最后一层会说什么。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>各块</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>vitscope::StageList</name>
    <message>
        <source>Pipeline: all stages</source>
        <translation>流程：所有阶段</translation>
    </message>
</context>
<context>
    <name>vitscope::StageModel</name>
    <message>
        <source>Block %1</source>
        <translation>块 %1</translation>
    </message>
</context>
<context>
    <name>vitscope::StagePanel</name>
    <message>
        <source>How to read it</source>
        <translation>怎样看图</translation>
    </message>
    <message>
        <source>What the letters of the formula stand for</source>
        <translation>公式中各个字母的含义</translation>
    </message>
</context>
<context>
    <name>vitscope::StageShow</name>
    <message>
        <source>%1 asks %2</source>
        <translation>%1 询问%2</translation>
    </message>
    <message>
        <source>The same token asks all %1 heads</source>
        <translation>同一个词元询问全部 %1 个头</translation>
    </message>
    <message>
        <source>Block %1 of %2</source>
        <translation>块 %1，共 %2 块</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · %2 / %3</translation>
    </message>
</context>
<context>
    <name>vitscope::StartMap</name>
    <message>
        <source>The whole model, in parts that lead to their screens</source>
        <translation>整个模型，各部分通向各自的一屏</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Patches</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>第 %1 块</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
</context>
<context>
    <name>vitscope::StartPage</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Try another</source>
        <translation>换一张试试</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自己的</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>How the model reads this picture</source>
        <translation>模型怎样读这张图片</translation>
    </message>
    <message>
        <source>The whole model on one page, drawn with its own numbers for this picture.</source>
        <translation>整个模型在一页上，用它对这张图片算出的数画成。</translation>
    </message>
    <message>
        <source>Start the walk</source>
        <translation>开始浏览</translation>
    </message>
    <message>
        <source>   [Space]</source>
        <translation>   [空格]</translation>
    </message>
    <message>
        <source>Explore freely</source>
        <translation>自由探索</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>解读</translation>
    </message>
    <message>
        <source>Words you will meet</source>
        <translation>会遇到的词</translation>
    </message>
    <message>
        <source>Getting around</source>
        <translation>怎样操作</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>%1 million learned numbers.</source>
        <translation>%1 百万个学到的数。</translation>
    </message>
    <message>
        <source>Right for 97.5 % of 3,000 pictures it had never seen.</source>
        <translation>在 3,000 张从未见过的图片上，答对 97.5 %。</translation>
    </message>
    <message>
        <source>The model cuts the picture into pieces, lets the pieces tell each other what they know in %1 blocks, and reads the answer from %2.</source>
        <translation>模型把图片切成小块，在 %1 个块里让它们互相告知所知，再从%2读出答案。</translation>
    </message>
    <message>
        <source>The model cuts the picture into pieces, lets the pieces tell each other what they know in %1 blocks, and hands on %2.</source>
        <translation>模型把图片切成小块，在 %1 个块里让它们互相告知所知，再交出%2。</translation>
    </message>
    <message>
        <source>%1 × %2 pixels; the model reads %3 × %4.</source>
        <translation>%1 × %2 像素；模型读 %3 × %4。</translation>
    </message>
    <message>
        <source>&lt;b&gt;In this run&lt;/b&gt;&lt;br&gt;%1</source>
        <translation>&lt;b&gt;这次运行&lt;/b&gt;&lt;br&gt;%1</translation>
    </message>
    <message>
        <source>%1 screens, about %2 minutes</source>
        <translation>%1 屏，约 %2 分钟</translation>
    </message>
</context>
<context>
    <name>vitscope::TermsModel</name>
    <message>
        <source>%1 more</source>
        <translation>其余 %1 项</translation>
    </message>
    <message>
        <source>product</source>
        <translation>乘积</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>what</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>share</source>
        <translation>份额</translation>
    </message>
    <message>
        <source>sum so far</source>
        <translation>累计</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>of the variance</source>
        <translation>方差份额</translation>
    </message>
</context>
<context>
    <name>vitscope::TermsTable</name>
    <message>
        <source>The terms of the number</source>
        <translation>这个数的各项</translation>
    </message>
</context>
<context>
    <name>vitscope::TopBar</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Light or dark, motion, table of numbers, keys and help</source>
        <translation>浅色或深色、动画、数值表、快捷键与帮助</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How fast the walk plays (+ and −)</source>
        <translation>播放的快慢（+ 和 −）</translation>
    </message>
    <message>
        <source>%1 (built in)</source>
        <translation>%1（内置）</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Query token</source>
        <translation>查询词元</translation>
    </message>
    <message>
        <source>The block (PgUp, PgDown)</source>
        <translation>块（PgUp、PgDown）</translation>
    </message>
    <message>
        <source>The head of the block ([ and ])</source>
        <translation>块中的头（[ 和 ]）</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>块 %1</translation>
    </message>
    <message>
        <source>Block %1 /%2</source>
        <translation>块 %1 /%2</translation>
    </message>
    <message>
        <source>Mean of %1 heads</source>
        <translation>%1 头平均</translation>
    </message>
    <message>
        <source>Head %1 /%2</source>
        <translation>头 %1 /%2</translation>
    </message>
    <message>
        <source>Parts of the model</source>
        <translation>模型的组成部分</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1（已改动）</translation>
    </message>
    <message>
        <source>This stage stands outside the blocks.</source>
        <translation>这个阶段不在块里。</translation>
    </message>
    <message>
        <source>This stage has no heads.</source>
        <translation>这个阶段没有头。</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>以前打开过的</translation>
    </message>
    <message>
        <source>Built-in pictures</source>
        <translation>内置图片</translation>
    </message>
    <message>
        <source>The token that asks: hover or click a patch of the picture, or 0 for the class token</source>
        <translation>提问的词元：指向或点击图片中的图块，或按 0 选择类别词元</translation>
    </message>
</context>
<context>
    <name>vitscope::Tour</name>
    <message>
        <source>Ask from a patch</source>
        <translation>从一个图块提问</translation>
    </message>
    <message>
        <source>Hover a patch of the picture: everything speaks of it. Click to keep it. Bright is where it looks.</source>
        <translation>把指针移到图片的一个图块上：所有内容都随它而变。点击可固定。亮处就是它看向的地方。</translation>
    </message>
    <message>
        <source>Walk</source>
        <translation>逐步播放</translation>
    </message>
    <message>
        <source>Space goes on by itself, . and , go step by step. Hover a cell of a map for its number; click it twice to see where the number comes from.</source>
        <translation>按空格键自动前进，按 . 和 , 逐步前后移动。把指针移到图中的格子上可看它的数；双击可看这个数从何而来。</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>A word in colour lights what it names, and leads there. A word with dots tells what it means. “In this run” is what was measured.</source>
        <translation>带颜色的词会点亮它所指的内容，点击可前往。带点状下划线的词会说明自己的含义。“这次运行”里是测得的结果。</translation>
    </message>
    <message>
        <source>Ask why</source>
        <translation>追问原因</translation>
    </message>
    <message>
        <source>The answer, and how sure the model is. Each of its numbers can be followed back to the pixels.</source>
        <translation>答案，以及模型有多大把握。其中每个数都可以一路追溯到像素。</translation>
    </message>
</context>
<context>
    <name>vitscope::WalkPage</name>
    <message>
        <source>Pipeline</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>各头</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>解读</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Block %1: where %2 looks</source>
        <translation>块 %1 各头的注意力：发自%2</translation>
    </message>
    <message>
        <source>one scale for all</source>
        <translation>所有头共用色标</translation>
    </message>
    <message>
        <source>each on its own scale</source>
        <translation>每个头各用色标</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>所在位置</translation>
    </message>
    <message>
        <source>The same in NumPy</source>
        <translation>用 NumPy 计算</translation>
    </message>
    <message>
        <source>NumPy</source>
        <translation>NumPy</translation>
    </message>
</context>
<context>
    <name>vitscope::WhyPage</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Largest effects</source>
        <translation>影响最大的</translation>
    </message>
    <message>
        <source>Effects</source>
        <translation>影响</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>解读</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>All %1 as a table</source>
        <translation>以表格列出全部 %1 个</translation>
    </message>
    <message>
        <source>What hiding each patch changes, %1</source>
        <translation>遮住每个图块的影响，%1</translation>
    </message>
</context>
<context>
    <name>vitscope::WhyPanel</name>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Esc  back</source>
        <translation>Esc  返回</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Back to the walk</source>
        <translation>返回逐步查看</translation>
    </message>
    <message>
        <source>Where in the picture?</source>
        <translation>在图中何处？</translation>
    </message>
    <message>
        <source>How many patches are hidden at a time</source>
        <translation>每次遮住多少图块</translation>
    </message>
    <message>
        <source>%1 × %1</source>
        <translation>%1 × %1</translation>
    </message>
    <message>
        <source>Who said it?</source>
        <translation>谁说的？</translation>
    </message>
    <message>
        <source>With which numbers?</source>
        <translation>用了哪些数？</translation>
    </message>
    <message>
        <source>how each number was made.</source>
        <translation>每个数是怎么得来的。</translation>
    </message>
    <message>
        <source>which ones matter.</source>
        <translation>哪些数重要。</translation>
    </message>
    <message>
        <source>Number by number</source>
        <translation>逐个数追踪</translation>
    </message>
    <message>
        <source>✓ Can say:</source>
        <translation>✓ 能说明：</translation>
    </message>
    <message>
        <source>✗ Cannot say:</source>
        <translation>✗ 不能说明：</translation>
    </message>
    <message>
        <source>Why %1?</source>
        <translation>为什么是%1？</translation>
    </message>
    <message>
        <source>Why this vector?</source>
        <translation>为什么是这个向量？</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1对%2</translation>
    </message>
    <message>
        <source>another class</source>
        <translation>另一类别</translation>
    </message>
    <message>
        <source>Three ways to ask, from the whole picture to the single number.</source>
        <translation>三种问法，从整张图片到单个数。</translation>
    </message>
    <message>
        <source>The model has no classes: what is asked is how far its vector turns.</source>
        <translation>模型没有类别：这里问的是它的向量转了多少。</translation>
    </message>
    <message>
        <source>Hide one place after the other behind the mean colour: how far does %1 fall?</source>
        <translation>依次把各处遮成平均色：%1会降多少？</translation>
    </message>
    <message>
        <source>Hiding and running again: %1 of %2</source>
        <translation>正在遮住并重新运行：%1 / %2</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>停止 (Esc)</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>which patches this answer depends on.</source>
        <translation>这个答案取决于哪些图块。</translation>
    </message>
    <message>
        <source>what patches do together, nor what the even square that hides them looks like to the model.</source>
        <translation>图块合起来有什么作用，也不能说明遮住它的纯色方块在模型看来像什么。</translation>
    </message>
    <message>
        <source>Adding up …</source>
        <translation>正在相加…</translation>
    </message>
    <message>
        <source>What each part added to the lead of %1, in logits.</source>
        <translation>每个部分给%1的领先加了多少 logit。</translation>
    </message>
    <message>
        <source>What each part added to the logit of %1.</source>
        <translation>每个部分给%1的 logit 加了多少。</translation>
    </message>
    <message>
        <source>nothing of this model.</source>
        <translation>对这个模型什么也说不了。</translation>
    </message>
    <message>
        <source>how much each part added.</source>
        <translation>每个部分加了多少。</translation>
    </message>
    <message>
        <source>who said it.</source>
        <translation>是谁说的。</translation>
    </message>
    <message>
        <source>what would happen without a block: later ones read from it.</source>
        <translation>没有某一块会怎样：后面的块要读它。</translation>
    </message>
    <message>
        <source>Each number of the vector, from there back to a pixel.</source>
        <translation>向量的每个数，一路追溯到一个像素。</translation>
    </message>
    <message>
        <source>%1 + %2 + %3 more</source>
        <translation>%1 + %2 + 另外 %3 项</translation>
    </message>
</context>
<context>
    <name>vitscope::WhyReading</name>
    <message>
        <source>The same question, asked of three things: of the &lt;b&gt;picture&lt;/b&gt;, of the &lt;b&gt;parts of the model&lt;/b&gt;, of the &lt;b&gt;numbers&lt;/b&gt;. The three answers measure different things and need not agree.</source>
        <translation>同一个问题，问三样东西：&lt;b&gt;图片&lt;/b&gt;、&lt;b&gt;模型的各部分&lt;/b&gt;、&lt;b&gt;数字&lt;/b&gt;。三个回答衡量的东西不同，不必一致。</translation>
    </message>
    <message>
        <source>In this run</source>
        <translation>在这次运行中</translation>
    </message>
    <message>
        <source>The picture is being hidden patch by patch …</source>
        <translation>正在逐个图块遮住图片…</translation>
    </message>
    <message>
        <source>A &lt;b&gt;logit&lt;/b&gt; is what the last layer gives a class. Softmax turns all logits into percentages, so only their differences count.&lt;br&gt;&lt;br&gt;The parts add up because the scale of the last layer norm is kept as it was in this run.&lt;br&gt;&lt;br&gt;None of the three says that the model is right, or what it would do with another picture.</source>
        <translation>&lt;b&gt;logit&lt;/b&gt; 是最后一层给一个类别的数。softmax 把所有 logit 变成百分比，所以只有它们的差才有意义。&lt;br&gt;&lt;br&gt;各部分之所以能相加，是因为最后一个层归一化的尺度保持这次运行的值。&lt;br&gt;&lt;br&gt;这三个回答都不能说明模型是对的，也不能说明换一张图片它会怎样。</translation>
    </message>
    <message>
        <source>A model without classes hands on a vector. Hiding a patch turns it: the cosine to the vector of the whole picture says how far.</source>
        <translation>没有类别的模型给出一个向量。遮住一个图块会使它转动：它与完整图片的向量的余弦说明转了多少。</translation>
    </message>
</context>
</TS>
