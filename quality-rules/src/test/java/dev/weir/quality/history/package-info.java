/** Tests of what is kept of releases: it comes back as it was, and never tells a masked value. */
@NullMarked
package dev.weir.quality.history;

import org.jspecify.annotations.NullMarked;
