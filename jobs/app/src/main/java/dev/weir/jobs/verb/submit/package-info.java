/** A command of Weir on a cluster: the command line of {@code spark-submit} for it, and the process that follows it. */
@NullMarked
package dev.weir.jobs.verb.submit;

import org.jspecify.annotations.NullMarked;
