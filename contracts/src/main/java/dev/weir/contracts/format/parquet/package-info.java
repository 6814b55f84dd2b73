/** Parquet. */
@NullMarked
package dev.weir.contracts.format.parquet;

import org.jspecify.annotations.NullMarked;
