/** Expressions of Weir's own where Spark's would not end, or give a wrong value without a word. */
@NullMarked
package dev.weir.quality.expressions;

import org.jspecify.annotations.NullMarked;
