/** How verdicts and problems put numbers and Spark's errors into words. */
@NullMarked
package dev.weir.quality.wording;

import org.jspecify.annotations.NullMarked;
