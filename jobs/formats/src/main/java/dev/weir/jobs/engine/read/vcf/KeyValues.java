package dev.weir.jobs.engine.read.vcf;

import org.jspecify.annotations.Nullable;

/** Holds the values of a key against what is known of it. */
final class KeyValues {

    private final VcfKey key;
    private final ReservedKeys.ValueRule rule;

    KeyValues(VcfKey key, ReservedKeys.ValueRule rule) {
        this.key = key;
        this.rule = rule;
    }

    VcfKey key() {
        return key;
    }

    /**
     * What is wrong with the values, with commas between; null where nothing is.
     *
     * @param alternates how many alternative alleles the record has
     * @param ploidy of the sample
     */
    @Nullable
    String fault(byte[] bytes, int from, int to, int alternates, int ploidy) {
        if (VcfForms.isMissing(bytes, from, to)) {
            return null;
        }
        if (isQuoted(bytes, from, to)) {
            return null;
        }
        long values = 0;
        for (int start = from; start <= to; ) {
            int end = VcfForms.until(',', bytes, start, to);
            if (start == end) {
                return "an empty value, where the missing one is a point";
            }
            if (!VcfForms.isMissing(bytes, start, end)) {
                if (!key.type().holds(bytes, start, end)) {
                    return key.type().expectation();
                }
                if (!rule.holds(bytes, start, end)) {
                    return rule.expectation();
                }
            }
            values++;
            start = end + 1;
        }
        return key.number().fits(values, alternates, ploidy) ? null : wrongNumber(values, alternates);
    }

    /** One text between quotes, which some programs write: its commas separate nothing. */
    private boolean isQuoted(byte[] bytes, int from, int to) {
        return key.type() == VcfType.STRING
                && key.number().isOne()
                && to - from > 1
                && bytes[from] == '"'
                && VcfForms.until('"', bytes, from + 1, to) == to - 1;
    }

    private String wrongNumber(long values, int alternates) {
        return values + (values == 1 ? " value" : " values") + ", which is not Number="
                + key.number().written() + " with "
                + alternates + (alternates == 1 ? " alternative allele" : " alternative alleles");
    }
}
