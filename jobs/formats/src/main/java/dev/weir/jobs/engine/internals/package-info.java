/** What Weir calls of Spark that is not part of Spark's API, in one place for the day when its version changes. */
@NullMarked
package dev.weir.jobs.engine.internals;

import org.jspecify.annotations.NullMarked;
