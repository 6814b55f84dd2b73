package dev.weir.quality.sql;

/**
 * Why a piece of SQL is refused although Spark would run it.
 *
 * @param what it does, to follow its subject: {@code reads text as INT}
 * @param why it may not
 * @param remedy what to write in its place
 * @param spot where
 */
public record SqlFault(String what, String why, String remedy, SqlSpot spot) {}
