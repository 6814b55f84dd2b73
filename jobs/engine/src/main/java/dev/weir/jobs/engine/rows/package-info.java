/** Rows of a release for a caller: chosen, streamed and written as text, JSON, Arrow or Parquet. */
@NullMarked
package dev.weir.jobs.engine.rows;

import org.jspecify.annotations.NullMarked;
