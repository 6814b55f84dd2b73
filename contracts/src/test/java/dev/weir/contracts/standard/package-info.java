/** Tests of the tables of the standards. */
@NullMarked
package dev.weir.contracts.standard;

import org.jspecify.annotations.NullMarked;
