/** Data sets of SAS. */
@NullMarked
package dev.weir.contracts.format.sas;

import org.jspecify.annotations.NullMarked;
