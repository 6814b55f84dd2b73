package dev.weir.jobs.release.clean;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.LostRows;
import dev.weir.jobs.release.table.NamedFiles;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.releases.evidence.TablesCheck;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Whether a table still names the data files that releases have in their signed evidence, for many releases at once: its log or
 * metadata is read once. Without this look, a data file that the table no longer names would be taken for one that no release needs.
 *
 * @param log of the releases
 * @param tables who looks after those of each format
 */
public record SignedTables(StoredReleaseLog log, Map<TableFormat, TableUpkeep> tables) {

    public SignedTables {
        tables = new TreeMap<>(tables);
    }

    /** One problem of each table that is not as it was signed, in the order of their names. */
    public List<Problem> differing(Collection<Manifest> releases, Function<ReleasedTable, TableIdentity> identity) {
        Map<TableIdentity, List<Manifest>> byTable = new LinkedHashMap<>();
        for (Manifest release : releases) {
            for (ReleasedTable table : release.tables()) {
                byTable.computeIfAbsent(identity.apply(table), first -> new ArrayList<>())
                        .add(release);
            }
        }
        List<Problem> problems = new ArrayList<>();
        byTable.forEach((table, manifests) -> {
            differing(table, manifests).ifPresent(problems::add);
            deleted(table, manifests).ifPresent(problems::add);
        });
        return problems;
    }

    /** What is wrong with the first of these releases of a table that is not as it was signed. */
    public Optional<Problem> differing(TableIdentity table, Collection<Manifest> releases) {
        return differing(table, releases, TablesCheck.Part.ROWS);
    }

    /** The same of the keys that went from a table, by those of these releases whose evidence has a list of their files. */
    public Optional<Problem> deleted(TableIdentity table, Collection<Manifest> releases) {
        List<Manifest> listed = releases.stream()
                .filter(release -> TablesCheck.Part.DELETED.isIn(release, of(release, table)))
                .toList();
        return listed.isEmpty() ? Optional.empty() : differing(table.ofDeletes(), listed, TablesCheck.Part.DELETED);
    }

    private Optional<Problem> differing(TableIdentity table, Collection<Manifest> releases, TablesCheck.Part part) {
        Map<Long, ReleasedTable> versions = new TreeMap<>();
        releases.forEach(release -> versions.put(release.number(), part.of(of(release, table))));
        Map<Long, List<DataFile>> named = TableKinds.of(table.format(), tables).files(table, versions);
        List<Problem> doubts = new ArrayList<>();
        for (Manifest release : releases) {
            List<DataFile> files = named.get(release.number());
            (files == null ? gone(table, release, part) : doubt(table, release, part, files)).ifPresent(doubts::add);
        }
        return doubts.stream().findFirst().map(first -> doubts.size() == 1 ? first : and(first, doubts.size() - 1));
    }

    /**
     * How the newest version of a table, which readers get that name no version, differs from its newest release; empty where they
     * are one. Of a product whose runs are over.
     */
    public Optional<Problem> beyond(TableIdentity table, Manifest newest) {
        ReleasedTable released = of(newest, table);
        TableUpkeep upkeep = TableKinds.of(table.format(), tables);
        return doubt(table, newest, TablesCheck.Part.ROWS, upkeep.newest(table).orElse(List.of()))
                .map(Problem::why)
                .or(() -> Optional.of(upkeep.changedColumns(table, released))
                        .filter(columns -> !columns.isEmpty())
                        .map(columns -> "it has other columns by these names, or none: " + String.join(", ", columns)))
                .map(why -> new Problem(
                        Code.EVIDENCE_BROKEN,
                        Place.of(table.location()),
                        "The newest version of table '" + table.identifier() + "' is not " + newest.reference()
                                + ", its newest release",
                        "another client has written to it; " + why,
                        "Find out who writes there and stop it; 'weir run " + newest.product()
                                + " --full' makes the table anew."));
    }

    private Optional<Problem> doubt(
            TableIdentity table, Manifest release, TablesCheck.Part part, List<DataFile> files) {
        return new TablesCheck(release, log.files(), new Named(table, files))
                .doubt(of(release, table), part, restore(release));
    }

    private static String restore(Manifest release) {
        return "Restore the table's metadata from a copy, and find out who changed it; the data files may still be there."
                + " Where there is no copy, " + LostRows.declare(release.product(), release.number())
                + " declares the rows of " + release.reference() + " lost.";
    }

    /** Of a release without evidence of the table nothing is known. */
    private static Optional<Problem> gone(TableIdentity table, Manifest release, TablesCheck.Part part) {
        ReleasedTable released = of(release, table);
        return part.isIn(release, released)
                ? Optional.of(new Problem(
                        Code.EVIDENCE_BROKEN,
                        Place.of(table.location()),
                        part.words(released) + " is not as " + release.reference() + " was signed",
                        "its version " + part.of(released).version().number() + " is gone, and nobody let its rows go",
                        restore(release)))
                : Optional.empty();
    }

    private static Problem and(Problem first, int more) {
        return new Problem(
                first.code(),
                first.place(),
                first.what(),
                first.why() + "; so it is with " + more + (more == 1 ? " release" : " releases") + " more",
                first.remedy());
    }

    private static ReleasedTable of(Manifest release, TableIdentity table) {
        return release.table(table.name()).orElseThrow();
    }

    /** What a table names, found before. */
    private record Named(TableIdentity table, List<DataFile> found) implements TablesCheck.Listing {

        @Override
        public String place(Manifest release, ReleasedTable released, TablesCheck.Part part) {
            return table.location();
        }

        @Override
        public DataFileList files(Manifest release, ReleasedTable released, TablesCheck.Part part) {
            return NamedFiles.of(table.name(), table.location(), found);
        }
    }
}
