/** Small files that are created once and never changed: on a disk, in a database, and where others add. */
@NullMarked
package dev.weir.releases.storage;

import org.jspecify.annotations.NullMarked;
