package dev.weir.jobs.engine.read.vcf;

/** The form of a genotype: alleles by their numbers, with / or | between. */
final class Genotype {

    /** No genotype. */
    static final int NONE = -1;

    private Genotype() {}

    /**
     * How many alleles a genotype has; {@link VcfNumber#UNKNOWN_PLOIDY} where it is the missing value, {@link #NONE} where it is
     * none, or has an allele that the record lacks.
     *
     * @param alternates how many alternative alleles the record has
     */
    static int ploidy(byte[] bytes, int from, int to, int alternates, VcfVersion version) {
        if (VcfForms.isMissing(bytes, from, to)) {
            return VcfNumber.UNKNOWN_PLOIDY;
        }
        // a record whose alternative allele is missing may still have genotypes with it
        int most = Math.max(1, alternates);
        int p = version.hasLeadingPhase() && from < to && isPhase(bytes[from]) ? from + 1 : from;
        int alleles = 0;
        while (p <= to) {
            int start = p;
            long allele = 0;
            while (p < to && bytes[p] >= '0' && bytes[p] <= '9' && allele <= most) {
                allele = allele * 10 + bytes[p] - '0';
                p++;
            }
            boolean isNumber = p > start && allele <= most;
            if (p == start && p < to && bytes[p] == '.') {
                p++;
                isNumber = true;
            }
            if (!isNumber || (p < to && !isPhase(bytes[p]))) {
                return NONE;
            }
            alleles++;
            p++;
        }
        return alleles;
    }

    private static boolean isPhase(byte b) {
        return b == '/' || b == '|';
    }
}
