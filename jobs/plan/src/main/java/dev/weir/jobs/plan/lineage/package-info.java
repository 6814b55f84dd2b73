/** What the tables of a product are made of, column by column, by the plan and without an engine. */
@NullMarked
package dev.weir.jobs.plan.lineage;

import org.jspecify.annotations.NullMarked;
