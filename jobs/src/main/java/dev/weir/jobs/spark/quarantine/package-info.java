/** Reads what runs put aside: rows by cause, and since when they are outside. */
@NullMarked
package dev.weir.jobs.spark.quarantine;

import org.jspecify.annotations.NullMarked;
