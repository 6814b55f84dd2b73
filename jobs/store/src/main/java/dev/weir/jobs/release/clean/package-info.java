/** What may be removed from a warehouse, and who removes it. */
@NullMarked
package dev.weir.jobs.release.clean;

import org.jspecify.annotations.NullMarked;
