package dev.weir.contracts.format.fasta;

import dev.weir.contracts.format.TextDialect;
import dev.weir.contracts.format.TextStorage;

/**
 * How FASTA lies in files.
 *
 * @param alphabet of all sequences
 */
public record FastaDialect(TextStorage stored, Alphabet alphabet) implements TextDialect {}
