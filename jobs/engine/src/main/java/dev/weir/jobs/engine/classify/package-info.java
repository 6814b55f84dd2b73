/** What the columns of sources and products seem to hold, from samples of their rows. */
@NullMarked
package dev.weir.jobs.engine.classify;

import org.jspecify.annotations.NullMarked;
