package dev.weir.privacy.detect.words;

import java.util.regex.Pattern;

/**
 * Chinese words for diseases, signs, germs, scales and goods that are called after a person or read so: 史密斯骨折, 唐氏筛查, 李斯特菌, 贝克焦虑量表,
 * 马应龙痔疮膏. What follows the name tells them.
 */
public final class Eponyms {

    /** The characters that names from other languages are written with, and hardly any given name. */
    private static final String FOREIGN = "斯特尔克巴顿布里姆普伊埃奥弗戈格赫霍基卡科莱兰雷鲁罗洛迈麦曼蒙米莫内尼诺帕皮乔萨塞沙舍史索塔泰托瓦威韦维沃谢亚泽密茨兹贝伯波拉蒂迪丁纳哈贾齐恰耶厄";

    /** Those of them that no given name has. */
    private static final String IN_NO_NAME = "斯特尔克巴顿姆普伊埃弗戈格赫霍基卡科鲁迈曼莫尼诺帕皮乔萨塞舍史索塔泽茨兹贝蒂迪纳哈贾齐恰耶厄";

    /** What a patient's name stands before now and then, and a foreign one or a family's most often. */
    private static final Pattern OF_THINGS = Pattern.compile("(?:抑郁|焦虑|人格|智力|恶性|痔疮)?"
            + "(?:综合[征症]|淋巴[瘤结]|肉瘤|腺瘤|母细胞瘤|[杆球]?菌|病毒|量表|评分|评定|现象|憩室|舞蹈|甲状腺炎|脑病|肌病|软?膏|乳膏|胶囊|注射液|颗粒|口服液|滴丸|缓释|分散片|肠溶"
            + "|反射|小体|三联征|指数|分[级型期]|公式|定律|染色|吻合|导管|引流管|假说|单位|溶液|试剂)");

    /** What may stand behind a patient's name as well, so that the name has to be a foreign one, or end with 氏. */
    private static final Pattern OF_THINGS_AND_PEOPLE = Pattern.compile(
            "(?:骨折|脱位|结节|病(?![情史房危人重])|征(?!求)|症|筛查|试验|手术|切口|面瘫|麻痹|贫血|瘤|溃疡|囊肿|疝|畸形|体位|线|点|孔|管|法|钳|膜|窦|腺|韧带|体征|神经)");

    /** Diseases and germs, which no name ends with. */
    private static final String ENDS = NameDictionary.DISEASES + "菌";

    private static final int COMMON = 100;
    private static final int MOST_MORE = 2;

    private Eponyms() {}

    /** Whether what reads as a name from one place of a text to another stands in such a word. */
    public static boolean has(String text, int from, int to) {
        if (to - from > 2 && ENDS.indexOf(text.charAt(to - 1)) >= 0) {
            return true;
        }
        int end = to;
        while (end < text.length() && end - to < MOST_MORE && isForeign(text.charAt(end))) {
            end++;
        }
        boolean family = text.charAt(to - 1) == '氏' || (end < text.length() && text.charAt(end) == '氏');
        int tail = family && text.charAt(to - 1) != '氏' ? end + 1 : end;
        boolean foreign = family || areForeign(text, from, end);
        if (goesOn(OF_THINGS, text, tail)) {
            return foreign || areForeignBehindFirst(text, from, end);
        }
        return foreign && goesOn(OF_THINGS_AND_PEOPLE, text, tail);
    }

    private static boolean goesOn(Pattern pattern, String text, int at) {
        return pattern.matcher(text).region(at, text.length()).lookingAt();
    }

    /** A name of two characters whose first is a common surname may be Chinese all the same: 罗兰. */
    private static boolean areForeign(String text, int from, int end) {
        return areOf(FOREIGN, text, from, end)
                && (end - from > 2 || NameDictionary.isSurname(text.charAt(from)) < COMMON);
    }

    /** A name whose first character is a surname as well: 李斯特. */
    private static boolean areForeignBehindFirst(String text, int from, int end) {
        return end - from > 2 && areOf(IN_NO_NAME, text, from + 1, end);
    }

    private static boolean areOf(String characters, String text, int from, int end) {
        return text.substring(from, end).chars().allMatch(c -> characters.indexOf(c) >= 0);
    }

    private static boolean isForeign(char c) {
        return FOREIGN.indexOf(c) >= 0;
    }
}
