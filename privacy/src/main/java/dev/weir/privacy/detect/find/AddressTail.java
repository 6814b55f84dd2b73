package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.NameWords;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows a street in an address: city, state, postcode, country, on the same line or on lines of their own. It ends at
 * the first word that is no name and no number, at the end of a sentence, or at a word with a colon.
 */
final class AddressTail {

    /** An address has fewer words after its street on one line, and fewer lines. */
    private static final int WORDS = 9;

    private static final int LINES = 6;
    private static final int WORD = 26;

    /** Words in the lists of no names that are parts of addresses all the same. */
    private static final Set<String> PLACES =
            Set.of(("apartment lane street road avenue boulevard drive square place room suite unit box building floor"
                            + " north south east west upper lower new united kingdom states state city county country district"
                            + " court center centre china hong kong beijing shanghai university college hospital bank school old"
                            + " black white red republic page card four five one two three first second third st dr ct high good"
                            + " christian august france germany japan april may june july march french")
                    .split(" "));

    static final Set<String> JOINING =
            Set.of(("de du des del della dei di do dos da la le las los el van von der den of the upon al na y et"
                            + " am an im sur en ob pri pod nad i d' sous les bei op aan")
                    .split(" "));

    /** A postcode in the end, though a short word or a line of little content stands before it. */
    private static final Pattern POSTCODE = Pattern.compile(
            "(?:[ \\t\\n,>|?*]{1,6}(?:\\p{Lu}[\\p{L}.'-]{0,20}|\\p{Ll}{2,3}(?=[ ,\\n]))){0,4}"
                    + "[ \\t\\n,>|?*]{1,6}(?:\\d{5,6}|(?!19|20)\\d{4}(?=[ \\t]*(?:[,.\\n]|$)))(?![\\p{L}\\d:/-]|\\.\\d)");

    private AddressTail() {}

    /** Whether none of the words shows that it is something else: no dose, no date, no part of a form. */
    static boolean isPlace(String text, int from, int to) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            String word = bare(text, at, end);
            if (NameWords.isNoName(word) && !PLACES.contains(word) && !JOINING.contains(word) && !word.equals("and")) {
                return false;
            }
            at = end + 1;
        }
        return true;
    }

    /** Where the address ends whose street ends at a place. */
    static int end(String text, int from, boolean small) {
        int end = lines(text, from, small);
        Matcher postcode = POSTCODE.matcher(text).region(end, text.length());
        boolean more = postcode.lookingAt() && postcode.group().chars().anyMatch(c -> c == ',' || c == '\n');
        return more ? afterPostcode(text, postcode.end()) : end;
    }

    /** Where an address ends whose postcode ends at a place: with its city or country, if they follow. */
    static int afterPostcode(String text, int from) {
        boolean over = from == text.length() || text.charAt(from) == '.';
        return over ? from : lines(text, from, false);
    }

    private static int lines(String text, int from, boolean small) {
        int end = line(text, from, small);
        for (int lines = 0; lines < LINES; lines++) {
            int next = nextLine(text, end);
            if (next < 0) {
                return end;
            }
            int there = line(text, next, small);
            boolean whole = there == text.length() || "\n.?!".indexOf(text.charAt(there)) >= 0;
            boolean postcode = there - next > 3
                    && Character.isDigit(text.charAt(there - 1))
                    && Character.isDigit(text.charAt(there - 3));
            boolean blank =
                    text.substring(end, next).chars().filter(c -> c == '\n').count() > 1;
            if (there == next || !(postcode || (whole && !blank))) {
                return end;
            }
            end = there;
        }
        return end;
    }

    /** The first character of the next line that has one, if nothing but signs stand before it. */
    private static int nextLine(String text, int from) {
        int at = from;
        boolean feed = false;
        int far = Math.min(text.length(), from + 16);
        while (at < far && !Character.isLetterOrDigit(text.charAt(at))) {
            char c = text.charAt(at);
            if (!Character.isWhitespace(c) && ",?>|*.".indexOf(c) < 0) {
                return -1;
            }
            if (c == '\n') {
                feed = true;
            } else if (!feed && !Character.isWhitespace(c) && c != ',') {
                return -1;
            }
            at++;
        }
        return feed && at < far ? at : -1;
    }

    /** How far words of an address go on one line. */
    private static int line(String text, int from, boolean small) {
        int end = from;
        int at = from;
        for (int words = 0; words < WORDS; words++) {
            at = end;
            while (at < text.length() && at - end < 3 && " \t,(".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            int start = at;
            while (at < text.length() && at - start <= WORD && isPart(text.charAt(at))) {
                at++;
            }
            if (at == start || (start == end && words > 0) || at - start > WORD) {
                return end;
            }
            String word = bare(text, start, at);
            boolean label = at < text.length() && text.charAt(at) == ':';
            boolean state = at - start == 2 && isCapital(text, start) && isCapital(text, start + 1);
            boolean fits = state || JOINING.contains(word) || isAddressWord(text.charAt(start), word, small);
            if (label || !fits) {
                return end;
            }
            if (!state && JOINING.contains(word) && Character.isLowerCase(text.charAt(start))) {
                int next = at + 1;
                boolean named = next < text.length() && (small || Character.isUpperCase(text.charAt(next)));
                if (!named) {
                    return end;
                }
            }
            boolean stop = text.charAt(at - 1) == '.' && at - start > 5;
            end = stop ? at - 1 : at;
            if (end < text.length() && text.charAt(end) == ')') {
                end++;
            }
            if (stop) {
                return end;
            }
        }
        return end;
    }

    /** Whether a word may be a part of an address: a number, or a word with a capital that is no word of a clinic or a calendar. */
    static boolean isAddressWord(char first, String word, boolean small) {
        if (Character.isDigit(first) || first == '#') {
            return word.chars().filter(Character::isLetter).count() <= 3 && word.length() <= 10;
        }
        return (small || Character.isUpperCase(first) || !Character.isLetter(first))
                && (!NameWords.isNoName(word) || PLACES.contains(word));
    }

    private static boolean isCapital(String text, int at) {
        return Character.isUpperCase(text.charAt(at));
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || ".'\u2019-/#\u2206".indexOf(c) >= 0;
    }

    static String bare(String text, int from, int to) {
        int end = to;
        while (end > from && ".,;".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(from, end).toLowerCase(Locale.ROOT);
    }
}
