/** Tables whose rows are staged: where they lie, what became of their rows, and that none of them is lost. */
@NullMarked
package dev.weir.jobs.engine.staged;

import org.jspecify.annotations.NullMarked;
