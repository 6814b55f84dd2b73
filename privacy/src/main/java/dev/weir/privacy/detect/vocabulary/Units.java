package dev.weir.privacy.detect.vocabulary;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Units of measurement as laboratories write them: those of UCUM and the SI with their prefixes, in products, quotients and
 * powers, the ones that UCUM writes otherwise ({@code IU}, {@code mmHg}, {@code 10^9}), and Chinese ones.
 */
final class Units {

    private static final int LONGEST = 24;

    private static final String PREFIX = "(?:da|[YZEPTGMkhdcmunpfaμµ])?";
    private static final String METRIC =
            "(?:g|gm|mol|mole|[Ll]|m|s|sec|Hz|Pa|bar|V|A|W|J|N|K|S|T|Wb|F|Ω|Ohm|ohm|kat|[Ee][Qq]|[Oo]sm"
                    + "|osmol|cal|Da|Bq|Ci|Gy|Sv|M|I?U|\\[?[Ii]?[Uu]\\]?|bp|b|B|t|u|eV|lm|lx|rad|sr|Torr)";
    private static final String OTHER =
            "(?:%|‰|°|°C|°F|deg|degC|C|F|min|h|hr|hrs|hour|hours|d|day|days|wk|week|weeks|mo|month|months|a"
                    + "|y|yr|yrs|year|years|mm\\[?Hg\\]?|cm\\[?H2?[Oo]\\]?|cmH2O|bpm|rpm|beats?|breaths?|ppm|ppb|ppt|cop(?:y|ies)|cells?|cfu|CFU|pfu|PFU"
                    + "|HPF|hpf|LPF|lpf|HP|LP|EU|IE|AU|RU|OD|INR|ratio|index|score|points?|titer|titre|dB|D|Fr|lb|lbs|oz|in|inch|inches|ft|kgs|mcg|cc"
                    + "|ug|ml|dl|tablets?|capsules?|drops?|puffs?|units?|doses?|vials?|ampules?|sachets?|patch(?:es)?|[A-Z]/CO|S/CO|COI|COL|μg|Cr|creat"
                    + "|次|分|分钟|秒|小时|时|天|日|周|月|年|岁|个|万|亿|百万|克|毫克|微克|千克|公斤|升|毫升|微升|米|厘米|毫米|微米|摩尔|单位|国际单位|万单位|治疗量|人份|片|粒|支"
                    + "|袋|瓶|滴|贴|丸|盒|管|视野|高倍视野|低倍视野|拷贝|毫米汞柱|摄氏度|度)";
    private static final String POWER = "(?:[*^]{0,2}[-+]?[1-9])?";
    private static final String TEN = "(?:[x×*]\\s?)?10(?:(?:\\*{1,2}|\\^|E|e)?[-+]?[0-9]{1,2})?";
    private static final String FACTOR =
            "(?:" + TEN + "|[1-9][0-9.]{0,4}|" + OTHER + "|" + PREFIX + METRIC + POWER + "|1\\.73\\s?m[\\^*]{0,2}2)";
    private static final Pattern UNIT =
            Pattern.compile("\\(?" + FACTOR + "(?:\\s?[/.·*× ]\\s?" + FACTOR + "){0,5}\\)?(?:\\{[A-Za-z_ ]+\\})?");

    /** No unit by themselves: numbers, and what else would be one. */
    private static final Pattern NUMBER = Pattern.compile("[0-9., ×x*^/Ee+-]+");

    /** Visits, levels and versions: V1, L2. As units they would be powers of a volt and a litre, which stand in no table alone. */
    private static final Pattern LABEL = Pattern.compile("[A-Z][1-9]");

    private static final Set<String> WORDS = Set.of("none", "no unit", "unitless", "无", "无单位");

    private Units() {}

    static boolean isUnit(String text) {
        return text.length() <= LONGEST
                && !NUMBER.matcher(text).matches()
                && !LABEL.matcher(text).matches()
                && (UNIT.matcher(text).matches() || WORDS.contains(text));
    }
}
