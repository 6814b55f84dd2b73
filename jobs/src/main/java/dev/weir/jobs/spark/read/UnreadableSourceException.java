package dev.weir.jobs.spark.read;

import java.util.Optional;

/** A file as a whole cannot be read: it is gone, cut off, corrupt, or no longer what was surveyed. */
public final class UnreadableSourceException extends RuntimeException {
    private final String file;

    UnreadableSourceException(SourceFile file, String problem, String remedy) {
        this(file.name(), problem, remedy);
    }

    UnreadableSourceException(SourceFile file, String problem, String remedy, Throwable cause) {
        this(file.name(), problem, remedy, cause);
    }

    UnreadableSourceException(String file, String problem, String remedy) {
        super("Source file '" + file + "' " + problem + " " + remedy);
        this.file = file;
    }

    UnreadableSourceException(String file, String problem, String remedy, Throwable cause) {
        super("Source file '" + file + "' " + problem + " " + remedy, cause);
        this.file = file;
    }

    /** The one among an exception and its causes, where Spark has wrapped it. */
    public static Optional<UnreadableSourceException> causing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableSourceException unreadable) {
                return Optional.of(unreadable);
            }
        }
        return Optional.empty();
    }

    /** Path of the file, relative to the workspace where it lies in it. */
    public String file() {
        return file;
    }
}
