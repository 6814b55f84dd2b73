/** What a run leaves beside its tables: its report, its record, the release's page, and lineage of one that died. */
@NullMarked
package dev.weir.jobs.engine.report;

import org.jspecify.annotations.NullMarked;
