/** A run from its first look at the tables to its release, or to the reasons why there is none. */
@NullMarked
package dev.weir.jobs.engine.run;

import org.jspecify.annotations.NullMarked;
