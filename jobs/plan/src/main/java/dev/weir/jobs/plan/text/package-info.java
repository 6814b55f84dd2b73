/** A plan as people and programs read it. */
@NullMarked
package dev.weir.jobs.plan.text;

import org.jspecify.annotations.NullMarked;
