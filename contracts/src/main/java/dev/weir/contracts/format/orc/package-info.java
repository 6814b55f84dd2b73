/** ORC. */
@NullMarked
package dev.weir.contracts.format.orc;

import org.jspecify.annotations.NullMarked;
