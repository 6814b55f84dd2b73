/** Additive states of a table's metrics: a partition of rows fills one, and states of partitions add up. */
@NullMarked
package dev.weir.quality.state;

import org.jspecify.annotations.NullMarked;
