package dev.weir.privacy.detect.vocabulary;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Symbols of genes as HGNC and MGI write them (GAPDH, IL6, Actb), and Ensembl's numbers of genes: what a laboratory measures. They are no genotypes, alleles,
 * variants or sequences, which are a person's. A few symbols may be words or letters of bases, so a column is of genes where most
 * of its different values are surely symbols, and all the others may be.
 */
public final class GeneSymbols {

    /** Ensembl's; or three letters and digits and more, two letters first; without a digit no longer than GAPDH and its like, as peptides are. */
    private static final Pattern SURE = Pattern.compile(
            "ENS[A-Z]{0,6}[GTP][0-9]{11}(?:\\.[0-9]+)?|(?:[A-Z]{3,7}|(?=.{3,10}$)[A-Z]{2,8}[0-9]{1,4}(?:[A-Z]{1,3}[0-9]{0,2})?"
                    + "|(?=.{3,10}$)[A-Z][a-z]{1,6}[0-9]{0,4}[a-z]?)(?:-(?:AS|IT)?[0-9]{1,2})?");

    private static final Pattern MAY_BE = Pattern.compile(
            "[A-Z][0-9][A-Z]{1,3}|[A-Z]{2}|[A-Z][0-9]{1,2}|(?:5|5\\.8|16|18|28)S(?: ?rRNA)?|RNA?[0-9]+S[A-Z0-9]{0,4}");

    /** Letters of bases, with those that stand for several, and of amino acids around a place: what alleles and variants are written with. */
    private static final Pattern BASES = Pattern.compile("(?i)[ACGTUN]+");

    private static final Pattern VARIANT = Pattern.compile(
            "(?i)[A-Z][0-9]{1,4}[A-Z*]|(?:APO)?(?:E[2-4]){1,2}|(?:APOE|HLA|DQ|DR|DP|[ABC]W?)[0-9]{1,4}");

    /** What is said of genotypes, and not of genes. */
    private static final Set<String> STATES = Set.of(
            "WT", "MUT", "HET", "HOM", "HOMO", "HETERO", "DEL", "INS", "DUP", "AMP", "POS", "NEG", "YES", "NO", "NA",
            "ND", "AA", "AB", "BB", "AO", "BO", "OO", "CNV", "SNP", "SNV", "LOSS", "GAIN", "NORMAL", "CARRIER",
            "ABSENT", "PRESENT");

    /** Written as a variant is, and measured on most plates. */
    private static final String REFERENCE = "B2M";

    private GeneSymbols() {}

    /** Whether a text is surely one, as far as a form tells. */
    public static boolean is(String text) {
        return SURE.matcher(text).matches() && !isOfPeople(text);
    }

    /** Whether it may be one, and says nothing of a person's genes. */
    public static boolean mayBe(String text) {
        return is(text) || REFERENCE.equals(text) || (MAY_BE.matcher(text).matches() && !isOfPeople(text));
    }

    private static boolean isOfPeople(String text) {
        return BASES.matcher(text).matches()
                || VARIANT.matcher(text).matches()
                || STATES.contains(text.toUpperCase(Locale.ROOT));
    }
}
