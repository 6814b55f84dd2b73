/** SQL as people write it, read by Spark's own grammar: works without Spark running, and needs ANTLR's runtime alone. */
@NullMarked
package dev.weir.jobs.engine.sql;

import org.jspecify.annotations.NullMarked;
