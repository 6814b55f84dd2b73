package dev.weir.quality.dqdl;

import dev.weir.contracts.sql.SqlWords;
import java.util.Set;

/**
 * The columns that a mask hides, and what their released values show all the same. What is not listed here as shown is hidden. It needs
 * no engine: plans have it.
 *
 * @param hidden the columns, those of other tables as {@code table.column}, or {@code table.*} where all of that table is clear
 * @param presence those of them in which a value is NULL exactly where it was NULL before the mask
 * @param equality those of them whose values are equal exactly where they were equal before the mask
 */
public record UnseenColumns(Set<String> hidden, Set<String> presence, Set<String> equality) {

    /** Nothing is masked. */
    public static final UnseenColumns NONE = new UnseenColumns(Set.of(), Set.of(), Set.of());

    private static final String ALL = ".*";

    public UnseenColumns {
        hidden = Set.copyOf(hidden);
        presence = Set.copyOf(presence);
        equality = Set.copyOf(equality);
    }

    /** Whether SQL may read one of them. Names of columns and of tables are looked for without what stands before them. */
    boolean areNamedIn(String sql) {
        SqlWords words = new SqlWords(sql);
        return hidden.stream()
                .map(name -> name.endsWith(ALL) ? name.substring(0, name.length() - ALL.length()) : name)
                .anyMatch(name -> words.mayRead(name.substring(name.lastIndexOf('.') + 1)));
    }
}
