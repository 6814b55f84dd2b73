/** Clear rows that a run keeps for itself, in files that are encrypted with a key that dies with it. */
@NullMarked
package dev.weir.jobs.engine.landed;

import org.jspecify.annotations.NullMarked;
