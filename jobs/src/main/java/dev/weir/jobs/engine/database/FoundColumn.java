package dev.weir.jobs.engine.database;

/**
 * A column as a database has it.
 *
 * @param type as {@link java.sql.Types} has it
 * @param typeName as the database calls it
 */
record FoundColumn(String name, int type, String typeName) {}
