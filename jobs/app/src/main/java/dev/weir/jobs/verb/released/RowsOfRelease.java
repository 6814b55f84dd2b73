package dev.weir.jobs.verb.released;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.SignatureStatus;
import dev.weir.jobs.engine.rows.DisplayedRows;
import dev.weir.jobs.engine.rows.ReleaseRows;
import dev.weir.jobs.engine.rows.RowFormat;
import dev.weir.jobs.engine.rows.RowsRequest;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rows of a release, before they are read.
 *
 * @param masked columns of the predicate that it sees masked
 * @param doubts whether the release is as it was signed
 */
public record RowsOfRelease(Workspace settings, RowsRequest asked, List<String> masked, SignatureStatus doubts) {

    public RowsOfRelease {
        masked = List.copyOf(masked);
    }

    private interface Reading {
        void read(ReleaseRows rows) throws IOException;
    }

    /**
     * Those that are asked for.
     *
     * @param table of a release, such as {@code clinical.encounters@12}
     * @param columns these alone, in this order; all where none is named
     * @param where a condition of Spark SQL
     * @param limit so many rows at most
     * @throws ProblemsException when there is no such table or column
     */
    public static RowsOfRelease of(
            Desk desk, String table, List<String> columns, Optional<String> where, Optional<Long> limit) {
        Workspace settings = desk.settings();
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        ReleaseReference named = ReleaseReference.parse(table);
        desk.requireKnown(log, named.product());
        Manifest manifest = named.in(log);
        boolean only = named.table().isEmpty() && manifest.tables().size() == 1;
        RowsRequest asked = ReleaseRows.checked(new RowsRequest(
                manifest,
                only ? manifest.tables().get(0) : named.table(manifest),
                columns,
                where,
                limit.map(OptionalLong::of).orElse(OptionalLong.empty())));
        return new RowsOfRelease(
                settings, asked, ReleaseRows.masked(asked), SignatureStatus.of(settings, log, manifest));
    }

    /** So many at most, to be shown. */
    public DisplayedRows first(Desk desk, int most) {
        return Engine.reading(
                desk,
                settings,
                asked.release().product(),
                session -> new ReleaseRows(session.releases()).first(asked, most));
    }

    /**
     * All of them, as they are read.
     *
     * @throws IOException when the reader has gone
     */
    public void write(Desk desk, RowFormat format, OutputStream out) throws IOException {
        reading(desk, rows -> rows.write(asked, format, out));
    }

    /** All of them into a file, which is replaced. */
    public void writeTo(Desk desk, Path file, RowFormat format) throws IOException {
        reading(desk, rows -> rows.writeTo(file, asked, format));
    }

    private void reading(Desk desk, Reading verb) throws IOException {
        try {
            Engine.reading(desk, settings, asked.release().product(), session -> {
                try {
                    verb.read(new ReleaseRows(session.releases()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return asked;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
