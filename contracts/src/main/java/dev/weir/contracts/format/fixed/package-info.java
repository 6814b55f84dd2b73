/** Text of fixed width. */
@NullMarked
package dev.weir.contracts.format.fixed;

import org.jspecify.annotations.NullMarked;
