/** The release log: what was published, with its tags, its pins and its proof. */
@NullMarked
package dev.weir.releases.log;

import org.jspecify.annotations.NullMarked;
