/** Delimited text read: its scanner, its header, its records. */
@NullMarked
package dev.weir.jobs.engine.read.delimited;

import org.jspecify.annotations.NullMarked;
