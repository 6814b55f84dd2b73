package dev.weir.jobs.engine.source;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Source;
import dev.weir.contracts.Source.TableRead;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.engine.database.DatabaseTable;
import dev.weir.jobs.engine.database.UnreadableTableException;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.interval.Window;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the tables of databases that a plan reads. Each database is opened once, so that all its tables are of one state where the
 * server can hold one.
 */
final class DatabaseInputs {

    /** Between the name of a table and the last value that was read of it. */
    private static final String UP_TO = "<=";

    private final WeirSession session;
    private final OpenDatabases open;

    DatabaseInputs(WeirSession session) {
        this.session = session;
        this.open = new OpenDatabases(session.workspace());
    }

    /**
     * A table of a database.
     *
     * @throws ProblemsException S004 when the database does not answer, S001 when it has no such table, S002 when the table cannot be
     *     read, C007 when columns have other types, C016 when which rows are new is not known
     */
    SourceInput survey(SourceRead read, RunScope scope) {
        Source.InDatabase where = read.source().database().orElseThrow();
        TableRead how = where.read(read.table());
        if (read.window() == Window.NEW_FILES && how.newBy().isEmpty()) {
            throw ProblemsException.of(
                    Code.LOAD,
                    read.table().place(),
                    "'" + String.join(", ", read.feeds()) + "' takes the new rows of '" + read.name() + "' alone",
                    "the table is in a database, and nothing says which of its rows are new",
                    "write 'weirRead: { newBy: a column that only grows }' on the source's table");
        }
        DatabaseTable.Since since = new DatabaseTable.Since(ends(read, scope, where, how));
        try {
            DatabaseTable table =
                    DatabaseTable.of(session.spark(), open.of(where), where, read.table(), SourceSpecs.of(read), since);
            return SourceInput.ofDatabase(read, files(where, read, how, table), table);
        } catch (UnreadableTableException e) {
            throw e.toProblems(read.table().place(), "Source '" + read.name() + "' cannot be read");
        }
    }

    /** How far the readings went that the released rows are of; none where the run reads all rows. */
    private static List<String> ends(SourceRead read, RunScope scope, Source.InDatabase where, TableRead how) {
        Set<String> known = new TreeSet<>(scope.known(read).keySet());
        String name = DatabaseTable.name(where, read.table());
        known.remove(name); // there was no row
        String begin = name + "?" + how.newBy().orElse("") + UP_TO;
        if (!known.stream().allMatch(file -> file.startsWith(begin))) {
            throw ProblemsException.of(
                    Code.LOAD,
                    read.table().place(),
                    "'" + String.join(", ", read.feeds()) + "' was made of something else than rows of '" + name
                            + "' that are new by '" + how.newBy().orElse("") + "'",
                    "which rows of the database are in the table is not known",
                    "run with '--full' once"
                            + scope.request()
                                    .verb()
                                    .afterFull(scope.plan().product().id()));
        }
        return known.stream().map(file -> file.substring(begin.length())).toList();
    }

    /** What stands for files: nothing where no row came. */
    private static List<SourceCount.SourceFile> files(
            Source.InDatabase where, SourceRead read, TableRead how, DatabaseTable table) {
        if (table.isEmpty() && read.window() == Window.NEW_FILES) {
            return List.of();
        }
        String name = DatabaseTable.name(where, read.table())
                + table.upTo()
                        .map(last -> "?" + how.newBy().orElse("") + UP_TO + last)
                        .orElse("");
        return List.of(new SourceCount.SourceFile(name, 0, table.opened().toString(), ""));
    }

    /** Lets all databases go: nothing of them will be read. */
    void close() {
        open.close();
    }
}
