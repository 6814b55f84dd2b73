package dev.weir.contracts;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Where something was written.
 *
 * @param file path relative to the workspace, with forward slashes
 * @param line counted from 1; 0 means the file as a whole
 * @param column counted from 1; 0 means the line as a whole
 */
public record Place(String file, int line, int column) implements Serializable {

    public Place {
        requireNonNull(file, "file");
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("Place in '" + file + "' has a negative line or column");
        }
    }

    /** The file as a whole. */
    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    /** {@code file:line:column}, without the parts that are not known. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
