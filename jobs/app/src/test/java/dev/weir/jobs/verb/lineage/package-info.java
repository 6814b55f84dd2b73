/** Tests of the lineage that a person asks for. */
@NullMarked
package dev.weir.jobs.verb.lineage;

import org.jspecify.annotations.NullMarked;
