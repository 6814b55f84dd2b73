package dev.weir.contracts.format.fasta;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.StoredText;

/**
 * How FASTA lies in files.
 *
 * @param alphabet of all sequences
 */
public record FastaDialect(StoredText stored, Alphabet alphabet) implements Source.Dialect {

    public FastaDialect {
        requireNonNull(stored, "stored");
        requireNonNull(alphabet, "alphabet");
    }
}
