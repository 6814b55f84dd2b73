package dev.weir.releases.evidence;

import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.profile.ReleaseProfileJson;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.release.json.DataFileListJson;
import dev.weir.contracts.text.Sha256;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.storage.LogFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What releases have in their evidence, as it was signed. */
public record EarlierFiles(ProofFiles proof) {

    /** Of a product's releases, as the release log has them. */
    public static EarlierFiles of(LogFiles files, String product) {
        return new EarlierFiles(new ProofFiles(files, product));
    }

    /** A table's list; empty when it is missing, or differs from the manifest. */
    public Optional<DataFileList> of(Manifest release, String table) {
        return of(release, EvidenceKind.FILES, DataFileList.name(table));
    }

    /** The list of the keys that went from a table; empty when it is missing, differs from the manifest, or there never was one. */
    public Optional<DataFileList> deleted(Manifest release, String table) {
        return of(release, EvidenceKind.DELETED, DataFileList.deletedName(table));
    }

    Optional<DataFileList> of(Manifest release, EvidenceKind kind, String name) {
        return release.evidence(kind).stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .flatMap(this::list);
    }

    /** The lists of the quarantine; without those that are missing, or differ from the manifest. */
    public List<DataFileList> quarantine(Manifest release) {
        return release.evidence(EvidenceKind.QUARANTINE).stream()
                .flatMap(item -> list(item).stream())
                .toList();
    }

    /** What a release shows of its columns' values; empty where that is missing, or differs from the manifest. */
    public Optional<ReleaseProfile> profile(Manifest release) {
        return release.evidence(EvidenceKind.PROFILE).stream()
                .findFirst()
                .flatMap(item -> text(item).map(content -> ReleaseProfileJson.parse(item.name(), content)));
    }

    /** A piece of evidence as text; empty where it is missing, or differs from the manifest. */
    public Optional<String> text(EvidenceItem item) {
        return proof.piece(item)
                .filter(content -> Sha256.hex(content).equals(item.sha256()))
                .map(content -> new String(content, StandardCharsets.UTF_8));
    }

    private Optional<DataFileList> list(EvidenceItem item) {
        return text(item).map(content -> DataFileListJson.parse(item.name(), content));
    }
}
