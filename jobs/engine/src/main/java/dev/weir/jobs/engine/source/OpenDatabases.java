package dev.weir.jobs.engine.source;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Source;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.DatabaseSettings;
import dev.weir.jobs.engine.database.DatabaseLogin;
import dev.weir.jobs.engine.database.OpenDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The databases of a workspace's profile, each opened once it is asked for, and all at the state that each had then. */
public final class OpenDatabases implements AutoCloseable {

    private final Workspace workspace;
    private final Map<String, OpenDatabase> open = new TreeMap<>();

    public OpenDatabases(Workspace workspace) {
        this.workspace = workspace;
    }

    public OpenDatabase of(Source.InDatabase where) {
        return of(where.server());
    }

    /**
     * One of the profile's.
     *
     * @param server its name there
     * @throws dev.weir.jobs.engine.database.UnreadableTableException when it does not answer, or refuses the user
     */
    public OpenDatabase of(String server) {
        OpenDatabase there = open.get(server);
        if (there == null) {
            DatabaseSettings settings =
                    requireNonNull(workspace.profile().sources().databases().get(server), server);
            there = OpenDatabase.of(server, DatabaseLogin.of(server, settings, workspace.root()), Instant.now());
            open.put(server, there);
        }
        return there;
    }

    /** Lets all of them go. */
    @Override
    public void close() {
        open.values().forEach(OpenDatabase::close);
    }
}
