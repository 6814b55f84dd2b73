/** What is asked of a run, and what it therefore makes of each table: all of it, or a part on top of the last release. */
@NullMarked
package dev.weir.jobs.engine.scope;

import org.jspecify.annotations.NullMarked;
