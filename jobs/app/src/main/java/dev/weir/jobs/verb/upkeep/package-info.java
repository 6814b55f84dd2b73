/** A warehouse looked after: cleaned, looked at, measured, moved. */
@NullMarked
package dev.weir.jobs.verb.upkeep;

import org.jspecify.annotations.NullMarked;
