package dev.weir.jobs.verb.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.engine.sql.Grammars;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A workspace as it stood when a release was made: contracts, transformations and rules by their hashes. */
public final class RecordedWorkspace {

    private static final String SETTINGS = "weir.yaml";
    private static final Charset UTF_8 = StandardCharsets.UTF_8;

    private RecordedWorkspace() {}

    /**
     * Reads it. Places and law are today's in {@code weir.yaml}.
     *
     * @param evidence a file that is kept with the release, by its SHA-256
     * @throws ProblemsException with each file that is neither kept nor as it was
     */
    public static Workspace of(WorkspaceFolder folder, Manifest release, Function<String, Optional<byte[]>> evidence) {
        Path root = folder.root();
        Problems problems = new Problems();
        Map<String, String> files = new HashMap<>();
        files.put(SETTINGS, new String(content(root.resolve(SETTINGS)).orElse(new byte[0]), UTF_8));
        for (HashedFile file : release.basis().files()) {
            Optional<byte[]> found = evidence.apply(file.sha256())
                    .or(() -> content(root.resolve(file.path())))
                    .filter(content -> Sha256.hex(content).equals(file.sha256()));
            found.ifPresent(content -> files.put(file.path(), new String(content, UTF_8)));
            if (found.isEmpty()) {
                problems.add(
                        Code.MISSING_FILE,
                        Place.of(file.path()),
                        "'" + file.path() + "' is not what " + release.reference() + " was made by",
                        "its SHA-256 was " + file.sha256() + ", and no copy is kept with the release",
                        "bring it back as it was, from version control for example");
            }
        }
        problems.throwIfAny();
        return WorkspaceReader.readRecorded(root, folder.profile(), folder.environment(), Grammars.languages(), files);
    }

    private static Optional<byte[]> content(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.MISSING_FILE,
                    Place.of(file.toString()),
                    "'" + file + "' cannot be read",
                    e.getClass().getSimpleName(),
                    "make it readable",
                    e);
        }
    }
}
