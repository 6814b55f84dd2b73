/** Records of files that hold values in types of their own, read as strictly as text. */
@NullMarked
package dev.weir.jobs.engine.read.typed;

import org.jspecify.annotations.NullMarked;
