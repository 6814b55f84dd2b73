package dev.weir.jobs.engine.read.vcf;

import java.util.Optional;
import java.util.stream.Stream;

/** A version of the format that is read. */
enum VcfVersion {
    V4_1("VCFv4.1"),
    V4_2("VCFv4.2"),
    V4_3("VCFv4.3"),
    V4_4("VCFv4.4"),
    V4_5("VCFv4.5");

    private final String written;

    VcfVersion(String written) {
        this.written = written;
    }

    /** By {@code ##fileformat}; empty where it is another, or none. */
    static Optional<VcfVersion> of(String written) {
        return Stream.of(values())
                .filter(version -> version.written.equals(written))
                .findFirst();
    }

    String written() {
        return written;
    }

    /** Whether characters that mean something else are written as {@code %3B} and the like, and texts of INFO may have blanks. */
    boolean hasEncodedTexts() {
        return compareTo(V4_3) >= 0;
    }

    /** Whether no identifier and no filter of a record stands twice. */
    boolean hasDistinctNames() {
        return compareTo(V4_3) >= 0;
    }

    /** Whether contigs are named as in SAM. */
    boolean hasContigsOfSam() {
        return compareTo(V4_3) >= 0;
    }

    /** Whether the last line has to end as all do: one that does not has been cut, perhaps within a value. */
    boolean endsInLineEnd() {
        return compareTo(V4_3) >= 0;
    }

    /** Whether samples may have values of the alleles alone that are theirs, and none of them. */
    boolean hasLocalAlleles() {
        return compareTo(V4_5) >= 0;
    }

    /** Whether keys of FORMAT that are not declared have letters and digits alone. */
    boolean hasPlainFormatKeys() {
        return compareTo(V4_3) < 0;
    }

    /** Whether a genotype may begin with how it is phased. */
    boolean hasLeadingPhase() {
        return compareTo(V4_4) >= 0;
    }
}
