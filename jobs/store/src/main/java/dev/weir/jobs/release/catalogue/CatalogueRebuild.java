package dev.weir.jobs.release.catalogue;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a catalogue anew: of each table's metadata files, the newest that has every snapshot which the manifests of
 * kept releases name.
 */
public record CatalogueRebuild(Warehouse warehouse, Catalogue catalogue, StoredReleaseLog log, RunStore runs) {

    /**
     * @param products of the workspace; none of them runs meanwhile, nor one that the log has
     * @return one sentence for each table, and one for the file that was there
     * @throws dev.weir.contracts.ProblemsException with {@code CONFLICT} when a run is at work; with {@code NOT_WRITABLE}
     */
    public List<String> rebuild(Set<String> products) {
        Set<String> all = new TreeSet<>(products);
        all.addAll(log.products());
        Deque<Lease> leases = new ArrayDeque<>();
        try {
            all.forEach(product -> leases.push(runs.leases().take(product, "weir doctor --rebuild-catalogue")));
            return rebuild(leases);
        } finally {
            leases.forEach(Lease::close);
        }
    }

    private List<String> rebuild(Deque<Lease> leases) {
        List<String> messages = new ArrayList<>();
        Map<String, Set<Long>> wanted = wanted();
        List<Found> tables = new ArrayList<>();
        Map<String, String> standing = new HashMap<>();
        catalogue.standing().forEach(row -> standing.put(row.identifier(), row.metadata()));
        for (TableFolders.TableFolder folder : TableFolders.in(warehouse)) {
            Set<Long> snapshots = wanted.getOrDefault(folder.identifier(), Set.of());
            Optional<Found> found = standing(folder, snapshots, standing.get(folder.identifier()))
                    .or(() -> find(folder, snapshots));
            found.ifPresent(tables::add);
            messages.add(sentence(folder, found, snapshots));
            wanted.remove(folder.identifier());
        }
        wanted.keySet().stream()
                .sorted()
                .forEach(table -> messages.add("Table '" + table + "' is named by releases, and has no metadata in the"
                        + " warehouse: restore its folder from a copy, then rebuild once more."));
        leases.forEach(Lease::check); // a holder meanwhile may have moved a table on
        catalogue
                .rebuild(tables.stream().map(Found::row).toList())
                .ifPresent(kept -> messages.add("The catalogue that was there is kept as '" + kept + "'."));
        return messages;
    }

    private static String sentence(TableFolders.TableFolder folder, Optional<Found> found, Set<Long> wanted) {
        String table = "Table '" + folder.identifier() + "'";
        if (found.isEmpty()) {
            return table + " was left out: nothing of it was ever released.";
        }
        Set<Long> gone = new HashSet<>(wanted);
        gone.removeAll(found.get().said().snapshots());
        return table + " is in the catalogue as '" + found.get().file().name() + "' has it, with "
                + found.get().said().snapshots().size() + " versions"
                + (gone.isEmpty()
                        ? "."
                        : "; " + gone.size() + " that releases name are not in it: restore the table's folder"
                                + " from a copy, then rebuild once more.");
    }

    /** The snapshots that kept releases name, by table. */
    private Map<String, Set<Long>> wanted() {
        Map<String, Set<Long>> wanted = new HashMap<>();
        for (String product : log.products()) {
            for (long number : log.numbers(product).toArray()) {
                if (Expiry.of(log, product, number).isPresent()) {
                    continue;
                }
                Manifest manifest = log.read(product, number);
                for (ReleasedTable table : manifest.tables()) {
                    want(wanted, product, table.name(), table.version());
                    table.load()
                            .deletes()
                            .ifPresent(deletes ->
                                    want(wanted, TableIdentity.namespaceOfDeletes(product), table.name(), deletes));
                }
            }
        }
        return wanted;
    }

    private static void want(
            Map<String, Set<Long>> wanted, String namespace, String name, ReleasedTable.Version version) {
        if (version.format().equals(TableFormat.ICEBERG)) {
            wanted.computeIfAbsent(namespace + "." + name, first -> new LinkedHashSet<>())
                    .add(version.number());
        }
    }

    private record Found(TableFolders.TableFolder folder, MetadataFile file, MetadataFile.Said said) {

        TableRow row() {
            return new TableRow(folder.namespace(), folder.name(), file.path());
        }
    }

    /** What a standing row names, where that has all that is wanted: a newer file may be one that is being written. */
    private static Optional<Found> standing(
            TableFolders.TableFolder folder, Set<Long> wanted, @Nullable String metadata) {
        return folder.files().stream()
                .filter(file -> file.path().equals(metadata))
                .findFirst()
                .flatMap(file -> file.said().map(said -> new Found(folder, file, said)))
                .filter(found -> found.said().snapshots().containsAll(wanted));
    }

    /**
     * The newest file that has all that is wanted; where none has, the one with most of it, the newest of these. One that
     * was never committed may be left of a table that was made anew, so it is taken where there is no other.
     */
    private static Optional<Found> find(TableFolders.TableFolder folder, Set<Long> wanted) {
        Optional<Found> best = Optional.empty();
        long most = -1;
        for (MetadataFile file : folder.files()) {
            Optional<MetadataFile.Said> read = file.said();
            if (read.isEmpty()) {
                continue; // damaged or half written: an older one has less, and the message names what it lacks
            }
            MetadataFile.Said said = read.get();
            long has = wanted.stream().filter(said.snapshots()::contains).count();
            long rank = 2 * has + (said.newest().isPresent() ? 1 : 0);
            if (rank > most
                    && (!wanted.isEmpty()
                            || !said.snapshots().isEmpty()
                            || said.newest().isPresent())) {
                best = Optional.of(new Found(folder, file, said));
                most = rank;
            }
            if (has == wanted.size() && said.newest().isPresent()) {
                break;
            }
        }
        return best;
    }
}
