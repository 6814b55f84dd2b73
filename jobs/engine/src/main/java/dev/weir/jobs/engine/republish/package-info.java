/** Releases that have the rows of an earlier one, without a source being read. */
@NullMarked
package dev.weir.jobs.engine.republish;

import org.jspecify.annotations.NullMarked;
