/** Writes a table's data files as plain Parquet, with the statistics that Delta's log asks for. */
@NullMarked
package dev.weir.jobs.engine.files;

import org.jspecify.annotations.NullMarked;
