package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Load;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code weirLoad}: a mode, or an object with the mode and what it needs. */
final class LoadReader {

    private static final Field<String> MODE =
            Field.required("mode", FieldKinds.oneOf("replace", "append", "incremental", "merge"));
    private static final Field<String> INTERVAL = Field.required("interval", FieldKinds.SOMETHING);
    private static final Field<String> SOURCE = Field.optional("source", FieldKinds.SOMETHING);
    private static final Field<String> ORDER = Field.required("order", FieldKinds.SOMETHING);
    private static final Field<String> DELETES = Field.optional("deletes", FieldKinds.SOMETHING);
    private static final Field<Load.History> HISTORY = Field.optional("history", FieldKinds.oneOf(Load.History.class));
    static final Field<String> LEFT_OUT = Field.optional("leftOut", FieldKinds.oneOf("warn", "block", "allow"));

    private static final Map<String, Shape> MODES = Map.of(
            "replace", shape(),
            "append", shape(INTERVAL, LEFT_OUT),
            "incremental", shape(SOURCE),
            "merge", shape(ORDER, DELETES, SOURCE, HISTORY, LEFT_OUT));

    /** Of an unknown mode only the mode is reported. */
    private static final Shape ANY = Shape.of("weirLoad", "Weir").open();

    private static final Shape SHAPE =
            Shape.of("weirLoad", "Weir", MODE).variant(load -> MODES.getOrDefault(MODE.or(load, ""), ANY));

    private static Shape shape(Field<?>... fields) {
        return Shape.of("weirLoad", "Weir", fields);
    }

    private final String table;
    private final List<Column> columns;
    private final ReadContext reading;
    private final Problems problems;

    /**
     * @param table the table's name
     * @param columns its columns
     */
    LoadReader(String table, List<Column> columns, ReadContext reading) {
        this.table = table;
        this.columns = List.copyOf(columns);
        this.reading = reading;
        this.problems = reading.problems();
    }

    /**
     * The load; the usual one where it is not right, which is then among the problems.
     *
     * @param key the table's primary key
     * @param inputs what its query reads, as written
     */
    Load read(YamlNode value, List<String> key, List<String> inputs) {
        YamlNode whole = value instanceof YamlScalar word && word.sort() == YamlScalar.Sort.TEXT
                ? new YamlMap(Map.of(MODE.name(), new YamlMap.Entry(word.place(), word)), word.place())
                : value;
        Problems here = new Problems();
        SHAPE.check(whole, here);
        here.list().forEach(problems::add);
        if (!here.isEmpty() || !(whole instanceof YamlMap map)) {
            return Load.usual();
        }
        return switch (MODE.or(map, "")) {
            case "append" -> append(map);
            case "incremental" ->
                source(map, inputs)
                        .map(source -> (Load) new Load.Incremental(source))
                        .orElse(Load.usual());
            case "merge" -> merge(map, key);
            default -> Load.usual();
        };
    }

    private Load append(YamlMap map) {
        Optional<Column> interval = column(map, INTERVAL);
        if (interval.isEmpty()) {
            return Load.usual();
        }
        DataType type = interval.get().type();
        if (!(type instanceof DataType.Date || type instanceof DataType.Timestamp)) {
            wrongType(
                    INTERVAL.place(map),
                    interval.get(),
                    "an interval is one of days or hours, and only dates and timestamps lie in it for certain",
                    "name a column of type date or timestamp, or type this one so");
        }
        requireValue(INTERVAL.place(map), interval.get(), "a row without it belongs to no interval");
        return new Load.Append(interval.get().name());
    }

