@NullMarked
package dev.weir.jobs.spark.diff;

import org.jspecify.annotations.NullMarked;
