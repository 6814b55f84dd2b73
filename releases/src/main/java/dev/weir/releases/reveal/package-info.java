/** Undoes masks that can be undone, after an entry in a log that cannot be changed unseen. */
@NullMarked
package dev.weir.releases.reveal;

import org.jspecify.annotations.NullMarked;
