@NullMarked
package dev.weir.jobs.spark.quarantine;

import org.jspecify.annotations.NullMarked;
