package dev.weir.jobs.engine.read.value;

import java.io.Serializable;
import java.util.List;

/**
 * One column to read.
 *
 * @param name in the contract, and of the column in the rows
 * @param header its name in the file: a header's field or a JSON key
 * @param type what its text must be
 * @param nullValues texts that mean NULL in this column, besides those of the format
 * @param onBadValue what becomes of a value that is not of the type
 */
public record ReadColumn(String name, String header, ValueType type, List<String> nullValues, OnBadValue onBadValue)
        implements Serializable {

    /** What becomes of a value that is not of its column's type. */
    public enum OnBadValue {
        /** The record is unreadable. */
        UNREADABLE,
        /** The value becomes NULL, and is counted. */
        NULL_AND_WARN
    }

    public ReadColumn {
        nullValues = List.copyOf(nullValues);
    }

    /** A column whose header has the same name, with no further null values; a bad value makes its record unreadable. */
    public static ReadColumn of(String name, ValueType type) {
        return new ReadColumn(name, name, type, List.of(), OnBadValue.UNREADABLE);
    }
}
