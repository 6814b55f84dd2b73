/** Tests of the states: parts add up to the whole, and the oracle is arithmetic that keeps every digit. */
@NullMarked
package dev.weir.quality.state;

import org.jspecify.annotations.NullMarked;
