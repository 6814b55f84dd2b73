/** Reads source files strictly: every record becomes one typed row, or one row with the reason why it could not be read. */
@NullMarked
package dev.weir.jobs.engine.read;

import org.jspecify.annotations.NullMarked;
