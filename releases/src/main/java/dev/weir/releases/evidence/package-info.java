/** What proves to an outsider that a release is what it was: evidence, signature, and how both are checked. */
@NullMarked
package dev.weir.releases.evidence;

import org.jspecify.annotations.NullMarked;
