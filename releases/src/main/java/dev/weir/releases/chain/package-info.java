/** Files that are numbered without gaps, each naming the hash of the one before, signed where it matters. */
@NullMarked
package dev.weir.releases.chain;

import org.jspecify.annotations.NullMarked;
