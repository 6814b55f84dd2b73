package dev.weir.contracts.sql;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Place;

/**
 * A piece of user-written SQL.
 *
 * @param text the SQL
 * @param name what people call it, such as {@code the predicate}
 * @param places where its characters stand
 */
public record WrittenSql(String text, String name, Places places) {

    public WrittenSql {
        requireNonNull(text, "text");
        requireNonNull(name, "name");
        requireNonNull(places, "places");
    }

    /** Where the characters of a text stand. */
    @FunctionalInterface
    public interface Places {
        /** The place of a line and column of the text, both counted from 1. */
        Place at(int line, int column);
    }
}
