/** Spark's analysis of all SQL of a product before any of its data is read. */
@NullMarked
package dev.weir.jobs.spark.analysis;

import org.jspecify.annotations.NullMarked;
