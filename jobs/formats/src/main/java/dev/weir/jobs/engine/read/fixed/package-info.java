/** Text of fixed width: its columns stand at the same places of each line. */
@NullMarked
package dev.weir.jobs.engine.read.fixed;

import org.jspecify.annotations.NullMarked;
