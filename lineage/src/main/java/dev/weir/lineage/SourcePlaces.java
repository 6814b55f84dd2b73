package dev.weir.lineage;

import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.lineage.sending.EventOptions;
import io.openlineage.client.utils.DatasetIdentifier;
import io.openlineage.client.utils.jdbc.JdbcDatasetUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where the tables of sources lie, as OpenLineage names places: others who write them name them so as well. A file is named by its
 * path, and files that a pattern names by the folder that all of them are in, whatever their day.
 *
 * <p>The places of databases are named by OpenLineage's own client.
 */
record SourcePlaces(Workspace workspace, EventOptions options) {

    private static final String JDBC = "jdbc:";

    /** What Hadoop's patterns and those of days are made of. */
    private static final String WILDCARDS = "*?[{";

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
    Optional<SourceTable> find(String name) {
        return tables().filter(each -> name.equals(
                        each.source().contract().id() + "." + each.table().name()))
                .findFirst();
    }

    private Stream<SourceTable> tables() {
        return workspace.sources().stream()
                .flatMap(source -> source.contract().tables().stream().map(table -> new SourceTable(source, table)));
    }

    /** The dataset that a table is. Where patterns of several tables are in one folder, the pattern alone tells them apart. */
    DatasetIdentifier of(SourceTable table) {
        if (table.source().database().isPresent()) {
            return options.resolved(of(table.source().database().get(), table.table()));
        }
        return isAlone(table) ? folder(table) : identify(table.files());
    }

    private boolean isAlone(SourceTable table) {
        DatasetIdentifier folder = folder(table);
        return folder.equals(identify(table.files()))
                || tables().filter(each -> !each.isInDatabase())
                        .filter(each -> !each.table().equals(table.table())
                                || !each.source().equals(table.source()))
                        .map(this::folder)
                        .noneMatch(folder::equals);
    }

    /** Of a pattern, the folder that its files are in: not a day's or a partition's, but that of all days. */
    private DatasetIdentifier folder(SourceTable table) {
        String folder = folder(table.files());
        return folder.equals(table.files()) ? identify(folder) : options.trimmed(identify(folder));
    }

    /** Up to the first part of a path that is a pattern; the whole of one without any. */
    private static String folder(String path) {
        int wildcard = 0;
        while (wildcard < path.length() && WILDCARDS.indexOf(path.charAt(wildcard)) < 0) {
            wildcard++;
        }
        return wildcard == path.length() ? path : path.substring(0, Math.max(0, path.lastIndexOf('/', wildcard)));
    }

    private DatasetIdentifier identify(String location) {
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
