/** The events of a run, and their way to OpenLineage. */
@NullMarked
package dev.weir.lineage;

import org.jspecify.annotations.NullMarked;
