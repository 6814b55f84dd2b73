package dev.weir.privacy.detect.vocabulary;

import dev.weir.privacy.detect.words.Han;
import dev.weir.privacy.detect.words.NameDictionary;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What grows in a culture, in Chinese: a genus, and what it is called by before it (鲍曼不动杆菌). Some are called after a person, as
 * those that found them; any other name before a genus is a person's.
 */
final class Organisms {

    private static final Pattern ORGANISM = Pattern.compile("(\\p{IsHan}{0,8}?)(?:不动杆菌|埃希氏?菌|克雷伯氏?菌|假单胞菌|葡萄球菌|链球菌|肠球菌"
            + "|肠杆菌|念珠菌|单胞菌|变形杆菌|沙雷氏?菌|柠檬酸杆菌|枸橼酸杆菌|沙门氏?菌|志贺氏?菌|嗜血杆菌|奈瑟氏?球?菌|李斯特氏?菌|弧菌|军团菌"
            + "|分枝杆菌|棒状杆菌|芽孢杆菌|梭状?芽?孢?杆?菌|拟杆菌|乳杆菌|双歧杆菌|曲霉菌?|隐球菌|酵母菌?|青霉菌?|毛霉菌?|摩根氏?菌|普罗威登斯菌"
            + "|伯克霍尔德氏?菌|布鲁氏?菌|巴斯德氏?菌|耶尔森氏?菌|弯曲菌|螺杆菌|放线菌|诺卡氏?菌|莫拉氏?菌|产碱杆菌|气球菌|微球菌|杆菌|支原体|衣原体"
            + "|螺旋体|立克次体)(?:属|种|群|复合群)?");

    private static final Set<String> AFTER_PEOPLE = Set.of(
            "鲍曼", "鲍氏", "洛菲", "琼氏", "约氏", "鲁氏", "宋内", "宋氏", "福氏", "鲍氏志贺", "弗氏", "弗劳地", "摩氏", "彭氏", "斯氏", "杜氏", "杜克",
            "雷氏", "路邓", "施氏", "史氏", "施塔特", "坂崎", "阪崎", "赫氏", "格氏", "奥斯陆", "皮氏", "皮特", "医院");

    private Organisms() {}

    static boolean isOrganism(String text) {
        Matcher organism = ORGANISM.matcher(text);
        if (!Han.only(text) || !organism.matches()) {
            return false;
        }
        String first = organism.group(1);
        return first.isEmpty() || AFTER_PEOPLE.contains(first) || !mayBeName(first);
    }

    private static boolean mayBeName(String text) {
        return NameDictionary.isLikelyName(text)
                || NameDictionary.words(text).stream().anyMatch(NameDictionary::isName);
    }
}
