/** SQL that people write: the port that reads it, what its text tells, and the one gate that every piece passes. */
@NullMarked
package dev.weir.contracts.sql;

import org.jspecify.annotations.NullMarked;
