package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.value.ReadColumn;
import java.io.Serializable;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of the records of a file whose header lacks a column: each is unreadable, with {@code unreadable.missing-column}, or
 * the column is NULL in each.
 *
 * @param isUnreadable whether they are unreadable
 * @param allowed columns that are NULL in any case
 */
public record MissingColumnPolicy(boolean isUnreadable, Set<String> allowed) implements Serializable {

    public static final MissingColumnPolicy UNREADABLE = new MissingColumnPolicy(true, Set.of());
    public static final MissingColumnPolicy NULL = new MissingColumnPolicy(false, Set.of());

    public MissingColumnPolicy {
        allowed = Collections.unmodifiableSet(new TreeSet<>(allowed)); // Set.copyOf's does not travel between processes
    }

    /** Whether a record without the column is unreadable. */
    public boolean refuses(ReadColumn column) {
        return isUnreadable && !allowed.contains(column.name());
    }
}
