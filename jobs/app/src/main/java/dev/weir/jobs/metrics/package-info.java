/** Releases, runs and what ends soon as numbers for monitoring. */
@NullMarked
package dev.weir.jobs.metrics;

import org.jspecify.annotations.NullMarked;
