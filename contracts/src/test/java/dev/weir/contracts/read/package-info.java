/** Tests of the readers. */
@NullMarked
package dev.weir.contracts.read;

import org.jspecify.annotations.NullMarked;
