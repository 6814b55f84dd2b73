package dev.weir.jobs.engine.source;

import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.database.DatabaseTable;
import dev.weir.jobs.engine.database.OpenDatabase;
import dev.weir.jobs.engine.database.UnreadableTableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What databases answer when they are tried: each that a source of the workspace is in is opened, and asked for the columns of each
 * table that a contract names. No row is read.
 *
 * @param tried a sentence for each that can be opened
 * @param lacking what keeps sources from being read
 */
public record DatabaseProbes(List<String> tried, List<Problem> lacking) {

    public DatabaseProbes {
        tried = List.copyOf(tried);
        lacking = List.copyOf(lacking);
    }

    /** Tries those of a workspace, one after the other. */
    public static DatabaseProbes of(Workspace workspace) {
        Map<String, List<Source>> byServer = new TreeMap<>();
        for (Source source : workspace.sources()) {
            source.database()
                    .ifPresent(where -> byServer.computeIfAbsent(where.server(), first -> new ArrayList<>())
                            .add(source));
        }
        List<String> tried = new ArrayList<>();
        List<Problem> lacking = new ArrayList<>();
        try (OpenDatabases databases = new OpenDatabases(workspace)) {
            byServer.forEach((server, sources) -> tried(databases, server, sources, tried, lacking));
        }
        return new DatabaseProbes(tried, lacking);
    }

    private static void tried(
            OpenDatabases databases, String server, List<Source> sources, List<String> tried, List<Problem> lacking) {
        OpenDatabase database;
        try {
            database = databases.of(server);
        } catch (UnreadableTableException e) {
            lacking.addAll(e.toProblems(Place.of("weir.yaml"), "The database '" + server + "' cannot be read")
                    .problems());
            return;
        }
        int tables = 0;
        int readable = 0;
        for (Source source : sources) {
            for (Table table : source.contract().tables()) {
                tables++;
                List<Problem> amiss = amiss(database, source, table);
                readable += amiss.isEmpty() ? 1 : 0;
                lacking.addAll(amiss);
            }
        }
        tried.add("Tried the database '" + server + "', " + database.product() + ": " + readable + " of " + tables
                + (tables == 1 ? " table" : " tables") + " can be read.");
    }

    private static List<Problem> amiss(OpenDatabase database, Source source, Table table) {
        try {
            DatabaseTable.look(database, source.database().orElseThrow(), table, SourceSpecs.of(source, table));
            return List.of();
        } catch (UnreadableTableException e) {
            return e.toProblems(
                            table.place(),
                            "Source '" + source.contract().id() + "." + table.name() + "' cannot be read")
                    .problems();
        } catch (ProblemsException e) {
            return e.problems();
        }
    }
}
