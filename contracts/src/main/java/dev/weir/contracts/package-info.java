/** The nouns: what people write in a workspace, as checked values. */
@NullMarked
package dev.weir.contracts;

import org.jspecify.annotations.NullMarked;
