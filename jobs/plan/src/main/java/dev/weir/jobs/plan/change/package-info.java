/** How a plan differs from what was released: columns that come, go, or change their types. */
@NullMarked
package dev.weir.jobs.plan.change;

import org.jspecify.annotations.NullMarked;
