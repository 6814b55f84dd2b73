/** Column lineage of queries, from plans that Spark has analysed. */
@NullMarked
package dev.weir.jobs.engine.lineage;

import org.jspecify.annotations.NullMarked;
