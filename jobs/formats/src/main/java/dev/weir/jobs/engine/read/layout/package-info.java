/** How files seem to be written, as formats see them without a contract. */
@NullMarked
package dev.weir.jobs.engine.read.layout;

import org.jspecify.annotations.NullMarked;
