/** The masks that Weir has: each kind with its parameters, what it leaves, and what it makes of a value. */
@NullMarked
package dev.weir.privacy.mask.kind;

import org.jspecify.annotations.NullMarked;
