/** Predicates that people write, evaluated on rows: what they say of a row, and that nothing can be said of it. */
@NullMarked
package dev.weir.quality.evaluation;

import org.jspecify.annotations.NullMarked;
