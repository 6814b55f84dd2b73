/** What edited rules would have said of releases that were made by others. */
@NullMarked
package dev.weir.jobs.spark.backtest;

import org.jspecify.annotations.NullMarked;
