package dev.weir.releases.storage;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Failures of the client of a bucket, known by the names of their classes: no client need be there. */
public final class StoreFailure {

    /** Hadoop's client for buckets. */
    private static final String BUCKETS = "org.apache.hadoop.fs.s3a.";

    /** What that client is built on; its exceptions are no {@link IOException}s. */
    private static final List<String> CLIENTS = List.of(BUCKETS, "software.amazon.awssdk.", "org.apache.http.");

    /** In the text of an executor's failure, where the failure itself could not be sent to the driver. */
    private static final String CLIENTS_FAILURE = "software.amazon.awssdk.core.exception.";

    private StoreFailure() {}

    /** The problem that a failure or one of its causes is; empty where none is a store's. */
    public static Optional<Problem> in(Throwable failure) {
        return WriteFailure.causes(failure).filter(StoreFailure::is).findFirst().map(StoreFailure::problem);
    }

    /** The failure of a store, for people. */
    public static Problem problem(Throwable failure) {
        return new Problem(
                Code.STORE_UNREACHABLE,
                Place.of("weir.yaml"),
                "The store of the warehouse does not answer",
                StoreErrorText.words(failure),
                "see that it is up and that this machine reaches it, then run again");
    }

    /** Whether it is a store's, but for a file that is not there and a right that is missing, which say so themselves. */
    public static boolean is(Throwable cause) {
        if (cause instanceof IOException) {
            return !saysSoItself(cause)
                    && Arrays.stream(cause.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith(BUCKETS));
        }
        return isOfClient(cause.getClass().getName())
                || Arrays.stream(cause.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(name -> !name.startsWith("java."))
                        .findFirst()
                        .filter(StoreFailure::isOfClient)
                        .isPresent()
                || (cause.getCause() == null
                        && String.valueOf(cause.getMessage()).contains(CLIENTS_FAILURE));
    }

    /** Whether it is about a file that is not there, or a right that is missing. */
    public static boolean saysSoItself(Throwable cause) {
        return cause instanceof FileNotFoundException || cause instanceof FileSystemException;
    }

    private static boolean isOfClient(String type) {
        return CLIENTS.stream().anyMatch(type::startsWith);
    }
}
