/** Makes a new release with the content of an earlier one, by today's law and rules. */
@NullMarked
package dev.weir.jobs.engine.rollback;

import org.jspecify.annotations.NullMarked;
