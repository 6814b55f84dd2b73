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
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The events of one run in the spool: a folder with {@code events.ndjson}, an event per line, and the {@link Cursors} of the
 * destinations that they are for. An event's number is that of its line, from 1 on. A line that is empty was an event that had to
 * make room, or that was cut off as its process died.
 *
 * <p>One process at a time writes a run's events: the run's own, or after its death the one that settles it.
 */
public final class SpooledRun {

    private static final String EVENTS = "events.ndjson";
    private static final String LOCK = ".lock";
    /** In the name of a folder with events that were refused and are sent again; the name of a run has none. */
    private static final String AGAIN = "~again";

    private static final Set<String> ENDINGS = Set.of("COMPLETE", "ABORT", "FAIL");

    /** A run that has been silent for so long without an ending is dead, and was settled elsewhere. */
    private static final Duration SILENCE = Duration.ofDays(7);

    private static final JsonFactory JSON = new JsonFactory();

    private final Path folder;
    private final Cursors cursors;

    SpooledRun(Path folder) {
        this.folder = folder;
        this.cursors = new Cursors(folder);
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
     * @param destinations that the run is for; it is for those that it was for before as well
     * @return whether such an end was there
     * @throws IOException when the event cannot be written; then it is not in the spool
     */
    boolean append(String event, List<String> destinations) throws IOException {
        try {
            return appended(event, destinations);
        } catch (NoSuchFileException e) { // a sender had all of a run that was over, and took its folder away meanwhile
            return appended(event, destinations);
        }
    }

    private boolean appended(String event, List<String> destinations) throws IOException {
        Path there = folder; // the nearest folder that is on the disk already
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        boolean isNew = !Files.exists(file());
        Files.createDirectories(folder);
        isNew |= cursors.add(destinations);
        boolean wasTorn = alone(() -> written(event));
        if (isNew) {
            Path end = there;
            for (Path made = folder; made != null && made.startsWith(end); made = made.getParent()) {
                force(made);
            }
        }
        return wasTorn;
    }

    private boolean written(String event) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long sound = sound(channel);
            boolean wasTorn = sound < channel.size();
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
            return wasTorn;
        }
    }

    /** Something that changes the events. */
    interface Writing<T> {
        T write() throws IOException;
    }

    /**
     * One at a time among all threads and processes of the machine. A dead process is none of them: a line that has no end here gets
     * none.
     */
    <T> T alone(Writing<T> writing) throws IOException {
        synchronized (SpooledRun.class) { // a lock of a file is the process's
            try (FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock(); // ends with the channel
                return writing.write();
            }
        }
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

    /** A last line that has no end: it is being written, or what wrote it is dead. Empty where there is none. */
    Optional<String> torn() throws IOException {
        byte[] bytes = read();
        if (bytes.length == 0 || bytes[bytes.length - 1] == '\n') {
            return Optional.empty();
        }
        int from = bytes.length;
        while (from > 0 && bytes[from - 1] != '\n') {
            from--;
        }
        return Optional.of(text(bytes, from, bytes.length));
    }

    /** Leaves an empty line in its place, {@linkplain #alone alone}: what wrote it is dead, so the run is over. */
    void cut() throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long sound = sound(channel);
            channel.truncate(sound);
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}), sound);
            channel.force(true);
        }
    }

    /** Whether a destination gets the run: any does that the settings name, but what one has refused goes to that one alone. */
    boolean isFor(String destination) {
        return !name().contains(AGAIN) || cursors.has(destination);
    }

    /** How many events a destination that the run is for has not taken yet; one that is torn is among them. */
    int waiting(String destination) throws IOException {
        if (!isFor(destination)) {
            return 0;
        }
        int whole = (int) lines().stream()
                .skip(cursors.number(destination))
                .filter(line -> !line.isEmpty())
                .count();
        return whole + (torn().isPresent() ? 1 : 0);
    }

    /** When the last event was added; where there is none, when the folder was made. */
    private Instant last() throws IOException {
        try {
            return Files.getLastModifiedTime(Files.exists(file()) ? file() : folder)
                    .toInstant();
        } catch (NoSuchFileException e) {
            return Instant.now();
        }
    }

    /** Whether no more events will come. */
    boolean isOver() throws IOException {
        if (name().contains(AGAIN)) {
            return true;
        }
        List<String> lines = lines();
        if (!lines.isEmpty()) {
            String type = type(lines.get(lines.size() - 1));
            if (type.isEmpty() || ENDINGS.contains(type)) { // what is damaged may have been its ending
                return true;
            }
        }
        return last().isBefore(Instant.now().minus(SILENCE)); // not there: another process is about to begin it
    }

    /** Those of these destinations that the run is for, and those that it was written for. */
    Set<String> owed(List<String> destinations) throws IOException {
        Set<String> all = new TreeSet<>(cursors.destinations());
        destinations.stream().filter(this::isFor).forEach(all::add);
        return all;
    }

    /** Whether the run is over and all of it is with each of these destinations, and with each that it was written for. */
    boolean isDone(List<String> destinations) throws IOException {
        if (!isOver()) {
            return false;
        }
        for (String destination : owed(destinations)) {
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

    /** The destinations that the run is for, and what each has taken. */
    Cursors cursors() {
        return cursors;
    }

    private Path file() {
        return folder.resolve(EVENTS);
    }
}
