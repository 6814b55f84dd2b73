/** Compares the rows of two releases on the engine. */
@NullMarked
package dev.weir.jobs.engine.diff;

import org.jspecify.annotations.NullMarked;
