/** A warehouse looked after: cleaned, looked at, moved. */
@NullMarked
package dev.weir.jobs.desk.upkeep;

import org.jspecify.annotations.NullMarked;
