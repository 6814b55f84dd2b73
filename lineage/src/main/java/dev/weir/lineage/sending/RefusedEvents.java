package dev.weir.lineage.sending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Events that a destination will never take, in {@code lineage/refused/<profile>/<destination>}: a file each, with what the
 * destination answered. No run sends them again: a person looks at them, and deletes them or has them sent again.
 */
final class RefusedEvents {

    static final String FOLDER = "lineage/refused";

    /** More would be a server that refuses all: then events wait until a person has looked. */
    private static final int MOST = 1_000;

    private static final String SUFFIX = ".json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final String destination;

    RefusedEvents(Path root, String profile, String destination) {
        this(folder(root, profile).resolve(FileName.of(destination)), destination);
    }

    /** Those of another destination of the profile. */
    RefusedEvents of(String other) {
        return new RefusedEvents(folder.resolveSibling(FileName.of(other)), other);
    }

    private RefusedEvents(Path folder, String destination) {
        this.folder = folder;
        this.destination = destination;
    }

    private static Path folder(Path root, String profile) {
        return root.resolve(FOLDER).resolve(FileName.of(profile));
    }

    /** The destinations that have refused events of a profile, whether or not settings name them. */
    static List<String> destinations(Path root, String profile) throws IOException {
        try (Stream<Path> folders = Files.list(folder(root, profile))) {
            return folders.map(one -> FileName.name(one.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
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
        return files().size();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    /** A refused event, and where it was in the spool. */
    private record RefusedEvent(Path file, String run, int number, String event) {
        private static final Pattern NAME = Pattern.compile("(.+)-(\\d{1,9})\\.json");

        /** Empty where the file has no event, such as one that a person has changed. */
        static Optional<RefusedEvent> of(Path file) throws IOException {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (!name.matches()) {
                return Optional.empty();
            }
            try {
                String event =
                        JSON.readTree(Files.readAllBytes(file)).path("event").asText();
                return event.isEmpty() || event.contains("\n")
                        ? Optional.empty()
                        : Optional.of(new RefusedEvent(file, name.group(1), Integer.parseInt(name.group(2)), event));
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * Puts all of them back into the spool, for this destination alone: each run's in their order, and the runs by their age. One
     * that a killed process has put back and not taken from here comes twice.
     */
    void putBack(Spool spool) throws IOException {
        Map<String, List<RefusedEvent>> runs = new TreeMap<>();
        for (Path file : files()) {
            RefusedEvent.of(file)
                    .ifPresent(event -> runs.computeIfAbsent(event.run(), run -> new ArrayList<>())
                            .add(event));
        }
        for (Map.Entry<String, List<RefusedEvent>> run : runs.entrySet()) {
            List<RefusedEvent> kept = run.getValue().stream()
                    .sorted(Comparator.comparingInt(RefusedEvent::number))
                    .toList();
            spool.putBack(run.getKey(), kept.stream().map(RefusedEvent::event).toList(), destination);
            for (RefusedEvent one : kept) {
                Files.deleteIfExists(one.file());
            }
        }
    }
}
