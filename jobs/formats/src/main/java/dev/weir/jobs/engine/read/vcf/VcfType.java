package dev.weir.jobs.engine.read.vcf;

import java.util.Optional;
import java.util.stream.Stream;

/** The type of a key's values by the header. */
enum VcfType {
    INTEGER("Integer", "not an integer"),
    FLOAT("Float", "not a number as VCF writes it"),
    FLAG("Flag", "a value of a Flag other than 0 and 1"),
    CHARACTER("Character", "not one character"),
    STRING("String", "no text");

    private final String written;
    private final String expectation;

    VcfType(String written, String expectation) {
        this.written = written;
        this.expectation = expectation;
    }

    static Optional<VcfType> of(String written) {
        return Stream.of(values()).filter(type -> type.written.equals(written)).findFirst();
    }

    String written() {
        return written;
    }

    /** What a value of it is not, for people. */
    String expectation() {
        return expectation;
    }

    boolean isText() {
        return this == CHARACTER || this == STRING;
    }

    /** Whether the bytes are one value, which is not the missing one. */
    boolean holds(byte[] bytes, int from, int to) {
        return switch (this) {
            case INTEGER -> VcfForms.isInteger(bytes, from, to);
            case FLOAT -> VcfForms.isFloat(bytes, from, to);
            case CHARACTER -> VcfForms.isOneCharacter(bytes, from, to);
            case STRING -> from < to;
            case FLAG -> to - from == 1 && (bytes[from] == '0' || bytes[from] == '1');
        };
    }
}
