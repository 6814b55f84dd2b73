@NullMarked
package dev.weir.jobs.engine.diff;

import org.jspecify.annotations.NullMarked;
