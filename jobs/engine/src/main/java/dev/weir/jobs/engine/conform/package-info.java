/** From inputs to a table's rows: the transformation, with each row's origin, and the marks of its rules. */
@NullMarked
package dev.weir.jobs.engine.conform;

import org.jspecify.annotations.NullMarked;
