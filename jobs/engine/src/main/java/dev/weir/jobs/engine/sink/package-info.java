/** The governing sink: one pass over a table's rows that judges, measures, masks, routes and writes them. */
@NullMarked
package dev.weir.jobs.engine.sink;

import org.jspecify.annotations.NullMarked;
