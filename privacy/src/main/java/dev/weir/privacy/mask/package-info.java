/** What becomes of a value: the masks, and the functions on bytes that a sink calls for each row. */
@NullMarked
package dev.weir.privacy.mask;

import org.jspecify.annotations.NullMarked;
