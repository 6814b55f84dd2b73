/** Where tables and releases are kept, and who may work there now. */
@NullMarked
package dev.weir.releases.warehouse;

import org.jspecify.annotations.NullMarked;
