package dev.weir.jobs.release.catalogue;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.releases.journal.RunJournal;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether the entries of a catalogue lead readers to what the newest release of a product has in its signed manifest. No key signs a
 * catalogue. Of each table one metadata file is read, of its rows nothing, and no engine is needed.
 *
 * @param place of the catalogue, for people
 * @param rows all that it has
 */
public record CatalogueEntries(Warehouse warehouse, Path place, List<TableRow> rows) {

    public CatalogueEntries {
        rows = List.copyOf(rows);
    }

    /**
     * What was found.
     *
     * @param broken entries that do not lead there
     * @param notes entries that are behind the release, and that recovery moves on
     */
    public record Found(List<Problem> broken, List<String> notes) {
        public Found {
            broken = List.copyOf(broken);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Compares them with a release.
     *
     * @param newest release of its product
     * @param unfinished journals of the product's runs that are not over
     */
    public Found compared(Manifest newest, List<RunJournal> unfinished) {
        List<Problem> broken = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> namespaces = TableIdentity.namespaces(newest.product());
        rows.stream()
                .filter(row -> namespaces.contains(row.namespace()) && !isOwn(row))
                .forEach(row -> broken.add(elsewhere(newest, row)));
        for (ReleasedTable table : newest.tables()) {
            if (table.version().format().equals(TableFormat.ICEBERG)) {
                Entry entry = new Entry(
                        newest, newest.product(), table.name(), table.version().number());
                entry.said(broken).ifPresent(said -> {
                    if (said.newest().equals(OptionalLong.of(entry.snapshot))) {
                        return;
                    }
                    if (before(unfinished, entry).equals(Optional.of(said.newest()))) {
                        notes.add("The newest version of table '" + entry.identifier() + "' is the one before "
                                + newest.reference()
                                + ": its run has not moved the table on. If it ended, the next command"
                                + " of the product that has the engine does.");
                    } else {
                        broken.add(entry.head(said.newest()));
                    }
                });
                table.load()
                        .deletes()
                        .ifPresent(deletes -> new Entry(
                                        newest,
                                        TableIdentity.namespaceOfDeletes(newest.product()),
                                        table.name(),
                                        deletes.number())
                                .said(broken));
            }
        }
        return new Found(broken, notes);
    }

    /** What a table's newest version was when the release's run began, where that run is not over; none of a run that is over. */
    private static Optional<OptionalLong> before(List<RunJournal> unfinished, Entry entry) {
        return unfinished.stream()
                .filter(journal ->
                        journal.run().equals(entry.release.record().run().id()))
                .flatMap(journal -> journal.entries().stream())
                .filter(staged -> staged.table().identifier().equals(entry.identifier()))
                .map(StagedEntry::base)
                .findFirst();
    }

    /** Whether an entry names a metadata file in its table's own folder. */
    private boolean isOwn(TableRow row) {
        String name = row.metadata().substring(row.metadata().lastIndexOf('/') + 1);
        return row.root().filter(warehouse::isAt).isPresent()
                && row.metadata().endsWith("/" + row.namespace() + "/" + row.name() + "/metadata/" + name);
    }

    private Problem elsewhere(Manifest release, TableRow row) {
        return problem(
                "The catalogue's entry of table '" + row.identifier() + "' names '" + row.metadata() + "'",
                "a table of the warehouse has its metadata in '" + folder(row.namespace(), row.name()) + "'",
                remedy(release, row.namespace(), row.name(), OptionalLong.empty()));
    }

    private String folder(String namespace, String name) {
        return warehouse.table(namespace, name) + "/metadata";
    }

    private Problem problem(String what, String why, String remedy) {
        return new Problem(Code.EVIDENCE_BROKEN, Place.of(place.toString()), what, why, remedy);
    }

    /** One table of the release, or what it has beside one. */
    private final class Entry {

        private final Manifest release;
        private final String namespace;
        private final String name;
        private final long snapshot;

        Entry(Manifest release, String namespace, String name, long snapshot) {
            this.release = release;
            this.namespace = namespace;
            this.name = name;
            this.snapshot = snapshot;
        }

        String identifier() {
            return namespace + "." + name;
        }

        /** What the metadata that the catalogue names has of the table; empty where it has not the release. */
        Optional<MetadataFile.Said> said(List<Problem> broken) {
            Optional<TableRow> row = rows.stream()
                    .filter(found -> found.identifier().equals(identifier()))
                    .findFirst();
            if (row.isEmpty()) {
                broken.add(problem(
                        "The catalogue has no table '" + identifier() + "'",
                        release.reference() + " has it as version " + snapshot,
                        remedy()));
                return Optional.empty();
            }
            if (!isOwn(row.get())) {
                return Optional.empty();
            }
            Optional<MetadataFile.Said> said =
                    MetadataFile.named(warehouse, row.get().metadata()).flatMap(MetadataFile::said);
            if (said.filter(found -> found.snapshots().contains(snapshot)).isEmpty()) {
                broken.add(problem(
                        "The catalogue's entry of table '" + identifier() + "' does not lead to " + release.reference(),
                        "it names '" + row.get().metadata() + "', "
                                + (said.isEmpty()
                                        ? "which is gone, or is no metadata of a table"
                                        : "which does not have version " + snapshot + ", as it was released"),
                        remedy()));
                return Optional.empty();
            }
            return said;
        }

        Problem head(OptionalLong head) {
            return problem(
                    "The newest version of table '" + identifier() + "' is not " + release.reference()
                            + ", its newest release",
                    "by the catalogue it is "
                            + (head.isPresent() ? "version " + head.getAsLong() : "empty")
                            + ", and it was released as version " + snapshot,
                    remedy());
        }

        private String remedy() {
            return CatalogueEntries.this.remedy(release, namespace, name, OptionalLong.of(snapshot));
        }
    }

    /** A rebuild takes the newest file of the table's folder that has the releases: it helps where that one is right. */
    private String remedy(Manifest release, String namespace, String name, OptionalLong snapshot) {
        Optional<MetadataFile.Said> newest = newest(namespace, name);
        if (newest.isEmpty()
                || (snapshot.isPresent() && !newest.get().snapshots().contains(snapshot.getAsLong()))) {
            return "Restore the table's folder from a copy, then 'weir doctor --rebuild-catalogue' makes the catalogue anew; find"
                    + " out who changed it.";
        }
        if (snapshot.isPresent()
                && namespace.equals(release.product())
                && !newest.get().newest().equals(snapshot)) {
            return "Find out who writes there and stop it; 'weir run " + release.product()
                    + " --full' makes the table anew.";
        }
        return "Find out who changed it; 'weir doctor --rebuild-catalogue' makes the catalogue anew from the tables' own metadata.";
    }

    private Optional<MetadataFile.Said> newest(String namespace, String name) {
        try {
            return MetadataFile.in(warehouse, namespace).getOrDefault(name, List.of()).stream()
                    .flatMap(file -> file.said().stream())
                    .findFirst();
        } catch (IOException e) {
            throw Warehouse.notWritable(folder(namespace, name), e);
        }
    }
}
