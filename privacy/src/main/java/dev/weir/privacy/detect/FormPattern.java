package dev.weir.privacy.detect;

import dev.weir.privacy.detect.FormPattern.Place.Only;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pattern of an {@link IdentifierForm}, read: it finds values that have it, alone and as words of a text. For one thread
 * or many.
 */
final class FormPattern {

    private static final Pattern PLACE =
            Pattern.compile("(?:\\[([A-Za-z0-9-]+)\\]|([A-Za-z0-9_/-]))(?:\\{([0-9]{1,2})(?:,([0-9]{1,2}))?\\})?");
    private static final String ALL_DIGITS = "0123456789";
    private static final int LONGEST = 64;
    private static final int FEWEST_DIGITS = 4;

    /** FF1 needs a million values. */
    private static final int FEWEST_ENCRYPTED = 6;

    private static final int MOST_LETTERS = 4;
    private static final int ASCII = 128;

    private final List<Place> places;
    private final Pattern whole;
    private final int shortest;
    private final int longest;
    private final boolean[] first = new boolean[ASCII];
    private final boolean[] word = new boolean[ASCII];

    /** @throws IllegalArgumentException with what is wrong with it */
    FormPattern(String pattern) {
        this.places = places(pattern);
        this.whole = Pattern.compile(pattern);
        this.shortest = places.stream().mapToInt(Place::least).sum();
        this.longest = places.stream().mapToInt(Place::most).sum();
        if (longest > LONGEST) {
            throw new IllegalArgumentException("it has " + longest + " characters, and " + LONGEST + " are the most");
        }
        boolean hasMark = places.stream()
                .anyMatch(place -> place.least() > 0 && (place.only() == Only.LETTERS || place.only() == Only.MARKS));
        if (!hasMark || digits() < FEWEST_DIGITS) {
            throw new IllegalArgumentException(
                    "words and plain numbers may have it: it needs a place that only letters,"
                            + " or a mark of '-', '_', '/', can have, and " + FEWEST_DIGITS
                            + " that only digits can have");
        }
        for (char c = 0; c < ASCII; c++) {
            word[c] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        }
        boolean begins = true;
        for (Place place : places) {
            for (int i = 0; i < place.characters().length(); i++) {
                word[place.characters().charAt(i)] = true;
                first[place.characters().charAt(i)] |= begins;
            }
            begins &= place.least() == 0;
        }
    }

    /**
     * One place, or several alike.
     *
     * @param characters that may stand there
     * @param least how many of them
     */
    record Place(String characters, int least, int most) {

        /** What alone may stand there. */
        enum Only {
            DIGITS,
            LETTERS,
            MARKS,
            ANY
        }

        Only only() {
            if (characters.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Only.DIGITS;
            }
            if (characters.chars().allMatch(Character::isLetter)) {
                return Only.LETTERS;
            }
            return characters.chars().noneMatch(Character::isLetterOrDigit) ? Only.MARKS : Only.ANY;
        }
    }

    private static List<Place> places(String pattern) {
        List<Place> places = new ArrayList<>();
        Matcher matcher = PLACE.matcher(pattern);
        int at = 0;
        while (at < pattern.length()) {
            if (!matcher.region(at, pattern.length()).lookingAt()) {
                throw new IllegalArgumentException("'" + pattern.substring(at) + "' is not understood: it is written"
                        + " with letters, digits, '-', '_', '/', classes such as [A-Z0-9], and counts such as {8} or"
                        + " {6,8}");
            }
            int least = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            int most = matcher.group(4) == null ? least : Integer.parseInt(matcher.group(4));
            if (most < least || most == 0) {
                throw new IllegalArgumentException("'" + matcher.group() + "' is no count of characters");
            }
            String characters = matcher.group(1) == null ? matcher.group(2) : characters(matcher.group(1));
            places.add(new Place(characters, least, most));
            at = matcher.end();
        }
        return places;
    }

    /** Of {@code A-Z0-9} all letters and digits. */
    private static String characters(String written) {
        StringBuilder characters = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            boolean isRange = i + 2 < written.length() && written.charAt(i + 1) == '-';
            char from = written.charAt(i);
            char to = isRange ? written.charAt(i + 2) : from;
            if (!Character.isLetterOrDigit(from) || from > to || Character.getType(from) != Character.getType(to)) {
                throw new IllegalArgumentException(
                        "'[" + written + "]' is no class of letters and digits, such as [A-Z0-9]");
            }
            for (char c = from; c <= to; c++) {
                characters.append(c);
            }
            i += isRange ? 2 : 0;
        }
        return characters.toString();
    }

    private int digits() {
        return places.stream()
                .filter(place -> place.only() == Only.DIGITS)
                .mapToInt(Place::least)
                .sum();
    }

    /**
     * How many leading letters and digits may stay where the digits are encrypted or made up; negative where they cannot be,
     * so that the result has the form: four letters at most, then digits of any value, six at least, and marks.
     */
    int mostKept() {
        int letters = 0;
        int fewestLetters = 0;
        boolean numbers = false;
        for (Place place : places) {
            switch (place.only()) {
                case LETTERS -> {
                    letters += numbers ? MOST_LETTERS + 1 : place.most();
                    fewestLetters += place.least();
                }
                case DIGITS -> {
                    numbers = true;
                    letters += place.characters().equals(ALL_DIGITS) ? 0 : MOST_LETTERS + 1;
                }
                case MARKS -> letters += place.characters().contains("_") ? MOST_LETTERS + 1 : 0;
                case ANY -> letters += MOST_LETTERS + 1;
            }
        }
        int spare = digits() - FEWEST_ENCRYPTED;
        return letters > MOST_LETTERS || spare < 0 ? -1 : fewestLetters + spare;
    }

    /** Whether a text is of the form as a whole. */
    boolean matches(String text) {
        return text.length() >= shortest
                && text.length() <= longest
                && whole.matcher(text).matches();
    }

    /** The first word from a place on that has the form; empty when there is none. */
    String wordIn(byte[] ascii, int from, int to) {
        int start = from;
        while (start < to) {
            if (!isWord(ascii[start])) {
                start++;
                continue;
            }
            int end = start + 1;
            while (end < to && isWord(ascii[end])) {
                end++;
            }
            int length = end - start;
            if (length >= shortest && length <= longest && first[ascii[start]]) {
                String found = new String(ascii, start, length, StandardCharsets.US_ASCII);
                if (whole.matcher(found).matches()) {
                    return found;
                }
            }
            start = end;
        }
        return "";
    }

    private boolean isWord(byte b) {
        return b >= 0 && word[b];
    }
}
