/** A command of Weir on a cluster: the command line of {@code spark-submit} for it. */
@NullMarked
package dev.weir.jobs.desk.submit;

import org.jspecify.annotations.NullMarked;
