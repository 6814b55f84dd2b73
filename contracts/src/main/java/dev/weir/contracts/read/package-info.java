/** Reads a workspace: what people wrote, with every problem at once. */
@NullMarked
package dev.weir.contracts.read;

import org.jspecify.annotations.NullMarked;
