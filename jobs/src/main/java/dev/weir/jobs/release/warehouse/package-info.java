/** Where tables and releases are kept, and who may work there now. */
@NullMarked
package dev.weir.jobs.release.warehouse;

import org.jspecify.annotations.NullMarked;
