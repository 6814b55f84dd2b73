/** Spark's analysis of all SQL of a product before any of its data is read. */
@NullMarked
package dev.weir.jobs.engine.analysis;

import org.jspecify.annotations.NullMarked;
