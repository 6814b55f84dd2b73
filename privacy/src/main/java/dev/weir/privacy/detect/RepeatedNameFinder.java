package dev.weir.privacy.detect;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the words of names in Latin letters that were found elsewhere in the text: who is named once is named again. */
final class RepeatedNameFinder implements Finder {

    private static final int RANK = 420;

    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\d])\\p{L}[\\p{IsLatin}&&\\p{L}]{2,24}(?![\\p{L}\\d])");

    private static final Set<String> NO_NAME = WordList.read("no-names.txt");

    @Override
    public void find(String text, Spans spans) {
        Set<String> names = new HashSet<>();
        for (Span span : spans.of("NAME")) {
            Matcher word = WORD.matcher(text).region(span.start(), span.end());
            while (word.find()) {
                if (!NO_NAME.contains(word.group().toLowerCase(Locale.ROOT))) {
                    names.add(word.group());
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
}
