/** What brings a run's rows on top of the last release's: whole data files change places, found by key or interval. */
@NullMarked
package dev.weir.jobs.engine.load;

import org.jspecify.annotations.NullMarked;
