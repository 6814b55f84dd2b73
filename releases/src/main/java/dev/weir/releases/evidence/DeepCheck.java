package dev.weir.releases.evidence;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.release.json.DataFileListJson;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.storage.LogFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What takes the engine to check: that the table format still names exactly the files that were released, and that their
 * rows add up to the content hashes of the manifest.
 *
 * @param files of the release log
 */
public record DeepCheck(Manifest manifest, LogFiles files, Engine engine) {

    /** What reads tables. */
    public interface Engine {

        /** Where a table lies now: the manifest names the place where it was released. */
        String place(Manifest release, ReleasedTable table);

        /**
         * The files of a table at its released version, with rows and bytes; hashes are left empty.
         *
         * @throws ProblemsException when the version is gone or cannot be read
         */
        DataFileList files(Manifest release, ReleasedTable table);

        /**
         * What the rows of a table at its released version add up to.
         *
         * @throws ProblemsException when the rows cannot be read
         */
        ContentDigest content(Manifest release, ReleasedTable table);
    }

    /** Both checks, of every table. Of a release whose rows were let go both say that nothing was looked at. */
    public List<VerificationCheck> checks() {
        return isExpired() ? List.of(expired("tables", "table"), expired("rows", "row")) : List.of(tables(), rows());
    }

    private boolean isExpired() {
        try {
            return ExpiryMark.of(files, manifest).isPresent();
        } catch (ProblemsException e) { // reported by the check of the data files; nothing was let go by it
            return false;
        }
    }

    private VerificationCheck expired(String name, String thing) {
        EvidenceProblems findings = new EvidenceProblems(name);
        findings.note("Nothing of " + manifest.reference() + " was read: its rows were let go by 'weir clean'.");
        return findings.expired(EvidenceProblems.count(0, thing));
    }

    private VerificationCheck tables() {
        EvidenceProblems findings = new EvidenceProblems("tables");
        for (ReleasedTable table : manifest.tables()) {
            String version = table.version().identifier() + ", version "
                    + table.version().number();
            Optional<DataFileList> released = released(table);
            if (released.isEmpty()) {
                findings.note("The list of data files of table '" + table.name() + "' is not whole: see above.");
                continue;
            }
            ask(findings, table, version, () -> engine.files(manifest, table))
                    .ifPresent(found -> compare(findings, table, released.get(), found));
        }
        return findings.end(EvidenceProblems.count(manifest.tables().size(), "table"));
    }

    private void compare(EvidenceProblems findings, ReleasedTable table, DataFileList released, DataFileList found) {
        Map<String, DataFileList.DataFile> before = byPath(released);
        Map<String, DataFileList.DataFile> now = byPath(found);
        String place = engine.place(manifest, table);
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

    private VerificationCheck rows() {
        EvidenceProblems findings = new EvidenceProblems("rows");
        long rows = 0;
        for (ReleasedTable table : manifest.tables()) {
            Optional<ContentDigest> found = ask(findings, table, "rows", () -> engine.content(manifest, table));
            if (found.isPresent() && !found.get().equals(table.content())) {
                findings.broken(
                        engine.place(manifest, table),
                        "The rows of table '" + table.name() + "' are not those of " + manifest.reference(),
                        "their content hash is " + found.get().hash() + ", and was "
                                + table.content().hash() + columns(table, found.get()));
            }
            rows += table.rows();
        }
        return findings.end(EvidenceProblems.count(rows, "row"));
    }

    private static String columns(ReleasedTable table, ContentDigest found) {
        List<String> other = table.content().columns().stream()
                .filter(column -> !Optional.of(column).equals(found.column(column.name())))
                .map(ContentDigest.OfColumn::name)
                .toList();
        return other.isEmpty() ? "" : "; the columns that differ: " + String.join(", ", other);
    }

    /** Whatever keeps the engine from answering is a finding: the release cannot be read as it was released. */
    private <T> Optional<T> ask(
            EvidenceProblems findings, ReleasedTable table, String what, java.util.function.Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (ProblemsException e) {
            findings.broken(
                    engine.place(manifest, table),
                    "Table '" + table.name() + "' (" + what + ") cannot be read as it was released",
                    e.problems());
            return Optional.empty();
        }
    }

    private Optional<DataFileList> released(ReleasedTable table) {
        String name = DataFileList.name(table.name());
        Optional<byte[]> content = manifest.evidence(EvidenceKind.FILES).stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .flatMap(new ProofFiles(files, manifest.product())::piece);
        try {
            return content.map(bytes -> DataFileListJson.parse(name, new String(bytes, StandardCharsets.UTF_8)));
        } catch (ProblemsException e) {
            return Optional.empty();
        }
    }
}
