package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.ClinicalWords;
import dev.weir.privacy.detect.words.Han;
import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameDictionary;
import dev.weir.privacy.detect.words.NameWords;
import dev.weir.privacy.validate.Surnames;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds names that are written in an unusual way: with blanks between the characters (王 小 明), half in Chinese and half in Latin letters
 * (陈Momo, Vivian 邝), with a surname of two characters (鲜于阔海), in capitals before a given name (HSU Mei-ling, PANG S.Y.).
 */
public final class MixedNameFinder implements Finder {

    private static final int RANK = 304;

    private static final String HAN = "[\u3400-\u9fff]";
    private static final String LATIN = "\\p{Lu}\\p{Ll}{2,14}(?:-\\p{Ll}{2,10}|-\\p{Lu}\\p{Ll}{1,10})?";

    private static final PrefilteredPattern SPACED =
            PrefilteredPattern.compile("(?:(?<![\u3400-\u9fffA-Za-z0-9])|(?=" + HAN + "[ \u3000]" + HAN + "[ \u3000]"
                    + HAN + "))(" + HAN + "{1,2}[ \u3000]" + HAN + "(?:[ \u3000]?" + HAN + ")?)(?![\u3400-\u9fff])");

    private static final PrefilteredPattern HAN_FIRST = PrefilteredPattern.compile(
            "(?<!" + HAN + "{3})(" + HAN + "{1,2})[ ]?(\\p{Lu}\\p{Ll}{1,14}(?:-\\p{L}{2,10})?)(?![\\p{IsLatin}\\d])");

    private static final PrefilteredPattern LATIN_FIRST = PrefilteredPattern.capitalised(
            "(?<![\\p{IsLatin}\\d-])(" + LATIN + ")[ ](" + HAN + "{2}(?!" + HAN + ")|" + HAN + ")");

    private static final PrefilteredPattern CAPITALS = PrefilteredPattern.capitalised(
            "(?<![\\p{IsLatin}\\d-])(\\p{Lu}{2,12})(?:,? (\\p{Lu}{2,6}[ -]\\p{Lu}{2,6}(?![\\p{IsLatin}\\d])|(?:\\p{Lu}\\.?){1,3}(?![\\p{IsLatin}\\d])|\\p{Lu}\\p{Ll}+(?:[- ]\\p{L}\\p{Ll}+)?|\\p{Lu}{2,6})|\\.((?:\\p{Lu}\\.?){1,3}))(?![\\p{IsLatin}\\d])");

    private static final PrefilteredPattern PINYIN_DOTTED = PrefilteredPattern.capitalised(
            "(?<![\\p{IsLatin}\\d.-])(\\p{Lu}\\p{Ll}{1,6})\\.(\\p{Lu}\\.\\p{Lu}|\\p{Lu})(?![\\p{IsLatin}\\d.])");

    /** Li, Guanghe. */
    private static final PrefilteredPattern TURNED = PrefilteredPattern.capitalised(
            "(?<![\\p{IsLatin}\\d.-])(\\p{Lu}\\p{Ll}{1,6}), ?(\\p{Lu}\\p{Ll}{3,11})(?![\\p{IsLatin}\\d])");

    /** RN yan ling, 监查员xiaoli wang. */
    private static final PrefilteredPattern SMALL = PrefilteredPattern.compile(
            "(?:(?<=(?:with|by|spouse of|RN|nurse) )|(?<=[员者人师士生] ?))(\\p{Ll}{2,8}) (\\p{Ll}{2,10})(?![\\p{IsLatin}\\d@/-])");

    /** SANJAR said. */
    private static final PrefilteredPattern SPEAKING = PrefilteredPattern.capitalised(
            "(?<![\\p{IsLatin}\\d-])(\\p{Lu}{4,12}) (?:said|says|denies|denied|states|reports that)(?!\\p{L})");

    /** by hsu mei-ju. */
    private static final PrefilteredPattern SMALL_HALVES = PrefilteredPattern.compile(
            "(?:(?<=(?:with|by|from|RN|nurse|patient) )|(?<=[员者人师士生] ?))(\\p{Ll}{2,8}) (\\p{Ll}{1,6})-(\\p{Ll}{1,6})(?![\\p{IsLatin}\\d@/-])");

