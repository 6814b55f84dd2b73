@NullMarked
package dev.weir.jobs.spark.rows;

import org.jspecify.annotations.NullMarked;
