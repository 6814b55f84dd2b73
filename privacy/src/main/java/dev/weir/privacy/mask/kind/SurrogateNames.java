package dev.weir.privacy.mask.kind;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Made-up names. A Han name of up to four characters becomes one of as many: surname for surname, of one character or two,
 * and given names of the sex that the characters of the real ones speak for, or of neither. The parts of a name with a point in
 * it (阿依古丽·买买提) become parts as long. A name in Latin letters becomes as many words, the last a family name, or the
 * first where a comma follows it. Other text is no name.
 */
final class SurrogateNames {

    private static final String SURNAMES =
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";
    private static final String[] LONG_SURNAMES = {
        "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "长孙", "令狐", "夏侯", "宇文", "端木", "南宫", "独孤", "西门",
        "百里", "呼延", "轩辕", "申屠", "闻人", "钟离"
    };
    private static final String MALE =
            "伟强磊军勇杰涛超明刚平辉鹏飞健斌波峰龙俊浩宇轩博文志国建华东海亮毅凯成康光天达安岩中茂进林有坚和彪诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江政谦亨奇固之轮翰朗伯宏言若鸣朋梁栋维启克伦翔旭鑫锋钢铁铭";
    private static final String FEMALE =
            "芳娜敏静丽艳娟霞秀玲桂兰燕红梅莉洁婷雪慧莹颖琳倩璐瑶萍蓉菊凤洋蕾薇怡婉雅芝茜秋珊莎锦黛青婧嫣馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝妍娇姣媛姗妮娅琪琼瑾";
    private static final String NEITHER = "子一佳嘉晨然雨清景知其远禾川南北星辰云溪舟书墨白时逸初予念";
    private static final String SOUNDS = "阿巴卡达尔法古哈伊吉克拉马木尼奴帕热萨塔瓦西亚扎米提娜丽莎江汗孜别依力甫肯";

    private static final String[] GIVEN =
            ("Alba Arlo Bram Cora Dario Edda Enzo Fern Gita Hugo Ines Ivo Jora Kian Lena Lior Mara Milo"
                            + " Nadia Nils Oona Otis Petra Quinn Rafe Runa Sami Tilda Ugo Vera Wren Yael Zeno")
                    .split(" ");
    private static final String[] FAMILY =
            ("Abbot Bexley Calder Dunmore Elsworth Farrow Garnet Holloway Iverson Jessop Kestrel Lockhart Marlowe"
                            + " Norwood Oakes Penrose Quill Radley Selby Thorne Upton Vance Westcott Yardley Zeller")
                    .split(" ");

    private static final Pattern POINT = Pattern.compile("[·•・‧]");
    private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}'’.-]+(?:,? +[\\p{IsLatin}'’.-]+){0,5}");
    private static final int LONGEST_PART = 10;

    private SurrogateNames() {}

    static Optional<String> name(String value, DeterministicRandom draws) {
        if (LATIN.matcher(value).matches() && value.length() <= 80) {
            return Optional.of(latin(value, draws));
        }
        String together = value.replace(" ", "");
        if (POINT.matcher(together).find()) {
            return transliterated(together, draws);
        }
        return isHan(together) && together.codePointCount(0, together.length()) <= 4
                ? Optional.of(han(together, draws))
                : Optional.empty();
    }

    private static String han(String name, DeterministicRandom draws) {
        int length = name.codePointCount(0, name.length());
        boolean isLong = length > 2 && Stream.of(LONG_SURNAMES).anyMatch(name::startsWith);
        String given = name.substring(name.offsetByCodePoints(0, isLong ? 2 : 1));
        StringBuilder made = new StringBuilder(isLong ? draws.of(LONG_SURNAMES) : String.valueOf(draws.of(SURNAMES)));
        String characters = charactersLike(given);
        for (int i = given.codePointCount(0, given.length()); i > 0; i--) {
            made.append(draws.of(characters));
        }
        return made.toString();
    }

    /** The characters to draw from: of the sex that more of the given name's speak for. */
    private static String charactersLike(String given) {
        long male = given.chars().filter(c -> sex((char) c) == Sex.MALE).count();
        long female = given.chars().filter(c -> sex((char) c) == Sex.FEMALE).count();
        if (male == female) {
            return NEITHER;
        }
        return male > female ? MALE : FEMALE;
    }

    /** The sex that a character of a given name speaks for. */
    static Sex sex(char character) {
        if (MALE.indexOf(character) >= 0) {
            return Sex.MALE;
        }
        return FEMALE.indexOf(character) >= 0 ? Sex.FEMALE : Sex.NONE;
    }

    enum Sex {
        MALE,
        FEMALE,
        NONE
    }

    private static Optional<String> transliterated(String name, DeterministicRandom draws) {
        StringBuilder made = new StringBuilder();
        for (String part : POINT.split(name, -1)) {
            if (!isHan(part) || part.length() > LONGEST_PART) {
                return Optional.empty();
            }
            if (!made.isEmpty()) {
                made.append('·');
            }
            for (int i = 0; i < part.length(); i++) {
                made.append(draws.of(SOUNDS));
            }
        }
        return Optional.of(made.toString());
    }

    private static String latin(String name, DeterministicRandom draws) {
        String[] words = name.split(" +", -1);
        boolean familyFirst = words[0].endsWith(",");
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            boolean isFamily = words.length > 1 && (familyFirst ? i == 0 : i == words.length - 1);
            String word = draws.of(isFamily ? FAMILY : GIVEN);
            made.append(i == 0 ? "" : " ").append(isInitial(words[i]) ? word.charAt(0) + "." : word);
            if (words[i].endsWith(",")) {
                made.append(',');
            }
        }
        return name.equals(name.toUpperCase(Locale.ROOT)) ? made.toString().toUpperCase(Locale.ROOT) : made.toString();
    }

    private static boolean isInitial(String word) {
        return word.length() == 1 || (word.length() == 2 && word.endsWith("."));
    }

    private static boolean isHan(String text) {
        return !text.isEmpty() && text.codePoints().allMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN);
    }
}
