package dev.weir.quality;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Columns by their names alone, whatever characters those have: Spark takes a dot for a path otherwise. */
public final class ColumnsByName {

    private ColumnsByName() {}

    public static Column column(String name) {
        return functions.col(quoted(name));
    }

    public static Column[] columns(List<String> names) {
        return names.stream().map(ColumnsByName::column).toArray(Column[]::new);
    }

    /** The name as SQL reads it whole: {@code a`b} is {@code `a``b`}. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
