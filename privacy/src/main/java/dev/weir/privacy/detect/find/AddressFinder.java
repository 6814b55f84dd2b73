package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.Han;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds Chinese addresses. They go from the large to the small: province, city, district, town, road, number; each level ends
 * with its own character ({@code 省市区县镇路号室}), so a chain of levels is read from left to right, once.
 */
public final class AddressFinder implements Finder {

    private static final int RANK = 150;

    /** The longest name of one level, as in 新疆维吾尔自治区 or 中关村软件园二期. */
    private static final int LEVEL = 10;

    private static final Pattern REGION =
            Pattern.compile(".*(?:省|市|自治州|盟|(?<!郊)旗|县|特区|(?<![病小社地禁牧音片校景院厂园部手城疫染静前后皮肺心腹胸额顶枕颞叶])区)");
    private static final Pattern TOWN = Pattern.compile(".*(?:(?<!冰)镇|乡|(?<!农)村|屯|街道)");
    private static final Pattern STREET =
            Pattern.compile(".*(?:(?<![通尿思线网电一道退回出套])路|街|大道|(?<![知尿食肠气阴胆味管渠通频报外])道|巷|弄|胡同|小区|花园|家园|嘎查|新村|公寓"
                    + "|大厦|广场|大院|苑|坊|庄|(?<![家心公这那手夜])里(?=\\d))");
    private static final String ENDS = "查省市州盟旗县区镇乡村屯道路街巷弄同园寓厦场院苑坊庄里";
    private static final String NUMBER = "号栋幢楼座室单元户弄层组队门";

    private static final Set<String> PROVINCES = Set.copyOf(
            List.of(("北京 天津 上海 重庆 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏"
                            + " 新疆 香港 澳门 台湾")
                    .split(" ")));

    /** Words that stand before an address and are no part of it. */
    private static final Pattern LEAD = Pattern.compile(
            ".*(?:现?居?住址?|家住|住在|住于|地址|户籍|籍贯|来自|位于|居于|寄往|送至|邮寄|在|至|到|于|往|从|是|为|系|住|去|赴|抵|由|与|和(?![谐平睦顺美义畅悦润静])|及|的)");

    @Override
    public void find(String text, Spans spans) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && isPart(text.charAt(end))) {
                end++;
            }
            if (end - start >= 4) {
                inRun(text, start, end, spans);
            }
            start = end + 1;
        }
    }

    /** What an address is written with, without blanks and signs but the hyphen of 3-502. */
    private static boolean isPart(char c) {
        return Han.is(c) || (c < 128 && Character.isLetterOrDigit(c)) || c == '-' || c == '#';
    }

    private static void inRun(String text, int from, int to, Spans spans) {
        int chain = -1; // where the chain that is being read begins
        int end = -1;
        int level = from; // where the level that is being read begins
        boolean region = false;
        boolean street = false;
        boolean number = false;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            boolean first = chain < 0;
            boolean named = at > level && ENDS.indexOf(c) >= 0;
            boolean endsRegion = named && ends(REGION, text, level, at);
            boolean endsTown = named && ends(TOWN, text, level, at);
            boolean endsStreet = named && ends(STREET, text, level, at);
            boolean isUnit = at > level ? isNumber(text.charAt(at - 1)) : number && at == end; // 4号楼
            boolean endsNumber = NUMBER.indexOf(c) >= 0 && isUnit;
            if (at - level > LEVEL && !first) {
                addIfIdentifying(spans, chain, end, region, street, number, text);
                chain = -1;
                region = false;
                street = false;
                number = false;
                first = true;
                level = at;
            }
            if (!(endsRegion || endsTown || endsStreet || endsNumber)) {
                continue;
            }
            if (first && endsNumber && !endsStreet) {
                level = at + 1;
                continue;
            }
            if (first) {
                chain = beginning(text, Math.max(from, Math.max(level, at - LEVEL)), at);
            }
            region |= endsRegion;
            street |= endsTown || endsStreet;
            number |= endsNumber;
            end = at + 1;
            level = at + 1;
        }
        if (chain >= 0) {
            // A door number may stand at the end without a word of its own: 3-502.
            int tail = end;
            while (tail < to && (text.charAt(tail) < 128)) {
                tail++;
            }
            addIfIdentifying(spans, chain, tail, region, street, number || tail > end, text);
        }
    }

    /** Where the first level's name begins: after the last word that leads to an address, or at a province's name. */
    private static int beginning(String text, int from, int at) {
        String before = text.substring(from, at);
        for (int i = 0; i < before.length(); i++) {
            for (int length = 2; length <= 3 && i + length <= before.length(); length++) {
                if (PROVINCES.contains(before.substring(i, i + length))) {
                    return from + i;
                }
            }
        }
        Matcher lead = LEAD.matcher(before);
        int begin = from;
        if (lead.lookingAt() && lead.end() < before.length()) {
            begin = from + lead.end();
        }
        return begin;
    }

    private static boolean ends(Pattern level, String text, int from, int at) {
        return level.matcher(text)
                .region(Math.max(from, at - LEVEL), at + 1)
                .useTransparentBounds(true)
                .matches();
    }

    private static boolean isNumber(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || "一二三四五六七八九十百甲乙丙丁单".indexOf(c) >= 0;
    }

    /** A place and a street, or either of them with a number: enough to find a person. */
    private static void addIfIdentifying(
            Spans spans, int start, int end, boolean region, boolean street, boolean number, String text) {
        boolean enough = (region && street) || (region && number && hasDigit(text, start, end)) || (street && number);
        if (enough && end - start >= 5) {
            spans.add("ADDR", start, end, RANK);
        }
    }

    private static boolean hasDigit(String text, int start, int end) {
        return text.substring(start, end).chars().anyMatch(Character::isDigit);
    }
}
