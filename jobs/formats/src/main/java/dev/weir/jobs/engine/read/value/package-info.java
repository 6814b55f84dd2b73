/** Bytes to typed values: what a column's text must be, and one reader for each type, strict and without an object per value. */
@NullMarked
package dev.weir.jobs.engine.read.value;

import org.jspecify.annotations.NullMarked;
