package dev.weir.releases.evidence;

import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Signing;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.timestamp.TimeStampAuthority;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.storage.LogFiles;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a manifest one that can be proved: its evidence lies in the log, and its signature too, before it is published. */
public final class ManifestSealing {

    private final LogFiles files;
    private final SigningKey key;
    private final Optional<TimeStampAuthority> authority;

    /**
     * Signs, and has the time of signatures stamped where there is an authority.
     *
     * @param files of the release log
     */
    public ManifestSealing(LogFiles files, SigningKey key, Optional<TimeStampAuthority> authority) {
        this.files = files;
        this.key = key;
        this.authority = authority;
    }

    /**
     * Writes evidence and signature.
     *
     * @param draft the manifest without them
     * @param pieces in the order in which the manifest names them
     * @return the manifest, signed as it is printed: to be published without a change
     * @throws dev.weir.contracts.ProblemsException when the log cannot be written, or the authority gives no time stamp: then
     *     nothing is released
     */
    public Manifest seal(Manifest draft, List<EvidencePiece> pieces) {
        ProofFiles proof = new ProofFiles(files, draft.product());
        Manifest sealed = draft.with(
                evidence(pieces, proof),
                new Signing(key.verifying().algorithm(), key.verifying().id(), authority.isPresent()));
        byte[] printed = ManifestJson.print(sealed).getBytes(StandardCharsets.UTF_8);
        byte[] signature = key.sign(printed);
        proof.put(ProofFiles.Kind.SIGNATURE, Sha256.hex(printed), signature);
        authority.ifPresent(
                asked -> proof.put(ProofFiles.Kind.TIMESTAMP, Sha256.hex(printed), asked.stamp(Sha256.hex(signature))));
        return sealed;
    }

    /** Writes what many releases share piece by piece, and what the run wrote as one file. */
    private static List<EvidenceItem> evidence(List<EvidencePiece> pieces, ProofFiles proof) {
        Map<String, byte[]> own = new LinkedHashMap<>();
        for (EvidencePiece piece : pieces) {
            if (piece.item().kind().isOfRun()) {
                own.put(piece.item().name(), piece.content());
            } else {
                proof.put(ProofFiles.Kind.OBJECT, piece.item().sha256(), piece.content());
            }
        }
        String bundle = proof.putBundle(own);
        return pieces.stream()
                .map(EvidencePiece::item)
                .map(item -> item.kind().isOfRun() ? item.in(bundle) : item)
                .toList();
    }
}
