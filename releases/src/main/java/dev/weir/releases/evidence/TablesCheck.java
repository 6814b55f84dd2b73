package dev.weir.releases.evidence;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.releases.storage.LogFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether tables still name exactly the data files that a release has in its signed evidence, with their rows and bytes. A
 * table's own metadata decides which rows are read, and no key signs it. Nothing of the data files is read.
 *
 * @param files of the release log
 */
public record TablesCheck(Manifest manifest, LogFiles files, Listing listing) {

    /** What tables name now. */
    public interface Listing {

        /** Where it lies now: the manifest names the place where it was released. */
        String place(Manifest release, ReleasedTable table, Part part);

        /**
         * Its files at the released version, with rows and bytes; hashes are left empty.
         *
         * @throws ProblemsException when the version is gone or cannot be read
         */
        DataFileList files(Manifest release, ReleasedTable table, Part part);
    }

    /** What has files of its own in a released table. */
    public enum Part {
        /** Its rows. */
        ROWS(EvidenceKind.FILES),
        /** The keys that went from it, which a later run of a merge asks for. */
        DELETED(EvidenceKind.DELETED);

        private final EvidenceKind evidence;

        Part(EvidenceKind evidence) {
            this.evidence = evidence;
        }

        /** The name of its list in the evidence. */
        String list(ReleasedTable table) {
            return this == ROWS ? DataFileList.name(table.name()) : DataFileList.deletedName(table.name());
        }

        /** Whether a release has the list in its evidence, be it there or not; earlier ones have none of the keys that went. */
        public boolean isIn(Manifest manifest, ReleasedTable table) {
            return manifest.evidence(evidence).stream()
                    .anyMatch(item -> item.name().equals(list(table)));
        }

        /** The table whose files they are, as far as its version goes. */
        public ReleasedTable of(ReleasedTable table) {
            return this == ROWS ? table : table.at(table.load().deletes().orElseThrow());
        }

        /** For people, at the beginning of a sentence. */
        public String words(ReleasedTable table) {
            return this == ROWS
                    ? "Table '" + table.name() + "'"
                    : "The table of the keys that went from '" + table.name() + "'";
        }
    }

    /** Every table of the release. Whatever keeps one from being read is a finding. */
    VerificationCheck all() {
        EvidenceProblems findings = new EvidenceProblems("tables");
        for (ReleasedTable table : manifest.tables()) {
            look(findings, table, Part.ROWS, table.version());
            table.load().deletes().ifPresent(version -> {
                if (Part.DELETED.isIn(manifest, table)) {
                    look(findings, table, Part.DELETED, version);
                } else {
                    findings.note(Part.DELETED.words(table) + " was not looked at: " + manifest.reference()
                            + " was made before evidence had a list of its files.");
                }
            });
        }
        return findings.end(EvidenceProblems.count(manifest.tables().size(), "table"));
    }

    private void look(EvidenceProblems findings, ReleasedTable table, Part part, ReleasedTable.Version version) {
        Optional<DataFileList> released = released(table, part);
        if (released.isEmpty()) {
            findings.note("The list of data files of '" + part.list(table) + "' is not whole: see above.");
            return;
        }
        try {
            compare(findings, table, part, released.get());
        } catch (ProblemsException e) {
            findings.broken(
                    listing.place(manifest, table, part),
                    part.words(table) + " (" + version.identifier() + ", version " + version.number()
                            + ") cannot be read as it was released",
                    e.problems());
        }
    }

