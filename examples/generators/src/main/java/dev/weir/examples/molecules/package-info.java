/** The molecules: enumerated from fragments, described by CDK, with results computed from the descriptors. */
@NullMarked
package dev.weir.examples.molecules;

import org.jspecify.annotations.NullMarked;
