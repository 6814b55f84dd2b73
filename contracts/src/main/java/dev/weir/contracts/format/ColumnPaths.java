package dev.weir.contracts.format;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.text.FieldPath;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks where the columns of nested records stand: each at a path, and none within the value of another. */
public final class ColumnPaths {

    private final Problems problems;

    public ColumnPaths(Problems problems) {
        this.problems = problems;
    }

    public Map<Column, FieldPath> check(Table table) {
        Map<Column, FieldPath> paths = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            String written = column.origin().physicalName();
            try {
                paths.put(column, FieldPath.of(written));
            } catch (IllegalArgumentException e) {
                problems.add(
                        Code.INVALID_VALUE,
                        column.place(),
                        "column '" + column.name() + "' stands at '" + written + "', which is no path",
                        String.valueOf(e.getMessage()),
                        "write keys with dots between them and places of arrays from 0 on, such as name[0].family; a key"
                                + " that has a dot or a bracket stands in quotes: ['a.b']");
            }
        }
        Map<FieldPath, Column> through = new HashMap<>();
        Map<FieldPath, Column> objects = new HashMap<>();
        Map<FieldPath, Column> arrays = new HashMap<>();
        paths.forEach((column, path) -> {
            for (int i = 1; i < path.steps().size(); i++) {
                FieldPath part = path.first(i);
                through.putIfAbsent(part, column);
                (path.steps().get(i) instanceof FieldPath.Key ? objects : arrays).putIfAbsent(part, column);
            }
        });
        Map<FieldPath, Column> whole = new HashMap<>();
        paths.forEach((column, path) -> {
            Column inside = through.get(path);
            Column same = whole.putIfAbsent(path, column);
            if (same != null) {
                twice(
                        column,
                        path,
                        "column '" + same.name() + "' stands there, too",
                        "keep one, and select it twice in the query");
            } else if (inside != null) {
                twice(
                        column,
                        path,
                        "column '" + inside.name() + "' is a part of that value",
                        "read the whole as object or array, or each part as a column");
            }
        });
        objects.forEach((path, column) -> {
            Column other = arrays.get(path);
            if (other != null) {
                twice(
                        column,
                        path,
                        "to this column it is an object, and to '" + other.name() + "' an array",
                        "put one of the two paths right");
            }
        });
        return paths;
    }

    private void twice(Column column, FieldPath path, String why, String remedy) {
        problems.add(
                Code.INVALID_VALUE,
                column.place(),
                "column '" + column.name() + "' reads '" + path.display() + "' of each record",
                why,
                remedy);
    }
}
