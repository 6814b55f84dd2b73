package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.Han;
import java.util.Set;

/**
 * Finds Tibetan names as Chinese writes them: two given names of two characters each, and no surname (扎西顿珠, 次仁卓玛). One of
 * them alone is a name where nothing stands beside it, since several are words and places, too.
 */
public final class TibetanNameFinder implements Finder {

    private static final int RANK = 305;
    private static final int ONE = 2;

    /** The common given names, by their usual spellings in Chinese; no list of them with a free licence was found. */
    private static final Set<String> GIVEN = Set.of(("阿旺 昂旺 巴桑 巴珠 白玛 班丹 班觉 边巴 边珍 才仁 才让 赤列 次旦 次多 次仁 次珍 次旺 达瓦 丹巴 丹增 丹珠 德吉"
                    + " 德庆 顿珠 多布 多吉 格桑 格列 贡布 贡嘎 贡觉 嘉措 加措 坚参 坚赞 江白 江村 江央 晋美 久美 卡卓 拉巴 拉姆 拉珍 朗杰 罗布 罗桑 洛桑"
                    + " 洛追 洛珠 洛松 旦增 旦巴 旦珠 米玛 尼玛 欧珠 平措 普布 普琼 其美 强巴 青措 琼达 曲珍 曲措 曲扎 群培 群宗 仁青 仁增 仁钦 桑吉 桑杰 桑珠 桑姆"
                    + " 色珍 索朗 索南 土登 旺堆 旺杰 旺久 旺姆 旺扎 西绕 央宗 央金 央吉 益西 拥措 玉珍 扎巴 扎西 卓嘎 卓玛 尕玛 仓决 措姆 吉美 更登 根敦")
            .split(" "));

    @Override
    public void find(String text, Spans spans) {
        if (text.length() == ONE && GIVEN.contains(text)) {
            spans.add("NAME", 0, ONE, RANK);
        }
        for (int at = 0; at + 2 * ONE <= text.length(); at++) {
            boolean isName = Han.is(text.charAt(at))
                    && GIVEN.contains(text.substring(at, at + ONE))
                    && GIVEN.contains(text.substring(at + ONE, at + 2 * ONE));
            if (isName) {
                spans.add("NAME", at, at + 2 * ONE, RANK);
            }
        }
    }
}
