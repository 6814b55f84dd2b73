package dev.weir.lineage.sending;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where events are kept while the spool cannot be written, such as by a user who may not write there: {@code lineage/spare/<profile>},
 * made as the spool is. No sender looks here. Once the spool can be written, runs move into it.
 */
final class SpareSpool {

    static final String FOLDER = "lineage/spare";

    private final Path folder;
    private final Spool here;
    private final Spool spool;

    SpareSpool(Path root, String profile, Spool spool) {
        this.folder = root.resolve(FOLDER).resolve(FileName.of(profile));
        this.here = new Spool(folder, Spool.Limits.USUAL);
        this.spool = spool;
    }

    /** Moves all that is here into the spool, a run at a time. */
    void moveIntoSpool() throws IOException {
        for (SpooledRun run : here.runs()) {
            move(run);
        }
    }

    private void move(SpooledRun run) throws IOException {
        Path there = spool.folder().resolve(run.name());
        if (Files.exists(there)) { // its first events, or what another process has moved
            SpooledRun first = new SpooledRun(there);
            for (String event : run.lines()) {
                first.append(event, run.cursors().destinations());
            }
            run.remove();
            return;
        }
        Files.createDirectories(spool.folder());
        try {
            Files.move(folder.resolve(run.name()), there, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) { // another process was faster
            if (Files.exists(folder.resolve(run.name()))) {
                throw e;
            }
        }
    }

    /** Whether a run has events here, or is about to have its first. */
    boolean has(SpooledRun run) {
        return run.isIn(folder) || Files.exists(folder.resolve(run.name()));
    }

    /** A run, whether or not it has events here. */
    SpooledRun run(String id, Instant at) throws IOException {
        return here.run(id, at);
    }

    /** A run that has events here. */
    Optional<SpooledRun> begun(String id, Instant at) throws IOException {
        return Optional.of(run(id, at)).filter(run -> Files.exists(folder.resolve(run.name())));
    }

    /** Adds an event to a run, here. */
    void append(SpooledRun run, String event, List<String> destinations, Consumer<String> trouble) throws IOException {
        here.append(new SpooledRun(folder.resolve(run.name())), event, destinations, trouble);
    }

    /** Events that are here. */
    int count() throws IOException {
        return here.waiting("");
    }

    /** How many of them are for each destination that a run here was written for. */
    Map<String, Integer> owed() throws IOException {
        return here.owed();
    }

    /** No run here is for this destination any more. */
    void forget(String destination) throws IOException {
        here.forget(destination);
    }
}
