@NullMarked
package dev.weir.jobs.plan.lineage;

import org.jspecify.annotations.NullMarked;
