/** Tests of the measures of drift: figures of SciPy and statsmodels, and properties. */
@NullMarked
package dev.weir.quality.drift;

import org.jspecify.annotations.NullMarked;
