package dev.weir.examples;

/**
 * A record and where it was written.
 *
 * @param file relative to the workspace
 * @param line where the record starts, from 1
 * @param row the record
 */
public record Placed(String file, int line, Row row) {}
