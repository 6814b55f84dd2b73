/** Each stage as Spark does it; the one owner of the session. {@link SparkSqlGrammar} alone works without Spark running. */
@NullMarked
package dev.weir.jobs.spark;

import org.jspecify.annotations.NullMarked;
