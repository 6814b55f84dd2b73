package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Finds the columns that people name. */
final class NamedColumns {

    private NamedColumns() {}

    /**
     * The columns that a name means: one, those of a table, or those of all tables of a product or a source's contract.
     *
     * @throws ProblemsException when it means none
     */
    static List<InputColumn> in(LineageGraph graph, String name) {
        UnaryOperator<String> small = written -> written.toLowerCase(Locale.ROOT);
        List<InputColumn> columns = Stream.<Supplier<List<InputColumn>>>of(
                        () -> called(graph, name, UnaryOperator.identity()),
                        () -> withHeader(graph, name, UnaryOperator.identity()),
                        () -> called(graph, name, small),
                        () -> withHeader(graph, name, small))
                .map(Supplier::get)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        if (columns.isEmpty()) {
            columns = endingWith(graph, name);
            columns = columns.isEmpty() ? inContract(graph, name) : columns;
            List<String> meant = columns.stream()
                    .map(column -> ends(column.table(), name) ? column.table() : column.toString())
                    .distinct()
                    .toList();
            if (meant.size() > 1) {
                throw ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of("contracts"),
                        "'" + name + "' may be " + String.join(", ", meant),
                        "a name without its product or its table is one of one table",
                        "name one of these");
            }
        }
        if (columns.isEmpty()) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("contracts"),
                    "There is no '" + name + "'",
                    "a column is named with its table and its product, or with its table and its source's contract",
                    remedy(graph, name));
        }
        return columns;
    }

    private static List<InputColumn> called(LineageGraph graph, String name, UnaryOperator<String> spelling) {
        String asked = spelling.apply(name);
        return graph.columns()
                .map(WorkspaceColumn::name)
                .filter(column -> spelling.apply(column.toString()).equals(asked)
                        || (spelling.apply(column.table()) + ".").startsWith(asked + "."))
                .toList();
    }

    /** By what files or a database call a source's column. */
    private static List<InputColumn> withHeader(LineageGraph graph, String name, UnaryOperator<String> spelling) {
        return graph.columns()
                .filter(column -> column instanceof WorkspaceColumn.OfSource source
                        && spelling.apply(column.name().table() + "."
                                        + source.where().called())
                                .equals(spelling.apply(name)))
                .map(WorkspaceColumn::name)
                .toList();
    }

    /** Of a table that there is, its columns; else the nearest name, or what the product or the source's contract has. */
    private static String remedy(LineageGraph graph, String name) {
        String table = above(name);
        List<String> beside = graph.columns(table).stream()
                .map(column -> column.name().column())
                .toList();
        if (!beside.isEmpty()) {
            return NearestName.remedy(
                    name.substring(table.length() + 1), beside, "'" + table + "' has " + String.join(", ", beside));
        }
        List<String> known = Stream.concat(
                        graph.tables().stream(),
                        graph.columns().map(column -> column.name().toString()))
                .toList();
        return NearestName.remedy(
                name,
                known,
                known.isEmpty() ? "describe a product first: 'weir init' begins one" : tables(graph, name));
    }

    private static String tables(LineageGraph graph, String name) {
        for (String above = above(name); !above.isEmpty(); above = above(above)) {
            String owner = above + ".";
            List<String> tables = graph.tables().stream()
                    .filter(table -> table.startsWith(owner))
                    .toList();
            if (!tables.isEmpty()) {
                return "'" + above + "' has " + String.join(", ", tables);
            }
        }
        return "write for example '" + graph.tables().iterator().next() + "'";
    }

    /** A name without its last word. */
    private static String above(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** The columns of tables, and those alone, that a name without its product or contract may mean. */
    private static List<InputColumn> endingWith(LineageGraph graph, String name) {
        return graph.columns()
                .map(WorkspaceColumn::name)
                .filter(column -> ends(column.toString(), name) || ends(column.table(), name))
                .toList();
    }

    /** A source's contract often has one table, whose name people leave out: {@code raw.visits.stop}. */
    private static List<InputColumn> inContract(LineageGraph graph, String name) {
        return graph.columns()
                .map(WorkspaceColumn::name)
                .filter(column -> name.equalsIgnoreCase(
                        column.table().substring(0, column.table().lastIndexOf('.')) + "." + column.column()))
                .toList();
    }

    private static boolean ends(String full, String name) {
        return full.toLowerCase(Locale.ROOT).endsWith("." + name.toLowerCase(Locale.ROOT));
    }
}
