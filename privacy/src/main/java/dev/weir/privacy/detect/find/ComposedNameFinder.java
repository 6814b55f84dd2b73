package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.Han;
import java.util.Set;

/**
 * Finds names of Tibetans, Uyghurs, Kazakhs and Mongols as Chinese writes them: one given name beside another (扎西顿珠), or one that is
 * long enough (乌云其木格). A short one is a name where nothing stands beside it, since several are words and places, too.
 */
public final class ComposedNameFinder implements Finder {

    private static final int RANK = 305;
    private static final int FEWEST = 3;
    private static final int LONGEST_PART = 4;

    /** The common given names and parts of them, by their usual spellings in Chinese; no list of them with a free licence was found. */
    private static final Set<String> GIVEN =
            Set.of(("阿旺 昂旺 巴桑 巴珠 白玛 班丹 班觉 边巴 边珍 才仁 才让 才旦 赤列 次旦 次多 次仁 次珍 次旺 达瓦 丹巴 丹增 丹珠 德吉"
                            + " 德庆 顿珠 多布 多吉 多杰 格桑 格列 贡布 贡嘎 贡觉 嘉措 加措 坚参 坚赞 江白 江村 江央 晋美 久美 卡卓 拉巴 拉姆 拉毛 拉珍 拉加 朗杰 罗布 罗桑 洛桑"
                            + " 洛追 洛珠 洛松 旦增 旦巴 旦珠 旦正 米玛 尼玛 欧珠 平措 普布 普琼 其美 强巴 青措 琼达 曲珍 曲措 曲扎 群培 群宗 仁青 仁增 仁钦 桑吉 桑杰 桑珠 桑姆 三知"
                            + " 色珍 索朗 索南 土登 旺堆 旺杰 旺久 旺姆 旺扎 西绕 央宗 央金 央吉 益西 拥措 玉珍 扎巴 扎西 卓嘎 卓玛 卓玛措 占堆 尕玛 尕藏 仓决 措姆 吉美 更登 根敦 完么 南杰"
                            + " 阿不都 阿卜杜 阿布都 买买提 麦麦提 吐尔逊 图尔荪 吐逊 古丽 古再丽 艾力 迪丽 努尔 热依汗 热西提 库尔班 帕提 帕提古丽 玉素甫 玉山 艾山 托合提 依明 依米提 阿迪力 艾尼 艾合买提"
                            + " 木合塔尔 巴哈尔 马合木提 沙拉木 肉孜 胡尔西德 祖丽 祖丽皮亚 阿依古丽 阿依努尔 阿依夏 吾尔 热合曼 热合木 赛买提 斯迪克 司马义 伊敏 伊力哈木 亚森 帕尔哈提 塔依尔 图尔迪 尼亚孜 阿曼 米日古丽 阿孜古丽"
                            + " 布葡萨 再努尔 玛依拉 茹仙 哈斯木 哈力木拉提 叶尔江 叶尔肯 巴合提 加娜尔 努尔兰 赛力克 别克 古丽娜 阿依波塔 哈不力 合孜尔 木拉提"
                            + " 乌云 其木格 其其格 高娃 图雅 托娅 格日勒 巴特尔 毕力格 巴雅尔 吉日嘎拉 敖其尔 朝鲁 苏荣 那顺 斯琴 娜仁 萨仁 敖登 那日苏 苏日娜 布和 青格勒 哈斯 宝音 额尔敦 乌日娜 阿拉坦 阿拉腾 塔娜 满都拉 呼格吉勒"
                            + " 苏布德 孟克 巴图 通拉嘎 乌力吉 莫日根 朝格图 萨日娜 阿茹娜 都兰 查干 德力格尔 乌仁 阿木古楞")
                    .split(" "));

    @Override
    public void find(String text, Spans spans) {
        for (int at = 0; at < text.length(); at++) {
            int end = at;
            int parts = 0;
            for (int next = partAt(text, end); next > end; next = partAt(text, end)) {
                end = next;
                parts++;
            }
            boolean isWhole = end - at == text.length();
            if (parts > 0 && (isWhole || (end - at >= FEWEST && (parts > 1 || isFree(text, at, end))))) {
                spans.add("NAME", at, end, RANK);
                at = end - 1;
            }
        }
    }

    /** Where the longest part ends that begins at a place; the place itself where none does. */
    private static int partAt(String text, int at) {
        for (int end = Math.min(text.length(), at + LONGEST_PART); end > at + 1; end--) {
            if (Han.is(text.charAt(at)) && GIVEN.contains(text.substring(at, end))) {
                return end;
            }
        }
        return at;
    }

    /** Whether one part alone stands at the beginning or the end of a clause. */
    private static boolean isFree(String text, int start, int end) {
        return start == 0 || end == text.length() || !Han.is(text.charAt(start - 1)) || !Han.is(text.charAt(end));
    }
}
