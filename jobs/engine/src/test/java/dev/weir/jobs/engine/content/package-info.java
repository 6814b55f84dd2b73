/** Tests of the governing sink against plain Spark queries that say the same. */
@NullMarked
package dev.weir.jobs.engine.content;

import org.jspecify.annotations.NullMarked;
