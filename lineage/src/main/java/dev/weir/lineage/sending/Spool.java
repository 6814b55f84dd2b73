package dev.weir.lineage.sending;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Events on disk, in {@code lineage/spool/<profile>} of the workspace, a folder for each run ({@link SpooledRun}). An event is
 * here before its run goes on, and stays until each destination that it was written for has taken it, whatever the settings of later
 * processes name. What a profile's runs have left is sent to the destinations of this profile alone.
 */
public final class Spool {

    /** Where spools lie in a workspace. */
    public static final String FOLDER = "lineage/spool";

    /** How often all runs are counted anew: those of other processes are among them. */
    private static final int RECOUNT = 64;

    /** A twentieth of the limits is made free at once. */
    private static final int SLACK = 20;

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Limits limits;
    private int appends;
    private long events;
    private long bytes;

    /**
     * How much a spool holds. More would be a destination that is gone for good.
     *
     * @param events of all runs
     * @param bytes of all events
     */
    record Limits(long events, long bytes) {
        static final Limits USUAL = new Limits(10_000, 256L << 20);
    }

    Spool(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * A profile's.
     *
     * @param root the workspace's folder
     */
    public static Spool of(Path root, String profile) {
        return new Spool(root.resolve(FOLDER).resolve(FileName.of(profile)), Limits.USUAL);
    }

    /**
     * A run, whether or not it has events here.
     *
     * @param id the run's
     * @param at when it begins, if it is new
     * @throws IOException when the folder cannot be read
     */
    public SpooledRun run(String id, Instant at) throws IOException {
        String ending = "-" + FileName.of(id);
        return runs().stream()
                .filter(run -> run.name().endsWith(ending))
                .findFirst()
                .orElseGet(() -> new SpooledRun(folder.resolve(NAME.format(at) + ending)));
    }

    /**
     * Adds an event to a run, and returns when it is on the disk. If the spool is full, the oldest runs that are over make room:
     * first their events of type RUNNING, then all that they have. If no run is over, events of type RUNNING are dropped first.
     *
     * @param destinations that the event is for
     * @param trouble gets what was dropped, a sentence
     * @throws IOException when the event cannot be written, or there is no room for it
     */
    public synchronized void append(SpooledRun run, String event, List<String> destinations, Consumer<String> trouble)
            throws IOException {
        makeRoom(event.length(), SpooledRun.type(event), trouble);
        if (run.append(event, destinations)) {
            trouble.accept("The last event of an interrupted run was cut off in '" + FOLDER
                    + "', and is dropped: its run never went on with it");
        }
        events++;
        bytes += event.length();
    }

    private void makeRoom(long added, String type, Consumer<String> trouble) throws IOException {
        if (appends++ % RECOUNT == 0 || isFull(added)) {
            count();
        }
        if (!isFull(added)) {
            return;
        }
        long dropped = dropOldest(added, SpooledRun::dropRunning);
        dropped += dropOldest(added, Spool::dropAll);
        boolean isLost = isFull(added) && (type.equals("RUNNING") || events >= 2 * limits.events());
        drop(dropped + (isLost ? 1 : 0));
        if (dropped > 0) {
            trouble.accept(dropped + " lineage events of the oldest runs are dropped: '" + FOLDER
                    + "' may hold " + limits.events() + " events and " + (limits.bytes() >> 20) + " MiB; see to the"
                    + " destination, then 'weir lineage replay' sends what is left");
        }
        if (isLost) {
            throw new SpoolFullException();
        }
    }

    private interface Dropping {
        int drop(SpooledRun old) throws IOException;
    }

    /** Of runs that are over, until there is some room for the next events too: the look at all runs takes long. */
    private long dropOldest(long added, Dropping dropping) throws IOException {
        long dropped = 0;
        for (SpooledRun old : runs()) {
            if (!isFull(added + limits.bytes() / SLACK, limits.events() / SLACK)) {
                break;
            }
            if (old.isOver()) {
                long before = old.bytes();
                int here = dropping.drop(old);
                dropped += here;
                events -= here;
                bytes -= before - old.bytes();
            }
        }
        return dropped;
    }

    private static int dropAll(SpooledRun old) throws IOException {
        int dropped = (int) old.lines().stream().filter(line -> !line.isEmpty()).count();
        old.remove();
        return dropped;
    }

    private boolean isFull(long added) {
        return isFull(added, 0);
    }

    private boolean isFull(long addedBytes, long addedEvents) {
        return events + addedEvents >= limits.events() || bytes + addedBytes > limits.bytes();
    }

    private void count() throws IOException {
        events = 0;
        bytes = 0;
        for (SpooledRun run : runs()) {
            events += run.lines().stream().filter(line -> !line.isEmpty()).count();
            bytes += run.bytes();
        }
    }

    /**
     * How many events had to make room since the last replay that sent everything.
     *
     * @throws IOException when that cannot be read
     */
    long dropped() throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try {
            return Long.parseLong(
                    Files.readString(droppedFile(), StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    private void drop(long more) throws IOException {
        if (more > 0) {
            Files.writeString(droppedFile(), Long.toString(dropped() + more), StandardCharsets.US_ASCII);
        }
    }

    /** A person has seen how many were dropped. */
    void forgetDropped() throws IOException {
        Files.deleteIfExists(droppedFile());
    }

    Path folder() {
        return folder;
    }

    private Path droppedFile() {
        return folder.resolve(".dropped");
    }

    /** The runs with events here, the oldest first. */
    List<SpooledRun> runs() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(run -> !run.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(SpooledRun::new)
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    /**
     * Puts refused events of a run back, in a folder of their own right after the run's: the run itself may be gone, or at work.
     *
     * @param run the name of its folder
     * @param destination that refused them, and gets them alone
     */
    void putBack(String run, List<String> events, String destination) throws IOException {
        Path draft = folder.resolve(".again-" + UUID.randomUUID());
        SpooledRun made = new SpooledRun(draft);
        for (String event : events) {
            made.append(event, List.of(destination));
        }
        String name = SpooledRun.again(run);
        Path there = folder.resolve(name);
        for (int number = 2; Files.exists(there); number++) {
            there = folder.resolve(name + number);
        }
        Files.move(draft, there, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * How many events a destination has not taken yet.
     *
     * @throws IOException when the spool cannot be read
     */
    int waiting(String destination) throws IOException {
        int waiting = 0;
        for (SpooledRun run : runs()) {
            waiting += run.waiting(destination);
        }
        return waiting;
    }

    /**
     * How many events wait for each destination that a run here was written for, whether or not settings name it.
     *
     * @throws IOException when the spool cannot be read
     */
    Map<String, Integer> owed() throws IOException {
        Map<String, Integer> owed = new TreeMap<>();
        for (SpooledRun run : runs()) {
            for (String destination : run.cursors().destinations()) {
                owed.merge(destination, run.waiting(destination), Integer::sum);
            }
        }
        return owed;
    }

    /** No run is for this destination any more; what is for no other one is gone. */
    void forget(String destination) throws IOException {
        for (SpooledRun run : runs()) {
            if (run.cursors().has(destination)) {
                run.cursors().remove(destination);
                if (run.cursors().destinations().isEmpty() || run.isDone(List.of())) {
                    run.remove();
                }
            }
        }
    }

    /** Empty where another thread or process sends to the destination. */
    Optional<SenderLock> lock(String destination) throws IOException {
        return SenderLock.take(folder.resolve("." + FileName.of(destination) + ".lock"));
    }
}
