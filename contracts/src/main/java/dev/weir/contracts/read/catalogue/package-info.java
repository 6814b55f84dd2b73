/** What weir.yaml declares of catalogues of tables, one class for each type, which no code names. */
@NullMarked
package dev.weir.contracts.read.catalogue;

import org.jspecify.annotations.NullMarked;
