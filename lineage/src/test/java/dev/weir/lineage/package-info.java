/** Tests of the events. */
@NullMarked
package dev.weir.lineage;

import org.jspecify.annotations.NullMarked;
