/** From a source's contract to its files: which ones a run reads, surveyed, and in the reader's terms. */
@NullMarked
package dev.weir.jobs.engine.source;

import org.jspecify.annotations.NullMarked;
