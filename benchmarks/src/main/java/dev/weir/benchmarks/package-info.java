/** Whole runs beside the same job written by hand. */
@NullMarked
package dev.weir.benchmarks;

import org.jspecify.annotations.NullMarked;
