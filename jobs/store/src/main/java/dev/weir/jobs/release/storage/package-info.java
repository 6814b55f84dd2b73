/** The release log's small files in S3, through Hadoop. */
@NullMarked
package dev.weir.jobs.release.storage;

import org.jspecify.annotations.NullMarked;
