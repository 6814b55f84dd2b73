/** Time stamps of signatures by an authority outside, as RFC 3161 has them. */
@NullMarked
package dev.weir.privacy.timestamp;

import org.jspecify.annotations.NullMarked;
