/** Rules that data seem to obey, for stewards to choose from. */
@NullMarked
package dev.weir.quality.suggest;

import org.jspecify.annotations.NullMarked;
