package dev.weir.releases.evidence;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceCount.ReadRelease;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.Sha256;
import dev.weir.releases.storage.LogFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The releases of other products that a release was made of: each manifest is there, and is the one that was read. */
final class ReadReleaseCheck {

    private final Manifest manifest;
    private final LogFiles files;
    private final EvidenceProblems problems = new EvidenceProblems("reads");

    ReadReleaseCheck(Manifest manifest, LogFiles files) {
        this.manifest = manifest;
        this.files = files;
    }

    /** Empty where none was read. */
    Optional<VerificationCheck> check() {
        List<SourceCount> reads = manifest.record().sources().stream()
                .filter(source -> source.release().isPresent())
                .toList();
        reads.forEach(source -> check(source, source.release().orElseThrow()));
        return reads.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        problems.end(EvidenceProblems.count(reads.size(), "table") + " of other products' releases"));
    }

    private void check(SourceCount source, ReadRelease read) {
        String name = read.product() + "/" + read.number() + ".json";
        String what = read.reference() + ", which " + manifest.reference() + " was made of,";
        Optional<byte[]> content = files.read(name);
        if (content.isEmpty()) {
            problems.broken(files.place(name), what + " is missing", "a manifest is never removed");
        } else if (!Sha256.hex(content.get()).equals(read.sha256())) {
            problems.broken(
                    files.place(name),
                    what + " is not the release that was read",
                    "its SHA-256 is " + Sha256.hex(content.get()) + ", and was " + read.sha256());
        } else if (!contents(content.get(), source).equals(Optional.of(read.content()))) {
            problems.broken(
                    files.place(name),
                    what + " has no table of the content that was read",
                    "the content hash of '" + source.table() + "' was " + read.content());
        }
    }

    /** The content hash of the table that was read. */
    private Optional<String> contents(byte[] content, SourceCount source) {
        try {
            return ManifestJson.parse(source.table(), new String(content, StandardCharsets.UTF_8)).tables().stream()
                    .filter(table -> (table.contractId() + "." + table.name()).equals(source.table()))
                    .map(ReleasedTable::content)
                    .map(found -> found.hash())
                    .findFirst();
        } catch (ProblemsException illegible) {
            return Optional.empty();
        }
    }
}
