/** What the first rows of a file are: titles, names of columns, records. */
@NullMarked
package dev.weir.jobs.engine.read.header;

import org.jspecify.annotations.NullMarked;
