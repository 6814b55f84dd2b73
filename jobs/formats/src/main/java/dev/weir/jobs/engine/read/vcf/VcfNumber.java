package dev.weir.jobs.engine.read.vcf;

import java.io.Serializable;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many values a key has.
 *
 * @param per what they are counted by
 * @param count where that is always the same
 */
record VcfNumber(Per per, int count) implements Serializable {

    /** No key has more. */
    private static final int MOST = 1_000_000;

    /** Beyond these it is not checked of which ploidy a genotype without alleles may be. */
    private static final int MOST_PLOIDY = 16;

    /** Of a sample whose genotype does not say it. */
    static final int UNKNOWN_PLOIDY = 0;

    /** What values are counted by. */
    enum Per {
        /** Always as many. */
        RECORD(""),
        /** Alternative alleles. */
        ALTERNATE("A"),
        /** Alleles, that of the reference included. */
        ALLELE("R"),
        /** Genotypes that the alleles may make. */
        GENOTYPE("G"),
        /** Alleles of a genotype. */
        PLOIDY("P"),
        /** Alternative alleles of the sample, which its LAA lists; this and those below are not counted. */
        LOCAL_ALTERNATE("LA"),
        /** Alleles of the sample. */
        LOCAL_ALLELE("LR"),
        /** Genotypes that the alleles of the sample may make. */
        LOCAL_GENOTYPE("LG"),
        /** Bases that may be modified. */
        MODIFICATION("M"),
        /** Unknown. */
        NOTHING(".");

        private final String written;

        Per(String written) {
            this.written = written;
        }
    }

    /** One value. */
    static final VcfNumber ONE = new VcfNumber(Per.RECORD, 1);

    /** As many as there are. */
    static final VcfNumber ANY = new VcfNumber(Per.NOTHING, 0);

    /** By {@code Number} of a definition; empty where it is something else. */
    static Optional<VcfNumber> of(String written) {
        for (Per per : Per.values()) {
            if (per != Per.RECORD && per.written.equals(written)) {
                return Optional.of(new VcfNumber(per, 0));
            }
        }
        if (written.isEmpty() || written.length() > 7 || !written.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int count = Integer.parseInt(written);
        return count > MOST ? Optional.empty() : Optional.of(new VcfNumber(Per.RECORD, count));
    }

    String written() {
        return per == Per.RECORD ? String.valueOf(count) : per.written;
    }

    /** Whether the specification knows it for samples alone since a version. */
    boolean isKnown(boolean ofSamples, VcfVersion version) {
        return switch (per) {
            case PLOIDY -> ofSamples && version.hasLeadingPhase();
            case LOCAL_ALTERNATE, LOCAL_ALLELE, LOCAL_GENOTYPE, MODIFICATION -> ofSamples && version.hasLocalAlleles();
            case RECORD, ALTERNATE, ALLELE, GENOTYPE, NOTHING -> true;
        };
    }

    /** Whether a sample may have no value at all, which is not the missing one. */
    boolean mayBeNone(VcfVersion version) {
        return per != Per.RECORD && version.hasLocalAlleles();
    }

    boolean isOne() {
        return equals(ONE);
    }

    /**
     * Whether a record may have so many values. Where it has no alternative allele, the missing one may count as one.
     *
     * @param alternates how many alternative alleles the record has
     * @param ploidy of the sample, or {@link #UNKNOWN_PLOIDY}
     */
    boolean fits(long values, int alternates, int ploidy) {
        return fit(values, alternates, ploidy) || (alternates == 0 && fit(values, 1, ploidy));
    }

    private boolean fit(long values, int alternates, int ploidy) {
        return switch (per) {
            case RECORD -> values == count;
            case ALTERNATE -> values == alternates;
            case ALLELE -> values == alternates + 1L;
            case GENOTYPE ->
                ploidy == UNKNOWN_PLOIDY
                        ? IntStream.rangeClosed(1, MOST_PLOIDY).anyMatch(any -> values == genotypes(alternates, any))
                        : values == genotypes(alternates, ploidy);
            case PLOIDY -> ploidy == UNKNOWN_PLOIDY || values == ploidy;
            case LOCAL_ALTERNATE, LOCAL_ALLELE, LOCAL_GENOTYPE, MODIFICATION, NOTHING -> true;
        };
    }

    /** Multisets of alleles: ploidy of them, of alternates + 1 different ones. */
    private static long genotypes(int alternates, int ploidy) {
        long ways = 1;
        for (int i = 1; i <= ploidy; i++) {
            if (ways > Long.MAX_VALUE / (alternates + i)) {
                return Long.MAX_VALUE;
            }
            ways = ways * (alternates + i) / i;
        }
        return ways;
    }
}
