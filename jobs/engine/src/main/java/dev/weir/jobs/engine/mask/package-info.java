/** Masks at work on rows: as a view of the row at hand, and as expressions in plans, by one code path. */
@NullMarked
package dev.weir.jobs.engine.mask;

import org.jspecify.annotations.NullMarked;
