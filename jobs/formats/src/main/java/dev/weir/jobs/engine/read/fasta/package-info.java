/** Sequences in FASTA: each record is a line that begins with {@code >}, and the sequence's lines below it. */
@NullMarked
package dev.weir.jobs.engine.read.fasta;

import org.jspecify.annotations.NullMarked;
