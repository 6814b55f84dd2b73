/** The SQL functions that rules and transformations may call beside Spark's own. */
@NullMarked
package dev.weir.quality.functions;

import org.jspecify.annotations.NullMarked;
