package dev.weir.lineage.sending;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Events that a destination will never take, in {@code lineage/refused/<profile>/<destination>}: a file each, with what the
 * destination answered. No run sends them again; a person looks at them and deletes them.
 */
final class RefusedEvents {

    static final String FOLDER = "lineage/refused";

    /** More would be a server that refuses all: then events wait until a person has looked. */
    private static final int MOST = 1_000;

    private static final String SUFFIX = ".json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    RefusedEvents(Path root, String profile, String destination) {
        this.folder = root.resolve(FOLDER).resolve(FileName.of(profile)).resolve(FileName.of(destination));
    }

    /** Whether no more are kept. */
    boolean isFull() throws IOException {
        return count() >= MOST;
    }

    /**
     * Keeps one; of the same event once.
     *
     * @throws IOException when it cannot be written: the event stays in the spool
     */
    void keep(SpooledRun run, int number, String event, Delivery.Refused refusal) throws IOException {
        Files.createDirectories(folder);
        ObjectNode kept = JSON.createObjectNode().put("why", refusal.why()).put("answer", refusal.answer());
        kept.put("event", event);
        Path draft = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(draft, JSON.writeValueAsString(kept) + "\n", StandardCharsets.UTF_8);
            Files.move(
                    draft,
                    folder.resolve(run.name() + "-" + number + SUFFIX),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    int count() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.filter(file -> file.toString().endsWith(SUFFIX)).count();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return 0;
        }
    }
}
