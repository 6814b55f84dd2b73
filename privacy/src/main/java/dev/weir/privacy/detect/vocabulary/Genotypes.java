package dev.weir.privacy.detect.vocabulary;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Two alleles that a person has at one place: {@code CT}, {@code A/G}, {@code *1/*2}, {@code Val/Met}, {@code LS}. Two letters may
 * be anything; a column is of genotypes where most values are such pairs, some of them of one allele twice, and they are bases
 * or the column is called after a gene.
 */
public final class Genotypes {

    private static final Pattern BASES = Pattern.compile("[ACGT-][/|]?[ACGT-]");

    private static final String ALLELE = "(?:[ACGT-]{1,8}|[A-Z0-9]|\\*[0-9]{1,3}[A-Z]?|[Ee\\u03b5][2-4]|[A-Z][a-z]{2})";

    private static final Pattern PAIR = Pattern.compile("[A-Z]{2}|(?:[Ee\\u03b5][2-4]){2}|" + ALLELE + "[/|]" + ALLELE);

    private static final Pattern TWICE = Pattern.compile("(.{1,8})[/|]?\\1");

    /** Names of places in genes that have no number: 5-HTTLPR; an amino acid for another one. */
    private static final Pattern PLACE =
            Pattern.compile("[0-9]?HTTLPR|U?VNTR|[A-Z][0-9]{2,5}[A-Z]|[A-Z][a-z]{2}[0-9]{1,5}[A-Z][a-z]{2}");

    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9]+");
    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    /** With the letters that stand for several bases, as primers have them. */
    private static final Pattern SHORT_SEQUENCE = Pattern.compile("(?i)[ACGTUNRYSWKMBDHVI]{15,60}");

    private Genotypes() {}

    /** Whether a text is two bases. */
    public static boolean isOfBases(String text) {
        return BASES.matcher(text).matches();
    }

    /** Whether a text may be two alleles. */
    public static boolean mayBe(String text) {
        return PAIR.matcher(text).matches();
    }

    /** Whether a text is something twice. */
    public static boolean isTwice(String text) {
        return TWICE.matcher(text).matches();
    }

    /** Whether a column's name has a gene's symbol in it, or a place in one. */
    public static boolean isPlace(String name) {
        return BETWEEN.splitAsStream(name)
                .anyMatch(part -> PLACE.matcher(part).matches()
                        || GeneSymbols.is(DIGIT.matcher(part).find() ? part.toUpperCase(Locale.ROOT) : part));
    }

    /** Whether a text is a sequence of 15 to 60 bases, as primers and probes are. */
    public static boolean isShortSequence(String text) {
        return SHORT_SEQUENCE.matcher(text).matches();
    }
}
