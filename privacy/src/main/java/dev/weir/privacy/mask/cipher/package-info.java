/** Encryption that keeps a value's form, and encryption that does not. */
@NullMarked
package dev.weir.privacy.mask.cipher;

import org.jspecify.annotations.NullMarked;
