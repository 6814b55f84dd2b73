/** Avro. */
@NullMarked
package dev.weir.contracts.format.avro;

import org.jspecify.annotations.NullMarked;
