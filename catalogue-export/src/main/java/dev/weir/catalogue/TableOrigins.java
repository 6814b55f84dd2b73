package dev.weir.catalogue;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.SourceCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a table of a release is made of, by what the release has signed: the tables that its query reads, and the columns that each of its
 * columns comes from. A column that the release has dropped is no column of a table that readers find, so no way begins at one.
 *
 * @param table of the release
 * @param tables that it is made of, each once, by name
 * @param columns the ways into its columns, in their order
 * @param untraced what could not be followed
 */
public record TableOrigins(
        ReleasedTable table, List<Origin> tables, List<ColumnOrigin> columns, List<String> untraced) {

    public TableOrigins {
        tables = List.copyOf(tables);
        columns = List.copyOf(columns);
        untraced = List.copyOf(untraced);
    }

    /** A table that another one is made of. */
    public sealed interface Origin {}

    /**
     * One of this release or of another product's.
     *
     * @param version where its rows lie
     */
    public record OfRelease(String product, String table, ReleasedTable.Version version) implements Origin {}

    /** One of a source, by its name alone: where it lies is for no reader. */
    public record OfSource(String table) implements Origin {}

    /**
     * A way into a column.
     *
     * @param from the table that it begins in
     * @param column of that table
     * @param kind what it does
     * @param to the column that it leads to
     */
    public record ColumnOrigin(Origin from, String column, EdgeKind kind, String to) {}

    /** Of each table of a release whose lineage is known. */
    public static List<TableOrigins> of(CatalogueEntry entry) {
        Manifest manifest = entry.manifest();
        Map<String, Origin> known = known(manifest);
        Map<String, Set<String>> present = manifest.tables().stream()
                .collect(Collectors.toMap(
                        table -> manifest.product() + "." + table.name(),
                        table -> table.present().stream()
                                .map(ReleasedColumn::name)
                                .collect(Collectors.toSet())));
        List<TableOrigins> all = new ArrayList<>();
        for (TableLineage made : entry.storage().lineage()) {
            manifest.tables().stream()
                    .filter(table -> made.table().equals(manifest.product() + "." + table.name()))
                    .findFirst()
                    .ifPresent(table -> all.add(of(table, made, known, present)));
        }
        return all;
    }

    private static TableOrigins of(
            ReleasedTable table, TableLineage made, Map<String, Origin> known, Map<String, Set<String>> present) {
        TreeSet<String> read = Stream.concat(
                        made.columns().stream().flatMap(column -> column.edges().stream()), made.rows().stream())
                .map(edge -> edge.from().table())
                .filter(name -> !name.equals(made.table()))
                .collect(Collectors.toCollection(TreeSet::new));
        List<ColumnOrigin> columns = new ArrayList<>();
        TreeSet<String> untraced = new TreeSet<>(made.untraced());
        for (ReleasedColumn column : table.present()) {
            for (LineageEdge edge :
                    made.column(column.name()).map(found -> found.edges()).orElse(List.of())) {
                Optional<Origin> from =
                        Optional.ofNullable(known.get(edge.from().table()));
                boolean isThere = present.getOrDefault(
                                edge.from().table(), Set.of(edge.from().column()))
                        .contains(edge.from().column());
                if (from.isPresent() && isThere) {
                    columns.add(new ColumnOrigin(from.get(), edge.from().column(), edge.kind(), column.name()));
                } else {
                    untraced.add("column " + edge.from() + " is not in what readers find");
                }
            }
        }
        return new TableOrigins(
                table,
                read.stream()
                        .flatMap(name -> Optional.ofNullable(known.get(name)).stream())
                        .toList(),
                columns,
                List.copyOf(untraced));
    }

    /** By the names that lineage has for them. */
    private static Map<String, Origin> known(Manifest manifest) {
        Map<String, Origin> known = new HashMap<>();
        for (SourceCount source : manifest.record().sources()) {
            String table = source.table().substring(source.table().lastIndexOf('.') + 1);
            source.release()
                    .ifPresentOrElse(
                            read -> known.put(
                                    read.product() + "." + table, new OfRelease(read.product(), table, read.version())),
                            () -> known.put(source.table(), new OfSource(source.table())));
        }
        manifest.tables()
                .forEach(table -> known.put(
                        manifest.product() + "." + table.name(),
                        new OfRelease(manifest.product(), table.name(), table.version())));
        return known;
    }
}
