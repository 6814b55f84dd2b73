package dev.weir.lineage.sending;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The events of one run in the spool: a folder with {@code events.ndjson}, an event per line, and a file
 * {@code <destination>.cursor} for each destination, which has the number of lines that the destination has taken. An event's
 * number is that of its line, from 1 on. A line that is empty was an event that had to make room.
 *
 * <p>One process at a time writes a run's events: the run's own, or after its death the one that settles it.
 */
public final class SpooledRun {

    private static final String EVENTS = "events.ndjson";
    private static final String CURSOR = ".cursor";
    /** In the name of a folder with events that were refused and are sent again; the name of a run has none. */
    private static final String AGAIN = "~again";

    private static final Set<String> ENDINGS = Set.of("COMPLETE", "ABORT", "FAIL");

    /** A run that has been silent for so long without an ending is dead, and was settled elsewhere. */
    private static final Duration SILENCE = Duration.ofDays(7);

    /** No line takes so long to write. */
    private static final Duration WRITING = Duration.ofMinutes(1);

    private static final JsonFactory JSON = new JsonFactory();

    private final Path folder;

    SpooledRun(Path folder) {
        this.folder = folder;
    }

    /**
     * The number of the next event.
     *
     * @throws IOException when the file cannot be read
     */
    public int next() throws IOException {
        return lines().size() + 1;
    }

    /**
     * The event that the run began with; empty where the run is not, or no longer, in the spool.
     *
     * @throws IOException when the file cannot be read
     */
    public Optional<String> first() throws IOException {
        return lines().stream().findFirst();
    }

    /**
     * Adds an event, and returns when it is on the disk. The end of a line that a killed process has not finished is cut off:
     * its run never went on with it.
     *
     * @return whether such an end was there
     * @throws IOException when the event cannot be written; then it is not in the spool
     */
    synchronized boolean append(String event) throws IOException {
        try {
            return appended(event);
        } catch (NoSuchFileException e) { // a sender had all of a run that was over, and took its folder away meanwhile
            return appended(event);
        }
    }

    private boolean appended(String event) throws IOException {
        Path there = folder; // the nearest folder that is on the disk already
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        boolean isNew = !Files.exists(file());
        Files.createDirectories(folder);
        boolean wasTorn;
        try (FileChannel channel = FileChannel.open(
                file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long sound = sound(channel);
            wasTorn = sound < channel.size();
            try {
                channel.truncate(sound);
                channel.position(sound);
                ByteBuffer line = StandardCharsets.UTF_8.encode(event + "\n");
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(sound);
                throw e;
            }
        }
        if (isNew) {
            for (Path made = folder; made != null && made.startsWith(there); made = made.getParent()) {
                force(made);
            }
        }
        return wasTorn;
    }

    /** Where the last whole line ends. */
    private static long sound(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The whole lines; none where the run is not, or no longer, in the spool. What a damaged disk has made of one is no event. */
    List<String> lines() throws IOException {
        byte[] bytes = read();
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                lines.add(text(bytes, from, at));
                from = at + 1;
            }
        }
        return lines;
    }

