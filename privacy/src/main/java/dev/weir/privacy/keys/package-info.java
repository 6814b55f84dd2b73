/** The workspace's key, made once, read with care, derived for one purpose at a time; and the pair that signs its releases. */
@NullMarked
package dev.weir.privacy.keys;

import org.jspecify.annotations.NullMarked;
