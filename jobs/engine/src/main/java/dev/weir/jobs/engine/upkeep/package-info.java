/** Looks after what releases leave: whether all is in order, and what was left in the middle. */
@NullMarked
package dev.weir.jobs.engine.upkeep;

import org.jspecify.annotations.NullMarked;
