/** From rules to verdicts: row predicates, DQDL checks, comparisons, and what they decide together. */
@NullMarked
package dev.weir.quality;

import org.jspecify.annotations.NullMarked;
