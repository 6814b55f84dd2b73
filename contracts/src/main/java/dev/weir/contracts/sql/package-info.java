/** What Weir needs to know of a piece of SQL, and the port that tells it. */
@NullMarked
package dev.weir.contracts.sql;

import org.jspecify.annotations.NullMarked;
