package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameWords;
import dev.weir.privacy.detect.words.WordList;
import java.util.Set;
import java.util.regex.MatchResult;
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
        SMALL_SAID.each(text, said -> {
            String first = said.group(1).split(" ", 2)[0];
            if (!NameWords.isNoName(first)) {
                int end = said.end(1);
                int blank = said.group(1).lastIndexOf(' ');
                if (blank > 0 && isPlain(said.group(1).substring(blank + 1))) {
                    end = said.start(1) + said.group(1).indexOf(' ');
                }
                spans.add("NAME", said.start(1), end, RANK);
            }
        });
        SMALL_FAMILY.each(text, family -> {
            boolean isAlone = family.group(1) == null || isPlain(family.group(1));
            spans.add("NAME", family.start(isAlone ? 2 : 1), family.end(2), RANK);
        });
        pairs(text, spans);
        LINE.addTo(
                spans,
                "NAME",
                RANK,
                text,
                line -> !LatinNames.isWordOfEnglish(line.group(2)) && !LatinNames.isWordOfEnglish(line.group(3)));
        SMALL_SINGLE.addTo(spans, "NAME", RANK, text, single -> {
            String word = single.group();
            return LatinNames.isNameAlone(word) && !NameWords.isWordToo(word) && !LatinNames.isWordOfEnglish(word);
        });
    }

    private static void pairs(String text, Spans spans) {
        PrefilteredPattern.Matches pairs = SMALL.in(text);
        int from = 0;
        while (from <= text.length() && pairs.find(from)) {
            MatchResult pair = pairs.match();
            boolean isName = isName(text, pair);
            if (isName) {
                spans.add("NAME", pair.start(1), pair.end(3), RANK);
            }
            from = pair.end(isName ? 3 : 1);
        }
    }

    private static boolean isName(String text, MatchResult pair) {
        String first = pair.group(1);
        String last = pair.group(3);
        boolean initial = pair.group(2) != null
                && pair.group(2).endsWith(".")
                && !LatinNames.isWordOfEnglish(first)
                && !LatinNames.isWordOfEnglish(last);
        boolean foreign = pair.group(2) == null
                && (text.startsWith("'s", pair.end())
                        || last.endsWith("'s")
                        || BEFORE.matcher(text)
                                .region(Math.max(0, pair.start() - REACH), pair.start())
                                .find())
                && isForeign(first)
                && isForeign(last.replaceFirst("'s$", ""));
        return initial
                || foreign
                || (NameWords.isGiven(first)
                        && LatinNames.mayBeName(last)
                        && !isPlain(last)
                        && (NameWords.isFamily(last) || (!NameWords.isWordToo(first) && first.length() > 3)));
    }

    private static void amongHan(String text, Spans spans) {
        AMONG_HAN.each(text, words -> {
            String third = words.group(3);
            if (third != null && isPinyin(words.group(1), words.group(2) + third)) {
                spans.add("NAME", words.start(1), words.end(3), RANK);
            } else if (isPinyin(words.group(1), words.group(2))) {
                spans.add("NAME", words.start(1), words.end(2), RANK);
            }
        });
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
