/** What Weir calls of Spark that Spark promises to nobody, in one place for the day when its version changes. */
@NullMarked
package dev.weir.jobs.engine.internals;

import org.jspecify.annotations.NullMarked;
