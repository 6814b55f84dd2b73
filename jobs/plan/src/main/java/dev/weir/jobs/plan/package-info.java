/** From a workspace to the plan of one product's run: pure, without clock, files or engine. */
@NullMarked
package dev.weir.jobs.plan;

import org.jspecify.annotations.NullMarked;
