/** Texts as masks take them: normalised, in one canonical form, and back again. */
@NullMarked
package dev.weir.privacy.mask.text;

import org.jspecify.annotations.NullMarked;
