package dev.weir.lineage;

import dev.weir.lineage.sending.Spool;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/**
 * The lineage events of a process that no spool could keep. No catalogue gets them and no replay finds them, so what counts them
 * has to reach people, and not a log alone.
 */
public final class LostEvents {

    private int count;
    private Optional<String> reason = Optional.empty();

    /** Counts one; of the reasons the first is kept. */
    synchronized void add(IOException e) {
        count++;
        if (reason.isEmpty()) {
            reason = Optional.of(words(e));
        }
    }

    static String words(IOException e) {
        String kind = e.getClass().getSimpleName();
        return e instanceof FileSystemException file && file.getFile() != null
                ? kind + " at '" + file.getFile() + "'"
                : kind;
    }

    /** How many, why, and what to do; empty where none is lost. */
    public synchronized Optional<String> sentence() {
        return reason.map(why -> (count == 1 ? "1 lineage event is" : count + " lineage events are")
                + " lost, and no catalogue gets " + (count == 1 ? "it" : "them") + ": '" + Spool.FOLDER
                + "' could not keep " + (count == 1 ? "it" : "them") + " (" + why
                + "). Make room there, and give this user the right to write.");
    }
}
