/** Intervals of time that files are of, and windows over them. */
@NullMarked
package dev.weir.jobs.plan.interval;

import org.jspecify.annotations.NullMarked;
