package dev.weir.contracts.format.fasta;

import dev.weir.contracts.text.Word;
import java.util.Optional;
import java.util.stream.Stream;

/** What a record of FASTA has. */
public enum FastaField implements Word {
    /** Behind {@code >}, up to the first blank. */
    ID,
    /** The rest of that line. */
    DESCRIPTION,
    /** All letters, without line ends. */
    SEQUENCE,
    /** How many letters these are, gaps included. */
    LENGTH;

    /** As a contract writes it; empty where no record has such a thing. */
    public static Optional<FastaField> of(String written) {
        return Stream.of(values()).filter(each -> each.word().equals(written)).findFirst();
    }
}
