/** Regular expressions whose work on a value has a bound: what Spark's own do, on any session that knows {@link dev.weir.quality.regex.RegexBounds}. */
@NullMarked
package dev.weir.quality.regex;

import org.jspecify.annotations.NullMarked;