    /** ou yang pei, zhuge liangyu, zhai, yunhe: between Chinese. */
    private static final PrefilteredPattern SMALL_BETWEEN_HAN = PrefilteredPattern.compile(
            "(?<=[\u3400-\u9fff】:：] ?)(\\p{Ll}{2,8}),? (\\p{Ll}{2,10}(?: \\p{Ll}{2,6})?)(?= ?[,，;；。、)）\u3400-\u9fff])");

    /** Surnames as Hong Kong, Taiwan and Singapore write them, beside those in pinyin. */
    private static final Set<String> ROMANISED = Set.of(
            ("yeung szeto hsu cheng chau fung ip yip kwan mok poon pun siu tam tsang tse tsui woo yau yuen yung hsieh tsai chiu lee chang"
                            + " chou kuo tseng teo lim goh koh ong chua tsoi choi lam leong chui hui mak pang kwong ho lo ng hung"
                            + " ling chow chu chung kan keung ko kwok lui ma ngai pak shum so sung tong tung wai yam yim")
                    .split(" "));

    /** The surnames of two characters that hardly anything else is. */
    private static final Pattern COMPOUND = Pattern.compile(
            "(?:欧阳|司马|上官|诸葛|皇甫|尉迟|澹台|宗政|濮阳|淳于|申屠|公孙|轩辕|令狐|钟离|宇文|慕容|鲜于|闾丘|司徒|端木|呼延|拓跋|纳兰|独孤|完颜|赫连|万俟|张简|范姜|相里|第五(?![个次天年月周批章节项条轮期组型代版]|届|腰|掌|跖|肋|颈)|太叔|亓官|东方(?![医红之电航]))");

    /** What goes on behind a given name of one character. */
    private static final String GOES_ON = "之的与和在于诉述称系为是来到去已将也总主医护教老先女同等及说让请打被有无自代、";

    @Override
    public void find(String original, Spans spans) {
        boolean isHan = original.chars().anyMatch(c -> Han.is((char) c));
        if (isHan) {
            String text = NameDictionary.simplified(original);
            SPACED.each(text, found -> spaced(text, found, spans));
            HAN_FIRST.each(text, found -> hanFirst(text, found, spans));
            LATIN_FIRST.each(text, found -> {
                String han = found.group(2);
                boolean isName =
                        Surnames.length(han) == han.length() || (han.length() == 2 && !NameDictionary.isWord(han));
                if (isName && mayBeName(found.group(1)) && !ClinicalWords.overlap(text, found.start(2), found.end(2))) {
                    spans.add("NAME", found.start(), found.end(), RANK);
                }
            });
            compound(text, spans);
        }
        whole(
                TURNED,
                original,
                spans,
                found -> LatinNames.isPinyin(found.group(1), found.group(2))
                        && !LatinNames.isWordOfEnglish(found.group(2).toLowerCase(Locale.ROOT)));
        whole(
                SMALL,
                original,
                spans,
                found -> (LatinNames.isPinyin(found.group(1), found.group(2))
                                || LatinNames.isPinyin(found.group(2), found.group(1)))
                        && !(LatinNames.isWordOfEnglish(found.group(1)) && LatinNames.isWordOfEnglish(found.group(2))));
        whole(
                SMALL_HALVES,
                original,
                spans,
                found -> isSurname(found.group(1))
                        && LatinNames.isSyllable(found.group(2))
                        && LatinNames.isSyllable(found.group(3)));
        whole(
                SMALL_BETWEEN_HAN,
                original,
                spans,
                found -> isSurname(found.group(1).equals("ou") ? "ouyang" : found.group(1))
                        && areSyllables(found.group(2))
                        && !LatinNames.isWordOfEnglish(found.group(2)));
        whole(CAPITALS, original, spans, MixedNameFinder::isCapitals);
        SPEAKING.addTo(
                spans,
                "NAME",
                RANK,
                original,
                found -> !NameWords.isNoName(found.group(1).toLowerCase(Locale.ROOT)));
        whole(PINYIN_DOTTED, original, spans, found -> isSurname(found.group(1)));
    }

    private static void whole(PrefilteredPattern form, String text, Spans spans, Predicate<MatchResult> isName) {
        form.each(text, found -> {
            if (isName.test(found)) {
                spans.add("NAME", found.start(), found.end(), RANK);
            }
        });
    }

