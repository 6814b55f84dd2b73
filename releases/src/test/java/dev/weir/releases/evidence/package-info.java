/** Tests of what shows that a release is what it was. */
@NullMarked
package dev.weir.releases.evidence;

import org.jspecify.annotations.NullMarked;
