/** Makes a new release of the newest one's rows in fewer files. */
@NullMarked
package dev.weir.jobs.engine.compact;

import org.jspecify.annotations.NullMarked;
