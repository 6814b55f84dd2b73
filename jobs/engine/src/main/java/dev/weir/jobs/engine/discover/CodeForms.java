package dev.weir.jobs.engine.discover;

import java.io.Serializable;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Forms by which a code is known again where it is written otherwise: in another case or width, with other marks between its parts,
 * without its letters or the zeros before its digits, with more behind it, or among words. Hashes of them, and never the code. A
 * fraction is no code.
 *
 * @param exact the value as it stands
 * @param plain the whole value without case and marks; the same of values that are one code
 * @param whole what tells codes of a column, that one and others
 * @param within what hardly stands in a text by chance
 * @param padded numbers with zeros before them, which texts have in codes
 * @param numbers the numbers in it, which may stand anywhere by chance
 * @param next the numbers that follow these: as many of them would be codes by chance
 */
record CodeForms(
        long exact, long plain, Set<Long> whole, Set<Long> within, Set<Long> padded, Set<Long> numbers, Set<Long> next)
        implements Serializable {

    private static final int LONGEST = 4_000;
    private static final int LONGEST_CODE = 60;
    private static final int FEWEST_DIGITS = 5;
    private static final int FEWEST_DIGITS_IN_TEXT = 6;
    private static final int SHORTEST_WORD = 5;

    /** Zeros before a number are those of codes. */
    private static final int SHORTEST_PADDED = 4;

    /** Longer numbers are compared as whole values. */
    static final int LONGEST_NUMBER = 9;

    private static final int FEWEST_DIGITS_OF_WORD = 3;

    /** Four numbers and more make one together, as an ORCID: 0006 by itself is another's. */
    private static final Pattern OF_NUMBERS = Pattern.compile("[0-9]{2,}(?:-[0-9]{2,}X?){3,}");

    /** A spreadsheet's whole number that became a fraction. */
    private static final Pattern POINT_ZERO = Pattern.compile("(?<=[0-9])\\.0+$");

    private static final Pattern FRACTION = Pattern.compile("[+-]?[0-9]*[.,][0-9]+(?:E[+-]?[0-9]+)?");
    private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ZEROS = Pattern.compile("(?<![0-9])0+(?=[0-9])");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");
    private static final Pattern WORD = Pattern.compile("[A-Z0-9]+(?:[-_./#:][A-Z0-9]+)*");

    static CodeForms of(String value) {
        String head = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        String text = POINT_ZERO
                .matcher(
                        Normalizer.normalize(head, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT))
                .replaceFirst("");
        String plain = MARKS.matcher(text).replaceAll("");
        Set<Long> whole = new HashSet<>();
        Set<Long> within = new HashSet<>();
        if (FRACTION.matcher(text).matches()) {
            return new CodeForms(hash(value), hash(plain), whole, within, Set.of(), Set.of(), Set.of());
        }
        Set<Long> padded = new HashSet<>();
        Set<Long> numbers = new HashSet<>();
        Set<Long> next = new HashSet<>();
        if (plain.length() <= LONGEST_CODE && DIGITS.matcher(plain).find()) {
            addWhole(whole, plain);
            String digits = NO_DIGITS.matcher(plain).replaceAll("");
            if (ZEROS.matcher(digits).replaceAll("").length()
                    >= FEWEST_DIGITS) { // LIB00012 is another's than COND00012
                addWhole(whole, digits); // P-2024-0128 is 20240128
            }
            String unpadded = ZEROS.matcher(plain).replaceAll("");
            if (unpadded.length() >= FEWEST_DIGITS) { // A01 and A1 are wells of a plate
                addWhole(whole, unpadded);
            }
        }
        boolean isOfNumbers = OF_NUMBERS.matcher(text).matches();
        for (Matcher run = DIGITS.matcher(text); run.find(); ) {
            String digits = ZEROS.matcher(run.group()).replaceAll("");
            if (digits.length() >= FEWEST_DIGITS) {
                whole.add(hash(digits));
            }
            if (digits.length() >= FEWEST_DIGITS_IN_TEXT) {
                within.add(hash(digits));
            }
            if (run.group().startsWith("0") && run.group().length() >= SHORTEST_PADDED && !isOfNumbers) {
                padded.add(hash("0#" + run.group()));
            }
            if (digits.length() > 1 && digits.length() <= LONGEST_NUMBER) {
                numbers.add(hash('#' + digits));
                next.add(hash("#" + (Long.parseLong(digits) + 1)));
            }
        }
        for (Matcher word = WORD.matcher(text); word.find(); ) {
            addWord(within, MARKS.matcher(word.group()).replaceAll(""));
            for (String part : MARKS.split(word.group())) {
                addWord(within, part);
            }
        }
        return new CodeForms(hash(value), hash(plain), whole, within, padded, numbers, next);
    }

    /** Adds all of them, for others to be asked for. */
    void addTo(Set<Long> asked) {
        asked.add(exact);
        asked.addAll(whole);
        asked.addAll(within);
        asked.addAll(padded);
        asked.addAll(numbers);
        asked.addAll(next);
    }

    /** Short numbers count and measure. */
    private static void addWhole(Set<Long> forms, String form) {
        if (form.length() >= FEWEST_DIGITS || !DIGITS.matcher(form).matches()) {
            forms.add(hash(form));
        }
    }

    private static void addWord(Set<Long> forms, String word) {
        long digits = word.chars().filter(letter -> letter <= '9').count();
        if (word.length() >= SHORTEST_WORD && digits >= FEWEST_DIGITS_OF_WORD && digits < word.length()) {
            forms.add(hash(word));
        }
    }

    /** Tells values apart, nothing else. */
    static long hash(String value) {
        return XXH64.hashUTF8String(UTF8String.fromString(value), 0);
    }
}
