package dev.weir.jobs.evidence;

import dev.weir.contracts.Sha256;
import dev.weir.contracts.release.DataFileList;
import dev.weir.contracts.release.DataFileListJson;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lists of data files that releases have in their evidence. */
public final class EarlierFiles {

    private final ProofFiles proof;

    /** @param proof of the product */
    public EarlierFiles(ProofFiles proof) {
        this.proof = proof;
    }

    /** A table's list; empty when it is missing, or is not what the manifest says. */
    public Optional<DataFileList> of(Manifest release, String table) {
        String name = DataFileList.name(table);
        return release.evidence(EvidenceKind.FILES).stream()
                .filter(item -> item.name().equals(name))
                .map(EvidenceItem::sha256)
                .findFirst()
                .flatMap(sha256 -> proof.object(sha256)
                        .filter(content -> Sha256.hex(content).equals(sha256)))
                .map(content -> DataFileListJson.parse(name, new String(content, StandardCharsets.UTF_8)));
    }
}
