package dev.weir.releases.evidence;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people wrote that a release is made by: contracts, rules, transformations, the law pack. */
public final class DefinitionEvidence {

    private static final String RULES = "quality-rules/";
    private static final String QUERY = ".sql";

    private DefinitionEvidence() {}

    /**
     * Reads the files of a product as they were when the run planned with them, and the law.
     *
     * @param files with the hashes that the run goes by
     * @throws ProblemsException with {@link Code#CONFLICT} when one has been changed since; with {@link Code#MISSING_FILE}
     */
    public static List<EvidencePiece> of(Workspace workspace, List<HashedFile> files, LawPack law) {
        Optional<HashedFile> overlay = workspace.law().overlay().map(Workspace.LawOverlay::file);
        List<EvidencePiece> pieces = new ArrayList<>();
        for (HashedFile file : files) {
            if (overlay.filter(file::equals).isPresent()) {
                continue; // it is law, and comes after the pack
            }
            pieces.add(EvidencePiece.of(kind(file.path()), file.path(), content(workspace.root(), file)));
        }
        pieces.add(EvidencePiece.of(EvidenceKind.LAW, LawPack.file(law.id()), LawPack.content(law.id())));
        overlay.ifPresent(
                file -> pieces.add(EvidencePiece.of(EvidenceKind.LAW, file.path(), content(workspace.root(), file))));
        return List.copyOf(pieces);
    }

    /** Rules and waivers lie in their folder, a query is SQL, all else is what contracts and products are written in. */
    static EvidenceKind kind(String path) {
        if (path.startsWith(RULES)) {
            return EvidenceKind.RULES;
        }
        return path.endsWith(QUERY) ? EvidenceKind.TRANSFORMATION : EvidenceKind.CONTRACT;
    }

    /** The hash that a basis has of the law: of the pack, or of the pack's and the overlay's, a line each. */
    static String lawSha256(List<String> hashes) {
        return hashes.size() == 1 ? hashes.get(0) : Sha256.hex(String.join("\n", hashes) + "\n");
    }

    private static byte[] content(Path root, HashedFile file) {
        byte[] content;
        try {
            content = Files.readAllBytes(root.resolve(file.path()));
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.MISSING_FILE,
                    Place.of(file.path()),
                    "'" + file.path() + "' can no longer be read",
                    e.getClass().getSimpleName() + "; it was there when the run began",
                    "Bring it back, then run again.",
                    e);
        }
        if (!Sha256.hex(content).equals(file.sha256())) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(file.path()),
                    "'" + file.path() + "' has been changed since the run began",
                    "a release is made by the files that it was planned with",
                    "Run again.");
        }
        return content;
    }
}
