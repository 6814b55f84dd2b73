/** From a workspace to a plan, one question at a time: order, origins, masks, rules and what answers them. */
@NullMarked
package dev.weir.jobs.plan.making;

import org.jspecify.annotations.NullMarked;