    /**
     * One table, for who is about to rely on it; empty where it is as it was signed. A manifest that has no list of the table
     * in its evidence says nothing of it.
     *
     * @param part of the table
     * @param remedy what can be done where the table has changed
     * @throws ProblemsException as {@link Listing#files}
     */
    public Optional<Problem> doubt(ReleasedTable table, Part part, String remedy) {
        if (!part.isIn(manifest, table)) {
            return Optional.empty();
        }
        EvidenceProblems findings = new EvidenceProblems("tables");
        Optional<DataFileList> released = released(table, part);
        if (released.isEmpty()) {
            findings.broken(
                    listing.place(manifest, table, part),
                    "the list that names its data files",
                    "it is missing, or not the one that was released");
        } else {
            if (part == Part.ROWS) {
                FileCounts.differing(manifest, table, released.get()).forEach(findings::broken);
            }
            compare(findings, table, part, released.get());
        }
        List<Problem> broken = findings.end("").broken();
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        Problem first = broken.get(0);
        return Optional.of(new Problem(
                Code.EVIDENCE_BROKEN,
                first.place(),
                part.words(table) + " is not as " + manifest.reference() + " was signed",
                first.what() + ": " + first.why()
                        + (broken.size() == 1
                                ? ""
                                : ", and there " + (broken.size() == 2 ? "is" : "are") + " "
                                        + EvidenceProblems.count(broken.size() - 1L, "more difference")),
                released.isEmpty() ? listFromACopy() : remedy));
    }

    /** Nothing takes the place of a signed list: no loss is declared without one, and no run goes on from the release. */
    private String listFromACopy() {
        return "Restore the list from a copy of the release log, and find out who changed it. Where there is none, and "
                + manifest.reference() + " is the newest release, 'weir rollback " + manifest.product()
                + " --to NUMBER' goes on from an earlier one.";
    }

    /**
     * Whether the keys that went from a table are as they were signed, byte by byte: a merge asks for them, and a key that is
     * missing there would come back. Empty where they are whole, and where a release has no list of them.
     *
     * @param remedy what can be done
     */
    public Optional<Problem> forgotten(ReleasedTable table, DataFileLocations places, String remedy) {
        if (!Part.DELETED.isIn(manifest, table)) {
            return Optional.empty();
        }
        return released(table, Part.DELETED)
                .flatMap(list -> DataFileCheck.released(manifest, places, bytes -> {})
                        .altered(Part.DELETED.of(table).version(), list))
                .map(first -> new Problem(
                        Code.EVIDENCE_BROKEN,
                        first.place(),
                        Part.DELETED.words(table) + " is not as " + manifest.reference() + " was signed",
                        first.what() + ": " + first.why(),
                        remedy));
    }

    private void compare(EvidenceProblems findings, ReleasedTable table, Part part, DataFileList released) {
        Map<String, DataFileList.DataFile> before = byPath(released);
        Map<String, DataFileList.DataFile> now = byPath(listing.files(manifest, table, part));
        String place = listing.place(manifest, table, part);
        before.forEach((path, file) -> {
            DataFileList.DataFile same = now.get(path);
            if (same == null) {
                findings.broken(
                        place,
                        part.words(table) + " no longer names the data file '" + path + "'",
                        "it belongs to " + manifest.reference());
            } else if (same.bytes() != file.bytes() || same.rows() != file.rows()) {
                findings.broken(
                        place,
                        part.words(table) + " tells another size of the data file '" + path + "'",
                        same.rows() + " rows and " + same.bytes() + " bytes, and was released with " + file.rows()
                                + " and " + file.bytes());
            }
        });
        now.keySet().stream()
                .filter(path -> !before.containsKey(path))
                .forEach(path -> findings.broken(
                        place,
                        part.words(table) + " names the data file '" + path + "'",
                        "it does not belong to " + manifest.reference()));
    }

    private static Map<String, DataFileList.DataFile> byPath(DataFileList list) {
        Map<String, DataFileList.DataFile> byPath = new TreeMap<>();
        list.files().forEach(file -> byPath.put(file.path(), file));
        return byPath;
    }

    private Optional<DataFileList> released(ReleasedTable table, Part part) {
        return EarlierFiles.of(files, manifest.product()).of(manifest, part.evidence, part.list(table));
    }
}
