/** The plan of a product's run, held to golden files and to its own laws. */
@NullMarked
package dev.weir.jobs.plan;

import org.jspecify.annotations.NullMarked;
