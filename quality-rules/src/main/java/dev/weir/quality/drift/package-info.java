/** How far a column or a table has moved from the releases before: arithmetic on states, with no row at hand. */
@NullMarked
package dev.weir.quality.drift;

import org.jspecify.annotations.NullMarked;
