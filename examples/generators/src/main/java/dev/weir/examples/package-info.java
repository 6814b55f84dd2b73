/** Makes the sample files of the examples, and the list of the faults planted in them. */
@NullMarked
package dev.weir.examples;

import org.jspecify.annotations.NullMarked;
