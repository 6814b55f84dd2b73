package dev.weir.jobs.engine.read.file;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file as a whole cannot be read: it is gone, cut off, corrupt, or no longer what was surveyed. */
public final class UnreadableSourceException extends RuntimeException {
    private final String file;
    private final String problem;
    private final String remedy;

    public UnreadableSourceException(SourceFile file, String problem, String remedy) {
        this(file.name(), problem, remedy, null);
    }

    public UnreadableSourceException(SourceFile file, String problem, String remedy, @Nullable Throwable cause) {
        this(file.name(), problem, remedy, cause);
    }

    UnreadableSourceException(String file, String problem, String remedy) {
        this(file, problem, remedy, null);
    }

    UnreadableSourceException(String file, String problem, String remedy, @Nullable Throwable cause) {
        super("Source file '" + file + "' " + problem + " " + remedy, cause);
        this.file = file;
        this.problem = problem;
        this.remedy = remedy;
    }

    /** A file whose reading ran out of memory. The error is no cause of it: at one Spark ends the process. */
    public static UnreadableSourceException outOfMemory(SourceFile file) {
        return new UnreadableSourceException(
                file,
                "takes more memory than there is: a length in it is damaged, or a block of it is too large.",
                "Fetch it again, have it written in smaller blocks, or give Weir more memory.");
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

    /** What is wrong with it, as part of a sentence. */
    public String why() {
        return "the file '" + file + "' " + problem();
    }

    /** The same without the file: the rest of a sentence that begins with it. */
    public String problem() {
        return withoutStop(problem);
    }

    /** What to do, as part of a sentence. */
    public String remedy() {
        String plain = withoutStop(remedy);
        return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** Path of the file, relative to the workspace where it lies in it. */
    public String file() {
        return file;
    }
}
