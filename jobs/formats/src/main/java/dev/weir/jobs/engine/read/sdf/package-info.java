/** Structure-data files: molecules as BIOVIA's CTfile formats V2000 and V3000 write them, each with its data items. */
@NullMarked
package dev.weir.jobs.engine.read.sdf;

import org.jspecify.annotations.NullMarked;
