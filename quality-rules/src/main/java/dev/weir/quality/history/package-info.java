/** What releases leave for those after them: per column the states of what was released, as rows of a table. */
@NullMarked
package dev.weir.quality.history;

import org.jspecify.annotations.NullMarked;
