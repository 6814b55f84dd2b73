/** What Spark's analysis tells of SQL that people write: one judgement for queries and rules alike. */
@NullMarked
package dev.weir.quality.sql;

import org.jspecify.annotations.NullMarked;