    private byte[] read() throws IOException {
        try {
            return Files.readAllBytes(file());
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return "\uFFFD" + new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
    }

    /**
     * A last line that has no end, and gets none: what wrote it has been silent for longer than it takes to write a line. Empty where
     * there is none.
     */
    Optional<String> torn() throws IOException {
        byte[] bytes = read();
        if (bytes.length == 0
                || bytes[bytes.length - 1] == '\n'
                || !last().isBefore(Instant.now().minus(WRITING))) {
            return Optional.empty();
        }
        int from = bytes.length;
        while (from > 0 && bytes[from - 1] != '\n') {
            from--;
        }
        return Optional.of(text(bytes, from, bytes.length));
    }

    /** Takes that line away. */
    synchronized void cut() throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.truncate(sound(channel));
            channel.force(true);
        }
    }

    /** How many events a destination has not taken yet; one that is torn is among them. */
    int waiting(String destination) throws IOException {
        List<String> lines = lines();
        int whole = (int) lines.stream()
                .skip(cursor(destination))
                .filter(line -> !line.isEmpty())
                .count();
        return whole + (torn().isPresent() ? 1 : 0);
    }

    /** When the last event was added; now where the file is not there. */
    private Instant last() throws IOException {
        try {
            return Files.getLastModifiedTime(file()).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.now();
        }
    }

    /** The number of the last event that a destination has taken; 0 where it has taken none. */
    int cursor(String destination) throws IOException {
        try {
            return Integer.parseInt(Files.readString(cursorFile(destination), StandardCharsets.US_ASCII)
                    .strip());
        } catch (NoSuchFileException e) {
            return 0;
        } catch (NumberFormatException e) { // a machine that lost power: duplicates are identical
            return 0;
        }
    }

    /** The destination has taken all events up to this number. */
    void acknowledge(String destination, int number) throws IOException {
        Path draft = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(draft, Integer.toString(number), StandardCharsets.US_ASCII);
            Files.move(
                    draft,
                    cursorFile(destination),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) { // all destinations that another process knows have it all
            if (Files.exists(folder)) {
                throw e;
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Whether no more events will come. */
    boolean isOver() throws IOException {
        if (name().contains(AGAIN)) {
            return true;
        }
        List<String> lines = lines();
        if (!lines.isEmpty() && ENDINGS.contains(type(lines.get(lines.size() - 1)))) {
            return true;
        }
        return last().isBefore(Instant.now().minus(SILENCE)); // not there: another process is about to begin it
    }

    /** Whether the run is over and each of these destinations has all of it. */
    boolean isDone(List<String> destinations) throws IOException {
        if (!isOver()) {
            return false;
        }
        for (String destination : destinations) {
            if (waiting(destination) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Takes the events of type RUNNING out of a run that is over; gives how many there were. */
    int dropRunning() throws IOException {
        List<String> kept = new ArrayList<>();
        int dropped = 0;
        for (String line : lines()) {
            boolean isRunning = type(line).equals("RUNNING");
            kept.add(isRunning ? "" : line);
            dropped += isRunning ? 1 : 0;
        }
        if (dropped > 0) {
            Path draft = folder.resolve("." + UUID.randomUUID() + ".part");
            try (FileChannel channel =
                    FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer text = StandardCharsets.UTF_8.encode(String.join("\n", kept) + "\n");
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
                Files.move(draft, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        }
        return dropped;
    }

    /** Takes the run out of the spool, all at once. */
    void remove() throws IOException {
        Path gone = folder.resolveSibling(".gone-" + UUID.randomUUID());
        try {
            Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) { // another destination's sender was faster
            return;
        }
        try (Stream<Path> files = Files.list(gone)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(gone);
    }

    /** Bytes of the events. */
    long bytes() throws IOException {
        try {
            return Files.size(file());
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Whether a line is an event from its beginning to its end. */
    static boolean isEvent(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    && parser.skipChildren().currentToken() == JsonToken.END_OBJECT
                    && parser.nextToken() == null
                    && !type(line).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** OpenLineage's {@code eventType}; empty where the line is no event. */
    static String type(String event) {
        try (JsonParser parser = JSON.createParser(event)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("eventType")) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    /** The name for events of a run that are sent again, whether or not they were before. */
    static String again(String name) {
        int at = name.indexOf(AGAIN);
        return (at < 0 ? name : name.substring(0, at)) + AGAIN;
    }

    /** The name of its folder: when it began, and its id. */
    String name() {
        return folder.getFileName().toString();
    }

    boolean isIn(Path spool) {
        return spool.equals(folder.getParent());
    }

    private Path file() {
        return folder.resolve(EVENTS);
    }

    private Path cursorFile(String destination) {
        return folder.resolve(FileName.of(destination) + CURSOR);
    }
}
