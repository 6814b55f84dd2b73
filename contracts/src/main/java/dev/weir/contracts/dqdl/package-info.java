/** What Weir needs to know of a DQDL rule, and the port that tells it. */
@NullMarked
package dev.weir.contracts.dqdl;

import org.jspecify.annotations.NullMarked;
