/** What people are to know of runs, of ends that are near and of the law's thresholds, and that they get it once. */
@NullMarked
package dev.weir.jobs.notices;

import org.jspecify.annotations.NullMarked;
