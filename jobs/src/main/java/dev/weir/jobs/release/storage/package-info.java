/** Small files that are created once and never changed: on a disk, in S3, in a database. */
@NullMarked
package dev.weir.jobs.release.storage;

import org.jspecify.annotations.NullMarked;
