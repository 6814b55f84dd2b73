/** Reads what runs put aside: rows by cause, and since when they are outside. */
@NullMarked
package dev.weir.jobs.engine.quarantine;

import org.jspecify.annotations.NullMarked;
