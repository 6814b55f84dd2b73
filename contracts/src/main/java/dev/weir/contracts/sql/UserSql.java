package dev.weir.contracts.sql;

import dev.weir.contracts.Place;

/**
 * A piece of user-written SQL.
 *
 * @param text the SQL
 * @param name what people call it, such as {@code the predicate}
 * @param places where its characters stand
 */
public record UserSql(String text, String name, Places places) {
    /** Where the characters of a text stand. */
    @FunctionalInterface
    public interface Places {
        /** The place of a line and column of the text, both counted from 1. */
        Place at(int line, int column);
    }
}
