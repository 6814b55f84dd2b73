package dev.weir.releases.evidence;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.releases.log.ProofFiles;
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

        /** Where a table lies now: the manifest names the place where it was released. */
        String place(Manifest release, ReleasedTable table);

        /**
         * The files of a table at its released version, with rows and bytes; hashes are left empty.
         *
         * @throws ProblemsException when the version is gone or cannot be read
         */
        DataFileList files(Manifest release, ReleasedTable table);
    }

    /** Every table of the release. Whatever keeps one from being read is a finding. */
    VerificationCheck all() {
        EvidenceProblems findings = new EvidenceProblems("tables");
        for (ReleasedTable table : manifest.tables()) {
            Optional<DataFileList> released = released(table);
            if (released.isEmpty()) {
                findings.note("The list of data files of table '" + table.name() + "' is not whole: see above.");
                continue;
            }
            try {
                compare(findings, table, released.get());
            } catch (ProblemsException e) {
                String version = table.version().identifier() + ", version "
                        + table.version().number();
                findings.broken(
                        listing.place(manifest, table),
                        "Table '" + table.name() + "' (" + version + ") cannot be read as it was released",
                        e.problems());
            }
        }
        return findings.end(EvidenceProblems.count(manifest.tables().size(), "table"));
    }

    /**
     * One table, for who is about to rely on it; empty where it is as it was signed. A manifest that has no list of the table
     * in its evidence says nothing of it.
     *
     * @param remedy what can be done
     * @throws ProblemsException as {@link Listing#files}
     */
    public Optional<Problem> doubt(ReleasedTable table, String remedy) {
        if (manifest.evidence(EvidenceKind.FILES).stream()
                .noneMatch(item -> item.name().equals(DataFileList.name(table.name())))) {
            return Optional.empty();
        }
        EvidenceProblems findings = new EvidenceProblems("tables");
        Optional<DataFileList> released = released(table);
        if (released.isEmpty()) {
            findings.broken(
                    listing.place(manifest, table),
                    "the list that names its data files",
                    "it is missing, or not the one that was released");
        } else {
            FileCounts.differing(manifest, table, released.get()).forEach(findings::broken);
            compare(findings, table, released.get());
        }
        List<Problem> broken = findings.end("").broken();
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        Problem first = broken.get(0);
        return Optional.of(new Problem(
                Code.EVIDENCE_BROKEN,
                first.place(),
                "Table '" + table.name() + "' is not as " + manifest.reference() + " was signed",
                first.what() + ": " + first.why()
                        + (broken.size() == 1
                                ? ""
                                : ", and there " + (broken.size() == 2 ? "is" : "are") + " "
                                        + EvidenceProblems.count(broken.size() - 1L, "more difference")),
                remedy));
    }

    private void compare(EvidenceProblems findings, ReleasedTable table, DataFileList released) {
        Map<String, DataFileList.DataFile> before = byPath(released);
        Map<String, DataFileList.DataFile> now = byPath(listing.files(manifest, table));
        String place = listing.place(manifest, table);
        before.forEach((path, file) -> {
            DataFileList.DataFile same = now.get(path);
            if (same == null) {
                findings.broken(
                        place,
                        "Table '" + table.name() + "' no longer names the data file '" + path + "'",
                        "it belongs to " + manifest.reference());
            } else if (same.bytes() != file.bytes() || same.rows() != file.rows()) {
                findings.broken(
                        place,
                        "Table '" + table.name() + "' tells another size of the data file '" + path + "'",
                        same.rows() + " rows and " + same.bytes() + " bytes, and was released with " + file.rows()
                                + " and " + file.bytes());
            }
        });
        now.keySet().stream()
                .filter(path -> !before.containsKey(path))
                .forEach(path -> findings.broken(
                        place,
                        "Table '" + table.name() + "' names the data file '" + path + "'",
                        "it does not belong to " + manifest.reference()));
    }

    private static Map<String, DataFileList.DataFile> byPath(DataFileList list) {
        Map<String, DataFileList.DataFile> byPath = new TreeMap<>();
        list.files().forEach(file -> byPath.put(file.path(), file));
        return byPath;
    }

    private Optional<DataFileList> released(ReleasedTable table) {
        return new EarlierFiles(new ProofFiles(files, manifest.product())).of(manifest, table.name());
    }
}
