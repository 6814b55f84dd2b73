/** From the sources to the verdicts: each table read, conformed, staged through the sink and compared. */
@NullMarked
package dev.weir.jobs.engine.pass;

import org.jspecify.annotations.NullMarked;
