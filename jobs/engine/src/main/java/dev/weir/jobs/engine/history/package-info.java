/** What earlier releases have left: the columns' states, and the metrics that drift and dynamic rules learn from. */
@NullMarked
package dev.weir.jobs.engine.history;

import org.jspecify.annotations.NullMarked;
