/** The hospital: Synthea's records, cut to a sample, and a subject registry made for them. */
@NullMarked
package dev.weir.examples.clinical;

import org.jspecify.annotations.NullMarked;
