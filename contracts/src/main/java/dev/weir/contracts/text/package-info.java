/** Texts and what stands for them: hashes, numbers as people read them, patterns of times, the known word that is nearest. */
@NullMarked
package dev.weir.contracts.text;

import org.jspecify.annotations.NullMarked;
