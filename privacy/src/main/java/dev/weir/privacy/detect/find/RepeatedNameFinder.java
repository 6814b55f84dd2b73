package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.Han;
import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameDictionary;
import dev.weir.privacy.detect.words.NameWords;
import dev.weir.privacy.validate.Surnames;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds names again that were found elsewhere in the text, and their parts: the words of names in Latin letters, the given
 * name of a Chinese one. Who is named once is named again.
 */
public final class RepeatedNameFinder implements Finder {

    private static final int RANK = 420;
    private static final int LONGEST = 4;

    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\d])\\p{L}[\\p{IsLatin}&&\\p{L}]{2,24}(?![\\p{L}\\d])");

    /** A name in small letters is no other word when it has so many. */
    private static final int LONG = 6;

    @Override
    public void find(String text, Spans spans) {
        han(text, spans);
        Set<String> names = new HashSet<>();
        for (Span span : spans.of("NAME")) {
            Matcher word = WORD.matcher(text).region(span.start(), span.end());
            while (word.find()) {
                String lower = word.group().toLowerCase(Locale.ROOT);
                if (!NameWords.isNoName(lower)) {
                    names.add(word.group());
                    if (lower.length() >= LONG && !LatinNames.isWordOfEnglish(lower) && !NameWords.isWordToo(lower)) {
                        names.add(lower);
                    }
                }
            }
        }
        if (names.isEmpty()) {
            return;
        }
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (names.contains(word.group())) {
                spans.add("NAME", word.start(), word.end(), RANK);
            }
        }
    }

    /** What a given name does that is a word, too: 建国诉. */
    private static final String DOES = "诉述称于因系已自曾说问来到去又再经由被的母父妈爸家为要在表同意电签与和联";

    private static void han(String text, Spans spans) {
        Set<String> names = new HashSet<>();
        for (Span span : spans.of("NAME")) {
            String name = NameDictionary.simplified(text.substring(span.start(), span.end()));
            if (name.indexOf('\u00b7') > 0) {
                Stream.of(name.split("\u00b7"))
                        .filter(part -> part.length() > 1)
                        .forEach(names::add);
            } else if (Han.only(name) && name.length() <= LONGEST) {
                String given = name.substring(Surnames.length(name));
                Stream.of(name, given).filter(part -> part.length() > 1).forEach(names::add);
                if (name.length() == LONGEST) {
                    names.add(name.substring(2));
                }
            }
        }
        if (names.isEmpty()) {
            return;
        }
        String simplified = NameDictionary.simplified(text);
        for (String name : names) {
            for (int at = simplified.indexOf(name); at >= 0; at = simplified.indexOf(name, at + 1)) {
                if ((!NameDictionary.isWord(name) && !isCutFromWords(simplified, at, at + name.length()))
                        || standsAlone(simplified, at, at + name.length())) {
                    spans.add("NAME", at, at + name.length(), RANK);
                }
            }
        }
    }

    /** Whether its first or last character belongs to a word beside it: 深夜行走 holds no 夜行. */
    private static boolean isCutFromWords(String text, int start, int end) {
        return (start > 0 && NameDictionary.isWord(text.substring(start - 1, start + 1)))
                && (end < text.length() && NameDictionary.isWord(text.substring(end - 1, end + 1)));
    }

    private static boolean standsAlone(String text, int start, int end) {
        boolean free = start == 0 || !Han.is(text.charAt(start - 1));
        return free && (end == text.length() || !Han.is(text.charAt(end)) || DOES.indexOf(text.charAt(end)) >= 0);
    }
}
