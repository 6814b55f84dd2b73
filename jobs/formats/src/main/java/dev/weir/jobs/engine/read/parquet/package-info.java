/** Parquet files read as strictly as text, by Spark's own reader. */
@NullMarked
package dev.weir.jobs.engine.read.parquet;

import org.jspecify.annotations.NullMarked;
