package dev.weir.releases.evidence;

import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.releases.log.StoredReleaseLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Made-up manifests, sealed and signed as runs do it. */
public final class Sealed {

    private Sealed() {}

    /**
     * Publishes a manifest with evidence to match, signed by the workspace's key, which is made when there is none.
     *
     * @param root of a workspace that names no place for its keys
     * @param draft whose law and lists of data files are replaced
     */
    public static Manifest publish(Path root, StoredReleaseLog log, Manifest draft) {
        byte[] law = "law\n".getBytes(StandardCharsets.UTF_8);
        List<DataFileList> lists = draft.tables().stream().map(Sealed::files).toList();
        List<ReleasedTable> tables = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            ReleasedTable table = draft.tables().get(i);
            tables.add(new ReleasedTable(
                    table.name(),
                    table.version(),
                    table.columns(),
                    table.content(),
                    lists.get(i).inSum(),
                    table.contract(),
                    table.load()));
        }
        Manifest whole = new Manifest(
                        draft.number(),
                        draft.about(),
                        draft.record(),
                        tables,
                        new Manifest.Basis(
                                List.of(),
                                draft.basis().lawPack(),
                                Sha256.hex(law),
                                draft.basis().keys()),
                        draft.history().previousSha256())
                .carrying(draft.proof().heads());
        List<EvidencePiece> pieces = new ArrayList<>();
        pieces.add(EvidencePiece.of(EvidenceKind.LAW, "law/cn-2026-01.yaml", law));
        pieces.add(EvidencePiece.of(EvidenceKind.GATE, GateEvidence.NAME, "{}\n"));
        pieces.addAll(RunRecordEvidence.of(whole.record(), new ReleaseFiles(lists, List.of(), List.of())));
        pieces.add(EvidencePiece.of(EvidenceKind.ENVIRONMENT, "environment.json", "{}\n"));
        pieces.add(EvidencePiece.of(EvidenceKind.LINEAGE, "lineage.ndjson", "{}\n"));
        Manifest sealed = new ManifestSealing(
                        log.files(),
                        SigningKeys.of(root, SigningSettings.USUAL)
                                .readOrMake(new SecureRandom())
                                .key(),
                        Optional.empty())
                .seal(whole, pieces);
        log.publish(sealed);
        return sealed;
    }

    /** As many files and bytes as the table says. */
    private static DataFileList files(ReleasedTable table) {
        List<DataFileList.DataFile> files = new ArrayList<>();
        for (int i = 0; i < table.files().count(); i++) {
            files.add(new DataFileList.DataFile(
                    "data/" + i + ".parquet",
                    i == 0 ? table.files().bytes() : 0,
                    i == 0 ? table.rows() : 0,
                    "0".repeat(64)));
        }
        return new DataFileList(table.name(), files);
    }
}
