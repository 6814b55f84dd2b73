package dev.weir.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientException;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Events that no transport has taken yet, in {@code lineage/waiting} of the workspace, a file each. A run whose first event is
 * taken sends them, the oldest first. Two runs at once may both send one: the receiver knows an event by its run, its type and
 * its time.
 */
public final class PendingEvents {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.nnnnnnnnn'Z'");
    private static final String SUFFIX = ".json";

    /** More would be a receiver that is gone for good. */
    private static final int MOST = 10_000;

    private static final int TRIES = 3;

    private final Path folder;

    private PendingEvents(Path folder) {
        this.folder = folder;
    }

    /** @param root the workspace's folder */
    public static PendingEvents of(Path root) {
        return new PendingEvents(root.resolve("lineage/waiting"));
    }

    /**
     * How many there are.
     *
     * @throws IOException when the folder cannot be read
     */
    public int count() throws IOException {
        return files().size();
    }

    /**
     * Keeps one.
     *
     * @throws IOException when it cannot be written, or too many wait already
     */
    void keep(OpenLineage.RunEvent event) throws IOException {
        if (count() >= MOST) {
            throw new IOException(MOST + " events wait already");
        }
        Files.createDirectories(folder);
        String time = NAME.format(event.getEventTime().withZoneSameInstant(ZoneOffset.UTC));
        Path draft = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(draft, OpenLineageClientUtils.toJson(event), StandardCharsets.UTF_8);
            Files.move(
                    draft,
                    folder.resolve(time + "-" + event.getRun().getRunId() + "-" + event.getEventType() + SUFFIX),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Sends all of them, and forgets each that was taken. One that is refused keeps none of the others from being sent, until
     * {@value #TRIES} were: then the receiver has gone again.
     *
     * @param transport takes an event, or throws what OpenLineage's client throws
     * @throws UncheckedIOException when one of them cannot be read
     */
    void send(Consumer<OpenLineage.RunEvent> transport) {
        int refused = 0;
        try {
            for (Path file : files()) {
                try {
                    send(file, transport);
                } catch (OpenLineageClientException e) {
                    refused++;
                    if (refused == TRIES) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Path file, Consumer<OpenLineage.RunEvent> transport) throws IOException {
        String event;
        try {
            event = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException sentByAnotherRun) {
            return;
        }
        transport.accept(OpenLineageClientUtils.runEventFromJson(event));
        Files.deleteIfExists(file);
    }

    /** The oldest first. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }
}
