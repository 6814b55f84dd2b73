/** The steps of a run on the sources as they lie, with nothing released; all it writes is encrypted and dies with it. */
@NullMarked
package dev.weir.jobs.engine.check;

import org.jspecify.annotations.NullMarked;
