/** What brings the tables of a product from a run's staging to a release that never changes. */
@NullMarked
package dev.weir.jobs.release;

import org.jspecify.annotations.NullMarked;
