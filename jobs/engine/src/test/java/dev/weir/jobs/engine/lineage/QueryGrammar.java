package dev.weir.jobs.engine.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random queries over t(id, a, b, c, tags) and u(id, k, v, c): joins, filters, groups, windows, choices, sets, sub-queries, WITH parts,
 * rows out of arrays. The same rows always give the same answer: where an order cuts or counts, it is of all columns or ties count alike.
 */
final class QueryGrammar {

    private enum Type {
        NUMBER,
        TEXT,
        ARRAY
    }

    /** A column as an expression names it. */
    private record Column(String name, Type type) {}

    /** What can stand after FROM, and its columns. */
    private record From(String sql, List<Column> columns) {}

    /** What can stand in brackets after FROM; its columns have their bare names. */
    private record Query(String sql, List<Column> columns) {}

    private final Random random;
    private int aliases;

    QueryGrammar(long seed) {
        this.random = new Random(seed);
    }

    /** The next query. */
    String next() {
        aliases = 0;
        return query(random.nextInt(3)).sql();
    }

    private Query query(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> sets(depth);
            case 1, 2 -> grouped(depth);
            case 3 -> with(depth);
            default -> plain(depth);
        };
    }

    // --- queries ---------------------------------------------------------------------------------------------------

    private Query plain(int depth) {
        From from = from(depth);
        List<String> values = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Type type = i > 0 && random.nextInt(4) == 0 ? Type.TEXT : Type.NUMBER;
            types.add(type);
            values.add(type == Type.TEXT ? text(from) : random.nextInt(4) == 0 ? window(from) : number(from, 2));
        }
        List<Column> arrays = of(from, Type.ARRAY);
        if (!arrays.isEmpty() && random.nextBoolean()) {
            values.add(any(arrays).name());
            types.add(Type.ARRAY);
        }
        List<Column> columns = columns(types);
        String sql = "SELECT " + (random.nextInt(5) == 0 ? "DISTINCT " : "") + named(values, columns) + " FROM "
                + from.sql() + where(from, depth);
        return new Query(sql + cut(columns), columns);
    }

    private Query grouped(int depth) {
        From from = from(depth);
        List<String> keys = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            boolean text = random.nextInt(3) == 0;
            keys.add(text ? text(from) : any(of(from, Type.NUMBER)).name());
            types.add(text ? Type.TEXT : Type.NUMBER);
        }
        List<String> values = new ArrayList<>(keys);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            values.add(aggregate(from));
            types.add(Type.NUMBER);
        }
        List<Column> columns = columns(types);
        String groups = keys.isEmpty()
                ? ""
                : random.nextInt(4) == 0
                        ? " GROUP BY ROLLUP (" + String.join(", ", keys) + ")"
                        : " GROUP BY " + String.join(", ", keys);
        String having = keys.isEmpty() || random.nextInt(3) > 0 ? "" : " HAVING " + aggregate(from) + " > 1";
        return new Query(
                "SELECT " + named(values, columns) + " FROM " + from.sql() + where(from, depth) + groups + having,
                columns);
    }

    private Query sets(int depth) {
        String operation =
                any(List.of("UNION ALL", "UNION", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL", "UNION ALL"));
        List<Column> columns = columns(List.of(Type.NUMBER, Type.TEXT, Type.NUMBER));
        return new Query(side(depth, columns) + " " + operation + " " + side(depth, columns), columns);
    }

    private String side(int depth, List<Column> columns) {
        From from = from(depth - 1);
        return "SELECT " + named(List.of(number(from, 1), text(from), number(from, 1)), columns) + " FROM " + from.sql()
                + where(from, depth);
    }

    private Query with(int depth) {
        Query part = plain(depth - 1);
        String name = alias();
        From twice = join(from(part, name), from(part, name));
        List<Column> numbers = of(twice, Type.NUMBER);
        List<Column> columns = columns(List.of(Type.NUMBER, Type.NUMBER));
        return new Query(
                "WITH " + name + " AS (" + part.sql() + ") SELECT "
                        + named(List.of(any(numbers).name(), number(twice, 2)), columns) + " FROM " + twice.sql(),
                columns);
    }

    private From from(Query part, String name) {
        String alias = alias();
        return new From(name + " AS " + alias, qualified(alias, part.columns()));
    }

    /** Rows of which the last are cut off; what ties in all columns is alike. */
    private String cut(List<Column> columns) {
        if (random.nextInt(6) > 0 || columns.stream().anyMatch(column -> column.type() == Type.ARRAY)) {
            return "";
        }
        return " ORDER BY " + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + " LIMIT "
                + (2 + random.nextInt(4));
    }

    // --- after FROM ------------------------------------------------------------------------------------------------

    private From from(int depth) {
        return switch (depth <= 0 ? random.nextInt(2) : random.nextInt(8)) {
            case 0 -> table("t", "tags", "id", "a", "b", "c");
            case 1 -> table("u", "", "id", "k", "v", "c");
            case 2, 3 -> {
                Query inner = query(depth - 1);
                String alias = alias();
                yield new From("(" + inner.sql() + ") AS " + alias, qualified(alias, inner.columns()));
            }
            case 4 -> exploded(from(depth - 1));
            case 5 -> lateral(from(depth - 1));
            default -> join(from(depth - 1), from(depth - 1));
        };
    }

    private From table(String name, String array, String... names) {
        String alias = alias();
        List<Column> columns = new ArrayList<>();
        for (String column : names) {
            columns.add(new Column(alias + "." + column, column.equals("c") ? Type.TEXT : Type.NUMBER));
        }
        if (!array.isEmpty()) {
            columns.add(new Column(alias + "." + array, Type.ARRAY));
        }
        return new From(name + " AS " + alias, columns);
    }

    private From exploded(From from) {
        String alias = alias();
        List<Column> arrays = of(from, Type.ARRAY);
        String array = arrays.isEmpty() || random.nextInt(3) == 0
                ? "array(" + number(from, 0) + ", " + number(from, 0) + ")"
                : any(arrays).name();
        List<Column> columns = new ArrayList<>(from.columns());
        columns.add(new Column(alias + ".x", Type.NUMBER));
        return new From(
                "(" + from.sql() + any(List.of(" JOIN", " LEFT JOIN")) + " LATERAL explode(" + array + ") AS " + alias
                        + "(x))",
                columns);
    }

    private From lateral(From from) {
        String alias = alias();
        String outer = any(of(from, Type.NUMBER)).name();
        List<Column> columns = new ArrayList<>(from.columns());
        columns.add(new Column(alias + ".w", Type.NUMBER));
        return new From(
                "(" + from.sql() + any(List.of(" JOIN", " LEFT JOIN")) + " LATERAL (SELECT v AS w FROM u WHERE u.k = "
                        + outer + ") AS " + alias + ")",
                columns);
    }

    private From join(From left, From right) {
        String type = any(List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "LEFT SEMI JOIN", "LEFT ANTI JOIN"));
        List<Column> columns = new ArrayList<>(left.columns());
        if (!type.startsWith("LEFT SEMI") && !type.startsWith("LEFT ANTI")) {
            columns.addAll(right.columns());
        }
        String condition = any(of(left, Type.NUMBER)).name() + " = "
                + any(of(right, Type.NUMBER)).name();
        if (random.nextInt(3) == 0) {
            condition += " AND " + any(of(right, Type.NUMBER)).name() + " > 1";
        }
        return new From("(" + left.sql() + " " + type + " (" + right.sql() + ") ON " + condition + ")", columns);
    }

    private String where(From from, int depth) {
        if (random.nextBoolean()) {
            return "";
        }
        String column = any(of(from, Type.NUMBER)).name();
        return " WHERE "
                + switch (depth < 1 ? 0 : random.nextInt(6)) {
                    case 0 -> column + any(List.of("", " NOT")) + " IN (SELECT k FROM u WHERE v > 1)";
                    case 1 ->
                        any(List.of("", "NOT ")) + "EXISTS (SELECT 1 FROM u AS e WHERE e.id = " + column
                                + " AND e.v < 4)";
                    default -> condition(from, 1);
                };
    }

    // --- expressions -----------------------------------------------------------------------------------------------

    private String number(From from, int depth) {
        String column = any(of(from, Type.NUMBER)).name();
        return switch (depth == 0 ? random.nextInt(2) : random.nextInt(11)) {
            case 0, 1, 2 -> column;
            case 3 -> "(" + number(from, depth - 1) + " + " + number(from, depth - 1) + ")";
            case 4 ->
                "CASE WHEN " + condition(from, depth - 1) + " THEN " + number(from, depth - 1) + " ELSE "
                        + number(from, depth - 1) + " END";
            case 5 -> "coalesce(" + column + ", " + number(from, depth - 1) + ", 0)";
            case 6 -> "nullif(" + column + ", " + number(from, depth - 1) + ")";
            case 7 -> "length(" + text(from) + ")";
            case 8 -> "if(" + condition(from, depth - 1) + ", " + column + ", 3)";
            case 9 ->
                "(SELECT " + any(List.of("max", "min", "count")) + "(q.v) FROM u AS q WHERE q.id = " + column + ")";
            default -> {
                List<Column> arrays = of(from, Type.ARRAY);
                yield arrays.isEmpty()
                        ? "abs(" + column + ")"
                        : "size(filter(" + any(arrays).name() + ", e -> e > " + column + "))";
            }
        };
    }

    private String text(From from) {
        List<Column> texts = of(from, Type.TEXT);
        return texts.isEmpty()
                ? "CAST(" + any(of(from, Type.NUMBER)).name() + " AS STRING)"
                : any(List.of("", "upper")) + "(" + any(texts).name() + ")";
    }

    private String condition(From from, int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> text(from) + " = 'x'";
            case 1 -> number(from, 0) + " IS NULL";
            case 2 ->
                depth == 0
                        ? number(from, 0) + " > 2"
                        : "(" + condition(from, 0) + any(List.of(" AND ", " OR ")) + condition(from, 0) + ")";
            case 3 -> number(from, 0) + " BETWEEN 1 AND " + number(from, 0);
            default -> number(from, 0) + any(List.of(" > ", " = ", " <> ")) + number(from, 0);
        };
    }

    private String aggregate(From from) {
        String value = number(from, 1);
        return switch (random.nextInt(7)) {
            case 0 -> "count(*)";
            case 1 -> "count(DISTINCT " + value + ")";
            case 2 -> "sum(" + value + ") FILTER (WHERE " + condition(from, 0) + ")";
            case 3 -> "size(collect_set(" + value + "))";
            default -> any(List.of("sum", "min", "max")) + "(" + value + ")";
        };
    }

    /** Of rows that tie, each gets the same, or they are alike. */
    private String window(From from) {
        String part =
                any(List.of("", "PARTITION BY " + any(of(from, Type.NUMBER)).name() + " "));
        String order = "ORDER BY " + any(of(from, Type.NUMBER)).name();
        String total = "ORDER BY "
                + from.columns().stream()
                        .filter(column -> column.type() != Type.ARRAY)
                        .map(Column::name)
                        .collect(Collectors.joining(", "));
        return switch (random.nextInt(5)) {
            case 0 -> "rank() OVER (" + part + order + ")";
            case 1 -> "sum(" + number(from, 0) + ") OVER (" + part + order + ")";
            case 2 -> "count(*) OVER (" + part + ")";
            case 3 -> "row_number() OVER (" + part + total + ")";
            default -> "max(" + number(from, 0) + ") OVER (" + part + ")";
        };
    }

    // --- parts -----------------------------------------------------------------------------------------------------

    private String alias() {
        return "s" + ++aliases;
    }

    private List<Column> columns(List<Type> types) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> new Column("x" + i, types.get(i)))
                .toList();
    }

    private static String named(List<String> values, List<Column> columns) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) + " AS " + columns.get(i).name())
                .collect(Collectors.joining(", "));
    }

    private static List<Column> qualified(String alias, List<Column> columns) {
        return columns.stream()
                .map(column -> new Column(alias + "." + column.name(), column.type()))
                .toList();
    }

    private static List<Column> of(From from, Type type) {
        return from.columns().stream().filter(column -> column.type() == type).toList();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
