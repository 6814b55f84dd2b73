@NullMarked
package dev.weir.jobs.engine.discover;

import org.jspecify.annotations.NullMarked;
