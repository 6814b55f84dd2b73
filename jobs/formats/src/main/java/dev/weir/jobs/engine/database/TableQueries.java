package dev.weir.jobs.engine.database;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Source.TableRead;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked of a table before it is read: how far its values reach. */
final class TableQueries {

    private final OpenDatabase database;
    private final String table;
    private final PartSpec spec;

    /** @param table quoted */
    TableQueries(OpenDatabase database, String table, PartSpec spec) {
        this.database = database;
        this.table = table;
        this.spec = spec;
    }

    /**
     * The new rows.
     *
     * @param upTo the greatest value; the one that was known where there is no greater, and empty where there was none
     * @param range the condition of new rows; empty where there are none
     */
    record Newest(Optional<String> upTo, Optional<PartQuery> range) {}

    private record Counted(String quoted, ColumnForm form) {}

    /** The column by its name in the contract. */
    private Counted column(String name, String key) {
        for (int i = 0; i < spec.columns().size(); i++) {
            ReadColumn column = spec.columns().get(i);
            @Nullable ColumnForm form = spec.forms().get(i);
            if (column.name().equals(name) && form != null && form.isCountable()) {
                return new Counted(database.quoted(column.header()), form);
            }
        }
        throw new UnreadableTableException(
                Code.SOURCE_UNREADABLE,
                spec.table(),
                "the column '" + name + "' that '" + key + "' names is not there, or of no type that can be counted",
                "name another column in 'weirRead' of the table");
    }

    /**
     * Which rows came after a value.
     *
     * @param ends the greatest values of what was read before; all rows are new where there are none
     */
    Newest newest(String name, List<String> ends) {
        Counted column = column(name, "newBy");
        Optional<String> after = ends.stream()
                .max((one, other) -> compare(value(column.form(), one, name), value(column.form(), other, name)));
        String lost = database.ask(
                        PartQuery.of("SELECT COUNT(*) FROM " + table + " WHERE " + column.quoted() + " IS NULL"),
                        List.of(ColumnForm.WHOLE),
                        spec.table())
                .get(0)
                .orElse("0");
        if (!lost.equals("0")) {
            throw new UnreadableTableException(
                    Code.SOURCE_UNREADABLE,
                    spec.table(),
                    lost + " rows have no value of '" + name + "', and whether they are new is not known",
                    "name a column in 'newBy' that every row has a value of");
        }
        Optional<String> greatest = database.ask(
                        PartQuery.of("SELECT MAX(" + column.quoted() + ") FROM " + table),
                        List.of(column.form()),
                        spec.table())
                .get(0);
        if (greatest.isEmpty()) {
            return new Newest(after, Optional.empty());
        }
        Object last = value(column.form(), greatest.get(), name);
        PartQuery upTo = new PartQuery(column.quoted() + " <= ?", List.of(last));
        if (after.isEmpty()) {
            return new Newest(greatest, Optional.of(upTo));
        }
        Object before = value(column.form(), after.get(), name);
        if (compare(last, before) <= 0) {
            return new Newest(after, Optional.empty());
        }
        return new Newest(
                greatest,
                Optional.of(new PartQuery(
                        column.quoted() + " > ? AND " + column.quoted() + " <= ?", List.of(before, last))));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // two values of one form
    private static int compare(Object one, Object other) {
        return ((Comparable) one).compareTo(other);
    }

    /** The conditions of the parts, of the rows within a range. */
    List<PartQuery> parts(TableRead read, Optional<PartQuery> range) {
        if (read.splitBy().isEmpty() || read.parts() == 1) {
            return List.of(PartQuery.of("1 = 1"));
        }
        String name = read.splitBy().get();
        Counted column = column(name, "splitBy");
        PartQuery bounds =
                PartQuery.of("SELECT MIN(" + column.quoted() + "), MAX(" + column.quoted() + ") FROM " + table);
        List<Optional<String>> values = database.ask(
                range.map(bounds::and).orElse(bounds), List.of(column.form(), column.form()), spec.table());
        if (values.get(0).isEmpty() || values.get(1).isEmpty()) {
            return List.of(PartQuery.of("1 = 1"));
        }
        return PartitionRanges.cut(
                column.quoted(),
                value(column.form(), values.get(0).get(), name),
                value(column.form(), values.get(1).get(), name),
                read.parts());
    }

    /** NaN and days without end are no values that anything can be cut at, or come after. */
    private Object value(ColumnForm form, String text, String name) {
        try {
            Object value = requireNonNull(form.value(text));
            if (text.startsWith("+") || (text.startsWith("-") && !(value instanceof Number))) {
                throw new DateTimeException("a year that is not of four digits");
            }
            return value;
        } catch (NumberFormatException | DateTimeException e) {
            throw new UnreadableTableException(
                    Code.SOURCE_UNREADABLE,
                    spec.table(),
                    "the least or the greatest value of '" + name
                            + "' is no number, or no day and time, that can be counted from",
                    "name another column in 'weirRead' of the table, or correct the rows");
        }
    }
}
