/** Commands that look after a warehouse: clean it, ask how it does, move it. */
@NullMarked
package dev.weir.jobs.cli.upkeep;

import org.jspecify.annotations.NullMarked;
