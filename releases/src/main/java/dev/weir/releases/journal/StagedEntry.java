package dev.weir.releases.journal;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a run has staged in one table, as its journal keeps it.
 *
 * @param load what the rows become
 * @param schema of the staged rows, as Spark writes it in JSON
 * @param base the table's newest version when the run began; empty when it had none
 * @param version that holds the rows, or will (Iceberg's snapshot, Delta's version); empty while nothing is written
 * @param files as the format names them (Delta's {@code add} actions, each as its JSON); empty for Iceberg, whose branch holds
 *     them
 * @param removed the same, of the files that a change takes out
 */
public record StagedEntry(
        TableIdentity table,
        LoadMode load,
        String schema,
        OptionalLong base,
        OptionalLong version,
        List<String> files,
        List<String> removed) {

    public StagedEntry {
        files = List.copyOf(files);
        removed = List.copyOf(removed);
    }

    /** Of a table that is being opened: nothing is staged. */
    public static StagedEntry opening(TableIdentity table, LoadMode load, String schema) {
        return new StagedEntry(table, load, schema, OptionalLong.empty(), OptionalLong.empty(), List.of(), List.of());
    }

    /** The same, with the version that a release names of the table, where none was known. */
    StagedEntry released(Manifest release) {
        if (version.isPresent()) {
            return this;
        }
        OptionalLong released = release.tables().stream()
                .flatMap(made -> Stream.concat(Stream.of(made.version()), made.load().deletes().stream()))
                .filter(made ->
                        made.format().equals(table.format()) && made.location().equals(table.location()))
                .mapToLong(ReleasedTable.Version::number)
                .findFirst();
        return new StagedEntry(table, load, schema, base, released, files, removed);
    }
}
