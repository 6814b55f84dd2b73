/**
 * Tables of databases, read by JDBC: at one state where the server can hold one, strictly, and with what is reported of them
 * later.
 */
@NullMarked
package dev.weir.jobs.engine.database;

import org.jspecify.annotations.NullMarked;
