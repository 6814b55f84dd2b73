/** What weir.yaml says of catalogues of tables, one class for each type; nobody names them. */
@NullMarked
package dev.weir.contracts.read.catalogue;

import org.jspecify.annotations.NullMarked;
