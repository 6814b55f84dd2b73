/** A statistical tagger of names, numbers and addresses in running text, and the features and weights that it goes by. */
@NullMarked
package dev.weir.privacy.detect.tag;

import org.jspecify.annotations.NullMarked;
