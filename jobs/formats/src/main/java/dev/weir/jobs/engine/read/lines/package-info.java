/** What readers of text do alike, where a record is a line, or lines between marks. */
@NullMarked
package dev.weir.jobs.engine.read.lines;

import org.jspecify.annotations.NullMarked;
