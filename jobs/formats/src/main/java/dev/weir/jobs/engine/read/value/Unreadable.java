package dev.weir.jobs.engine.read.value;

import org.apache.spark.unsafe.types.UTF8String;

/** Why a record cannot be read. */
public enum Unreadable {
    TYPE("type"),
    ENCODING("encoding"),
    UNCLOSED_QUOTE("unclosed-quote"),
    MALFORMED_QUOTE("malformed-quote"),
    TOO_FEW_FIELDS("too-few-fields"),
    TOO_MANY_FIELDS("too-many-fields"),
    TOO_LONG("too-long"),
    CARRIAGE_RETURN("carriage-return"),
    WRONG_WIDTH("wrong-width"),
    NOT_BLANK("not-blank"),
    NOT_JSON("not-json"),
    NOT_VCF("not-vcf"),
    NOT_FHIR("not-fhir"),
    NOT_FASTA("not-fasta"),
    NOT_SDF("not-sdf"),
    MERGED_CELLS("merged-cells"),
    MISSING_COLUMN("missing-column");

    private final String rule;

    Unreadable(String code) {
        this.rule = "unreadable." + code;
    }

    /** The rule id that the record is said to break. */
    public UTF8String rule() {
        return UTF8String.fromString(rule);
    }
}
