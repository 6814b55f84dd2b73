/** Which columns a table is made of, column by column, and what was done to them on the way. */
@NullMarked
package dev.weir.contracts.lineage;

import org.jspecify.annotations.NullMarked;
