package dev.weir.contracts.format.fasta;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.StoredText;

/**
 * How FASTA lies in files.
 *
 * @param alphabet of all sequences
 */
public record FastaDialect(StoredText stored, Alphabet alphabet) implements Source.Dialect {}
