/** Source files as they lie: found, opened, unpacked, and turned into UTF-8. */
@NullMarked
package dev.weir.jobs.engine.read.file;

import org.jspecify.annotations.NullMarked;
