/** What edited rules would have said of releases that were made by others. */
@NullMarked
package dev.weir.jobs.engine.backtest;

import org.jspecify.annotations.NullMarked;
