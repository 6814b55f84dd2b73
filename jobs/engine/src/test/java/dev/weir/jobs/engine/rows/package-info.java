@NullMarked
package dev.weir.jobs.engine.rows;

import org.jspecify.annotations.NullMarked;
