/** What the governing sink does with the rows of one table, in words that travel to its tasks. */
@NullMarked
package dev.weir.jobs.engine.sink.spec;

import org.jspecify.annotations.NullMarked;