    private static boolean isSurname(String word) {
        return Surnames.isLatin(word) || ROMANISED.contains(word.toLowerCase(Locale.ROOT));
    }

    private static void spaced(String text, MatchResult found, Spans spans) {
        String name = found.group(1).replaceAll("[ \u3000]", "");
        int surname = Surnames.length(name);
        boolean isSplit = surname > 0
                && found.group(1).length() > surname
                && " \u3000".indexOf(found.group(1).charAt(surname)) >= 0;
        if (isSplit && !NameDictionary.isWord(name) && !ClinicalWords.overlap(text, found.start(1), found.end(1))) {
            spans.add("NAME", found.start(1), found.end(1), RANK);
        }
    }

    private static void hanFirst(String text, MatchResult found, Spans spans) {
        String han = found.group(1);
        boolean isCompound = COMPOUND.matcher(han).matches();
        int start = isCompound ? found.start(1) : found.end(1) - 1;
        char surname = text.charAt(start);
        boolean isFree = isCompound
                || start == 0
                || !Han.is(text.charAt(start - 1))
                || !NameDictionary.isWord(text.substring(start - 1, start + 1));
        boolean isSurname = isCompound || NameDictionary.isSurname(surname) >= 100;
        if (isFree
                && isSurname
                && (mayBeName(found.group(2)) || isHyphened(found.group(2)))
                && !LatinNameFinder.isTerm(text, found.start(2), found.end(2))) {
            spans.add("NAME", start, found.end(), RANK);
        }
    }

    private static boolean isHyphened(String given) {
        String[] parts = given.split("-");
        return parts.length == 2 && LatinNames.isSyllable(parts[0]) && LatinNames.isSyllable(parts[1]);
    }

    private static void compound(String text, Spans spans) {
        var found = COMPOUND.matcher(text);
        while (found.find()) {
            int end = found.end();
            if (end < text.length() && Han.is(text.charAt(end)) && GOES_ON.indexOf(text.charAt(end)) < 0) {
                end++;
                boolean isSecond = end < text.length()
                        && Han.is(text.charAt(end))
                        && GOES_ON.indexOf(text.charAt(end)) < 0
                        && !isNextWord(text, end);
                end += isSecond ? 1 : 0;
            }
            spans.add("NAME", found.start(), end, RANK);
        }
    }

    /** Whether a character begins a word with what follows, and ends none with what stands before it. */
    private static boolean isNextWord(String text, int at) {
        return at + 2 <= text.length()
                && NameDictionary.isWord(text.substring(at, at + 2))
                && NameDictionary.endsName(text.charAt(at)) < 30;
    }

    private static boolean mayBeName(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int hyphen = lower.indexOf('-');
        String first = hyphen < 0 ? lower : lower.substring(0, hyphen);
        return !NameWords.isNoName(lower) && !NameWords.isNoName(first) && LatinNames.mayBeName(first);
    }

    /** A surname in capitals, and a given name or initials that are no abbreviation. */
    private static boolean isCapitals(MatchResult found) {
        String surname = found.group(1);
        String given = found.group(2) == null ? found.group(3) : found.group(2);
        if (given == null || NameWords.isNoName(surname.toLowerCase(Locale.ROOT))) {
            return false;
        }
        boolean isInitials = given.length() < 3 || given.indexOf('.') > 0;
        boolean isSyllables = given.equals(given.toUpperCase(Locale.ROOT));
        boolean isSurname = isSurname(surname);
        if (isInitials) {
            return (isSurname && given.indexOf('.') > 0)
                    || (surname.length() > 4 && given.indexOf('.') > 0 && mayBeName(surname));
        }
        return isSyllables
                ? isSurname && areSyllables(given)
                : (isSurname || isLong(surname)) && mayBeName(given.split(" ")[0]);
    }

    private static boolean isLong(String surname) {
        return surname.length() > 4
                && mayBeName(surname)
                && !LatinNames.isWordOfEnglish(surname.toLowerCase(Locale.ROOT));
    }

    private static boolean areSyllables(String given) {
        for (String part : given.split("[ -]")) {
            if (!LatinNames.isSyllable(part) && !LatinNames.isPinyin("li", part)) {
                return false;
            }
        }
        return true;
    }
}