    private Load merge(YamlMap map, List<String> key) {
        Optional<Column> order = column(map, ORDER);
        Optional<Column> deletes = DELETES.isIn(map) ? column(map, DELETES) : Optional.empty();
        if (order.isEmpty() || (DELETES.isIn(map) && deletes.isEmpty())) {
            return Load.usual();
        }
        if (!isOrdered(order.get().type())) {
            wrongType(
                    ORDER.place(map),
                    order.get(),
                    "it says which of two rows is the later",
                    "name a column of type integer, decimal, date, timestamp or string");
        }
        requireValue(ORDER.place(map), order.get(), "a row without it is neither earlier nor later than another");
        if (deletes.isPresent() && !(deletes.get().type() instanceof DataType.Bool)) {
            wrongType(
                    DELETES.place(map),
                    deletes.get(),
                    "it is true where a row goes",
                    "name a column of type boolean, and let the transformation compute it");
        }
        if (key.isEmpty() && !reading.wasUnread(table)) {
            problems.add(
                    Code.MISSING_FIELD,
                    MODE.place(map),
                    "the table '" + table + "' is merged and has no primary key",
                    "a row takes the place of the one with the same key",
                    "add 'primaryKey: true' to the columns that identify a row");
        }
        for (Field<String> word : List.of(ORDER, DELETES)) {
            if (word.isIn(map) && key.contains(word.or(map, ""))) {
                problems.add(
                        Code.INVALID_VALUE,
                        word.place(map),
                        "'" + word + "' of weirLoad names '" + word.or(map, "") + "', a column of the primary key",
                        "it tells rows of one key apart",
                        "name another column, or take this one out of the key");
            }
        }
        Load.Merge load = new Load.Merge(
                order.get().name(), deletes.map(Column::name), HISTORY.or(map, Load.History.LATEST), SOURCE.in(map));
        for (String added : load.added()) {
            columns.stream()
                    .filter(column -> column.name().equalsIgnoreCase(added))
                    .forEach(column -> problems.add(
                            Code.DUPLICATE_NAME,
                            column.place(),
                            "the table '" + table + "' has a column '" + column.name() + "'",
                            "'history: type-2' adds columns of this name by itself",
                            "take it out, or give it another name"));
        }
        return load;
    }

    /** The source whose new files are read; the only input where none is named. */
    private Optional<String> source(YamlMap map, List<String> inputs) {
        if (SOURCE.isIn(map)) {
            return SOURCE.in(map);
        }
        if (inputs.size() > 1) {
            problems.add(
                    Code.MISSING_FIELD,
                    MODE.place(map),
                    "'weirLoad' does not say whose new files are read",
                    "the query of '" + table + "' reads " + String.join(", ", inputs),
                    "add 'source', such as { mode: incremental, source: " + inputs.get(0) + " }");
        }
        return inputs.size() == 1 ? Optional.of(inputs.get(0)) : Optional.empty();
    }

    private Optional<Column> column(YamlMap map, Field<String> key) {
        String name = key.or(map, "");
        Optional<Column> column =
                columns.stream().filter(known -> known.name().equals(name)).findFirst();
        if (column.isEmpty() && !reading.wasUnread(table + "." + name)) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    key.place(map),
                    "'" + key + "' of weirLoad names the column '" + name + "'",
                    "the table '" + table + "' has no such column",
                    NearestName.remedy(name, columns.stream().map(Column::name).toList(), "name one of them"));
        }
        return column;
    }

    private void wrongType(Place place, Column column, String why, String remedy) {
        problems.add(
                Code.TYPE_MISMATCH,
                place,
                "the column '" + column.name() + "' has the type "
                        + column.type().display(),
                why,
                remedy);
    }

    private void requireValue(Place place, Column column, String why) {
        if (column.presence() == Column.Presence.OPTIONAL) {
            problems.add(
                    Code.INVALID_VALUE,
                    place,
                    "the column '" + column.name() + "' may be NULL",
                    why,
                    "add 'required: true' to the column");
        }
    }

    private static boolean isOrdered(DataType type) {
        return type instanceof DataType.Int64
                || type instanceof DataType.Decimal
                || type instanceof DataType.Date
                || type instanceof DataType.Timestamp
                || type instanceof DataType.Text;
    }
}
