package dev.weir.releases.evidence;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.storage.LogFiles;
import java.util.List;
import java.util.Optional;

/**
 * What takes the engine to check: that the table format still names exactly the files that were released, and that their
 * rows add up to the content hashes of the manifest.
 *
 * @param files of the release log
 * @param keys by which a loss is believed
 */
public record DeepCheck(Manifest manifest, LogFiles files, LogKeys keys, Engine engine) {

    /** What reads tables. */
    public interface Engine extends TablesCheck.Listing {

        /**
         * What the rows of a table at its released version add up to.
         *
         * @throws ProblemsException when the rows cannot be read
         */
        ContentDigest content(Manifest release, ReleasedTable table);
    }

    /** Both checks, of every table. Of a release whose rows were let go or declared lost both say that nothing was looked at. */
    public List<VerificationCheck> checks() {
        return expiry().map(expiry -> List.of(expired("tables", "table", expiry), expired("rows", "row", expiry)))
                .orElseGet(() -> List.of(new TablesCheck(manifest, files, engine).all(), rows()));
    }

    private Optional<Expiry> expiry() {
        try {
            return ExpiryMark.of(files, manifest, keys);
        } catch (ProblemsException e) { // reported by the check of the data files; nothing was let go by it
            return Optional.empty();
        }
    }

    private VerificationCheck expired(String name, String thing, Expiry expiry) {
        EvidenceProblems findings = new EvidenceProblems(name);
        findings.note("Nothing of " + manifest.reference() + " was read: its rows were "
                + (expiry.isLost() ? expiry.words() : "let go by 'weir clean'") + ".");
        return findings.expired(EvidenceProblems.count(0, thing));
    }

    private VerificationCheck rows() {
        EvidenceProblems findings = new EvidenceProblems("rows");
        long rows = 0;
        for (ReleasedTable table : manifest.tables()) {
            Optional<ContentDigest> found = ask(findings, table, "rows", () -> engine.content(manifest, table));
            if (found.isPresent() && !found.get().equals(table.content())) {
                findings.broken(
                        engine.place(manifest, table, TablesCheck.Part.ROWS),
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
                    engine.place(manifest, table, TablesCheck.Part.ROWS),
                    "Table '" + table.name() + "' (" + what + ") cannot be read as it was released",
                    e.problems());
            return Optional.empty();
        }
    }
}
