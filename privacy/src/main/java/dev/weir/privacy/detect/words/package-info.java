/** Words, names and characters that tell people apart from other text. */
@NullMarked
package dev.weir.privacy.detect.words;

import org.jspecify.annotations.NullMarked;
