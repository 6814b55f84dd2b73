/** Releases kept as Delta tables: files that wait outside the log, committed as the release's transaction. */
@NullMarked
package dev.weir.jobs.release.delta;

import org.jspecify.annotations.NullMarked;
