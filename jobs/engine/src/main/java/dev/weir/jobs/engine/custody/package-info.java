/** Who has the keys of files with clear rows, and how a task comes to the one that it needs. */
@NullMarked
package dev.weir.jobs.engine.custody;

import org.jspecify.annotations.NullMarked;
