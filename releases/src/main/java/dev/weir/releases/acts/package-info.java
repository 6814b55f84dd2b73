/** What not everybody may do: the door through which each such act goes, and the log of those who were let through. */
@NullMarked
package dev.weir.releases.acts;

import org.jspecify.annotations.NullMarked;
