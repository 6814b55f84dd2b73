package dev.weir.lineage;

import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.lineage.sending.EventOptions;
import io.openlineage.client.utils.DatasetIdentifier;
import io.openlineage.client.utils.jdbc.JdbcDatasetUtils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Where tables lie, as OpenLineage names places: others who write or read them name them so as well. A source's file is named by
 * its path, and files that a pattern names by the folder that all of them are in, whatever their day.
 *
 * <p>The places of databases are named by OpenLineage's own client.
 */
final class Places {

    private static final String JDBC = "jdbc:";

    /** What Hadoop's patterns and those of days are made of. */
    private static final String WILDCARDS = "*?[{";

    private final Workspace workspace;
    private final EventOptions options;
    private final Map<String, SourceTable> tables = new HashMap<>();
    private Map<DatasetIdentifier, Long> folders = Map.of();

    Places(Workspace workspace, EventOptions options) {
        this.workspace = workspace;
        this.options = options;
        for (Source source : workspace.sources()) {
            for (Table table : source.contract().tables()) {
                tables.putIfAbsent(source.contract().id() + "." + table.name(), new SourceTable(source, table));
            }
        }
    }

    /** A table of a source. */
    record SourceTable(Source source, Table table) {

        boolean isInDatabase() {
            return source.database().isPresent();
        }

        /** The path or the pattern of its files. */
        private String files() {
            String folder = source.files().location();
            return table.making() instanceof Table.Files files
                    ? files.pattern().map(pattern -> folder + "/" + pattern).orElse(folder)
                    : folder;
        }
    }

    /** The table of that full name, {@code contract-id.table}. */
    Optional<SourceTable> source(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /**
     * The dataset that a source's table is. Where patterns of several tables are in one folder, the pattern alone tells them
     * apart, and sheets of one workbook are told apart by their names.
     */
    DatasetIdentifier of(SourceTable table) {
        if (table.source().database().isPresent()) {
            return options.resolved(of(table.source().database().get(), table.table()));
        }
        DatasetIdentifier folder = folder(table);
        DatasetIdentifier files = of(table.files());
        DatasetIdentifier place = folder.equals(files) || tablesIn(folder) == 1 ? folder : files;
        return isShared(table)
                ? new DatasetIdentifier(table.source().files().partOf(place.getName()), place.getNamespace())
                : place;
    }

    /** Whether another table is another part of the same files. */
    private boolean isShared(SourceTable table) {
        return table.source().files().dialect().named().isPresent()
                && tables.values().stream()
                        .filter(other -> !other.isInDatabase() && other.files().equals(table.files()))
                        .map(other -> other.source().files().dialect().named())
                        .distinct()
                        .skip(1)
                        .findAny()
                        .isPresent();
    }

    /** How many tables have their files in a folder; each source's folder is looked at once. */
    private synchronized long tablesIn(DatasetIdentifier folder) {
        if (folders.isEmpty()) {
            folders = tables.values().stream()
                    .filter(table -> !table.isInDatabase())
                    .collect(Collectors.groupingBy(this::folder, Collectors.counting()));
        }
        return folders.getOrDefault(folder, 0L);
    }

    /** Of a pattern, the folder that its files are in: not a day's or a partition's, but that of all days. */
    private DatasetIdentifier folder(SourceTable table) {
        String folder = folder(table.files());
        return folder.equals(table.files()) ? of(folder) : options.trimmed(of(folder));
    }

    /** Up to the first part of a path that is a pattern; the whole of one without any. */
    private static String folder(String path) {
        int wildcard = 0;
        while (wildcard < path.length() && WILDCARDS.indexOf(path.charAt(wildcard)) < 0) {
            wildcard++;
        }
        return wildcard == path.length() ? path : path.substring(0, Math.max(0, path.lastIndexOf('/', wildcard)));
    }

    /** The dataset that lies there: a table's folder, a path of files or a URI. */
    DatasetIdentifier of(String location) {
        return options.resolved(Locations.identify(location, workspace.root()));
    }

    private static DatasetIdentifier of(Source.InDatabase database, Table table) {
        String address = database.location();
        List<String> parts = new ArrayList<>();
        database.schema().ifPresent(parts::add);
        parts.add(database.nameOf(table));
        return JdbcDatasetUtils.getDatasetIdentifier(
                address.startsWith(JDBC) ? address : JDBC + address, parts, new Properties());
    }
}
