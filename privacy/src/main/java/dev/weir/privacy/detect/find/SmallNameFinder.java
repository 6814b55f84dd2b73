package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameWords;
import dev.weir.privacy.detect.words.WordList;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds names in a text that is written in small letters, abbreviations aside: "pt john smith seen in ER". */
public final class SmallNameFinder implements Finder {

    private static final int RANK = 410;
    private static final int REACH = 8;

    /** Two or three words in small letters behind a Chinese character: pinyin among Chinese text. */
    private static final PrefilteredPattern AMONG_HAN = PrefilteredPattern.compile(
            "(?<=[\u4e00-\u9fa5][ :]{0,2})(?<![A-Za-z])([a-z]{2,6}) ([a-z]{2,13})(?: ([a-z]{2,6}))?(?![A-Za-z\\d@/-])");

    /** Two letters of a word of which only the first is a capital: such a text tells names by their capitals. */
    private static final Pattern CAPITALISED = Pattern.compile("\\p{Lu}\\p{Ll}");

    private static final PrefilteredPattern SMALL_FAMILY =
            PrefilteredPattern.compile("(?<![\\p{L}\\d'@./-])(?:(\\p{Ll}{2,20}) )?(?:\\p{Ll}\\.? )?(\\p{Ll}{3,15}"
                    + SingleNameFinder.FAMILY_END + ")(?![\\p{L}\\d@/-])");

    private static final PrefilteredPattern SMALL_SAID = PrefilteredPattern.compile(
            "(?<!\\p{L})(?:my name is|maiden name is|calls? me|named (?:him|her)|follow up with|patient"
                    + " name:?|name:|mr\\.?|mrs\\.?|ms\\.?|dr\\.?) (\\p{Ll}[\\p{Ll}'-]{1,20}(?: \\p{Ll}\\.?(?="
                    + " \\p{Ll}))?(?: \\p{Ll}[\\p{Ll}'-]{2,20})?)(?![\\p{L}-])");
    private static final PrefilteredPattern SMALL = PrefilteredPattern.compile(
            "(?<![\\p{L}\\d'@./-])(\\p{Ll}{3,15})(?: (\\p{Ll}\\.?))? (\\p{Ll}[\\p{Ll}'-]{2,20})(?![\\p{L}\\d@/-])");

    /** Two words, or two with an initial, that are all there is on a line. */
    private static final PrefilteredPattern LINE = PrefilteredPattern.compile(
            "(?m)^[ \\t?>*-]{0,6}((\\p{Ll}{2,15}) (?:\\p{Ll}\\.? )?(\\p{Ll}[\\p{Ll}'-]{2,20}))[ \\t,]*$");

    private static final PrefilteredPattern SMALL_SINGLE =
            PrefilteredPattern.compile("(?<![\\p{L}\\d'@./-])\\p{Ll}{4,15}(?![\\p{L}\\d@/-])");

    /** Words that people follow, and lists of medicines hardly do. */
    private static final Pattern BEFORE = Pattern.compile(
            "(?<!\\p{L})(?:from|by|to|heard|met|saw|seen|is|was|that|when|if|ask|tell|call|mr|mrs|ms|dr)\\.? $");

    /** Words of four letters and more that WordNet leaves out, since they have no meaning of their own. */
    private static final Set<String> FUNCTION = WordList.read("function-words.txt");

    @Override
    public void find(String text, Spans spans) {
        amongHan(text, spans);
        if (CAPITALISED.matcher(text).find()) {
            return;
        }
        PrefilteredPattern.Matches said = SMALL_SAID.in(text);
        while (said.find()) {
            String first = said.group(1).split(" ", 2)[0];
            if (!NameWords.isNoName(first)) {
                int end = said.end(1);
                int blank = said.group(1).lastIndexOf(' ');
                if (blank > 0 && isPlain(said.group(1).substring(blank + 1))) {
                    end = said.start(1) + said.group(1).indexOf(' ');
                }
                spans.add("NAME", said.start(1), end, RANK);
            }
        }
        PrefilteredPattern.Matches family = SMALL_FAMILY.in(text);
        while (family.find()) {
            spans.add(
                    "NAME",
                    family.group(1) == null || isPlain(family.group(1)) ? family.start(2) : family.start(1),
                    family.end(2),
                    RANK);
        }
        PrefilteredPattern.Matches pair = SMALL.in(text);
        int from = 0;
        while (from <= text.length() && pair.find(from)) {
            boolean initial = pair.group(2) != null
                    && pair.group(2).endsWith(".")
                    && !LatinNames.isWordOfEnglish(pair.group(1))
                    && !LatinNames.isWordOfEnglish(pair.group(3));
            boolean foreign = pair.group(2) == null
                    && (text.startsWith("'s", pair.end())
                            || pair.group(3).endsWith("'s")
                            || BEFORE.matcher(text)
                                    .region(Math.max(0, pair.start() - REACH), pair.start())
                                    .find())
                    && pair.group(1).length() > 3
                    && isForeign(pair.group(1))
                    && isForeign(pair.group(3).replaceFirst("'s$", ""));
            boolean given = initial
                    || foreign
                    || (NameWords.isGiven(pair.group(1))
                            && LatinNames.mayBeName(pair.group(3))
                            && !isPlain(pair.group(3))
                            && (NameWords.isFamily(pair.group(3))
                                    || (!NameWords.isWordToo(pair.group(1))
                                            && pair.group(1).length() > 3)));
            if (given) {
                spans.add("NAME", pair.start(1), pair.end(3), RANK);
            }
            from = given ? pair.end(3) : pair.end(1);
        }
        PrefilteredPattern.Matches line = LINE.in(text);
        while (line.find()) {
            if (!LatinNames.isWordOfEnglish(line.group(2)) && !LatinNames.isWordOfEnglish(line.group(3))) {
                spans.add("NAME", line.start(1), line.end(1), RANK);
            }
        }
        PrefilteredPattern.Matches single = SMALL_SINGLE.in(text);
        while (single.find()) {
            if (LatinNames.isNameAlone(single.group())
                    && !NameWords.isWordToo(single.group())
                    && !LatinNames.isWordOfEnglish(single.group())) {
                spans.add("NAME", single.start(), single.end(), RANK);
            }
        }
    }

    private static void amongHan(String text, Spans spans) {
        PrefilteredPattern.Matches words = AMONG_HAN.in(text);
        while (words.find()) {
            String third = words.group(3);
            if (third != null && isPinyin(words.group(1), words.group(2) + third)) {
                spans.add("NAME", words.start(1), words.end(3), RANK);
            } else if (isPinyin(words.group(1), words.group(2))) {
                spans.add("NAME", words.start(1), words.end(2), RANK);
            }
        }
    }

    private static boolean isPinyin(String surname, String given) {
        return LatinNames.isPinyin(surname, given) && !LatinNames.isWordOfEnglish(given);
    }

    /** No word of English that we know, and none of a place. */
    private static boolean isForeign(String word) {
        return word.length() > 3
                && LatinNames.mayBeName(word)
                && !isPlain(word)
                && !LatinNames.isWordOfEnglish(word)
                && !FUNCTION.contains(word);
    }

    /** Words of plain English that follow a name. */
    private static boolean isPlain(String word) {
        return NameWords.isNoName(word) || NameWords.isPlain(word);
    }
}
