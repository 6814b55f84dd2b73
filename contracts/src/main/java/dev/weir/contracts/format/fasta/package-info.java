/** Sequences in FASTA. */
@NullMarked
package dev.weir.contracts.format.fasta;

import org.jspecify.annotations.NullMarked;
