@NullMarked
package dev.weir.quality.dqdl.parse;

import org.jspecify.annotations.NullMarked;
