/** Formats of source files: what each takes in a contract. How they are read is the engine's. */
@NullMarked
package dev.weir.contracts.format;

import org.jspecify.annotations.NullMarked;
