/** ORC files, read as strictly as text. */
@NullMarked
package dev.weir.jobs.engine.read.orc;

import org.jspecify.annotations.NullMarked;
