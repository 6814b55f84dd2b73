/** Releases kept as Iceberg tables: the embedded catalogue, branches of a run, heads that move together. */
@NullMarked
package dev.weir.jobs.release.iceberg;

import org.jspecify.annotations.NullMarked;
