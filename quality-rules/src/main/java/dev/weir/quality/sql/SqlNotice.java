package dev.weir.quality.sql;

import dev.weir.contracts.sql.OrderFault;

/**
 * A part of a query that may give other rows on another machine, although it is the same SQL over the same rows.
 *
 * @param expression the part, as it is written
 * @param fault why, and what to write in its place
 * @param spot where
 */
public record SqlNotice(String expression, OrderFault fault, SqlSpot spot) {}
