/** Tests of what shows that a release is what it was. */
@NullMarked
package dev.weir.jobs.evidence;

import org.jspecify.annotations.NullMarked;
