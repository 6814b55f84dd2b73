/** Tests of the formats of source files. */
@NullMarked
package dev.weir.contracts.format;

import org.jspecify.annotations.NullMarked;
