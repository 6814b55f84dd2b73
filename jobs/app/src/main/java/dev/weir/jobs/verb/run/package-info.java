/** A product run: for a release, for a look, again, back to an earlier one, and what a run has put aside. */
@NullMarked
package dev.weir.jobs.verb.run;

import org.jspecify.annotations.NullMarked;
