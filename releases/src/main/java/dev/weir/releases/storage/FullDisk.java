package dev.weir.releases.storage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a failure means that a disk is full, in the words of systems and of Hadoop, which keeps a file of a bucket on a disk
 * until it is sent.
 */
public final class FullDisk {

    private static final List<String> WORDS = List.of(
            "no space left on device",
            "database or disk is full",
            "disk quota exceeded",
            "file too large",
            "no space available in any of the local directories",
            "could not find any valid local directory");

    private FullDisk() {}

    /** The words that say so; what else stands beside them may be a value. */
    public static Optional<String> in(Throwable failure) {
        return WriteFailure.causes(failure).flatMap(each -> said(each).stream()).findFirst();
    }

    /** The same of one failure, whatever caused it. */
    public static Optional<String> said(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return WORDS.stream().filter(message::contains).findFirst();
    }
}
