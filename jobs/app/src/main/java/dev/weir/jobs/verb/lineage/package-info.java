/** Lineage, asked for by a person. */
@NullMarked
package dev.weir.jobs.verb.lineage;

import org.jspecify.annotations.NullMarked;
