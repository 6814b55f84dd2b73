/** DQDL checks, as Deequ's own parser, translator and metrics answer them. */
@NullMarked
package dev.weir.quality.dqdl;

import org.jspecify.annotations.NullMarked;
