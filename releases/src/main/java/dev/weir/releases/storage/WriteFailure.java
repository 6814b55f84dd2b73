package dev.weir.releases.storage;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A place that could not be written, as a problem for people. */
public final class WriteFailure {

    private WriteFailure() {}

    /**
     * With {@link Code#NOT_WRITABLE} on a disk, and where a right is missing; otherwise the store of a bucket could not do what
     * was asked, which is {@link Code#STORE_UNREACHABLE}. Of a bucket client's message
     * the kind alone is shown: requests with their headers may stand in its words.
     *
     * @param place a path, or an address with a scheme
     */
    public static ProblemsException of(String place, IOException cause) {
        return new ProblemsException(
                List.of(place.contains("://") ? ofStore(place, cause) : ofDisk(place, cause)), cause);
    }

    private static Problem ofStore(String place, IOException cause) {
        if (causes(cause).anyMatch(each -> each instanceof AccessDeniedException)) {
            return new Problem(
                    Code.NOT_WRITABLE,
                    Place.of(place),
                    "'" + place + "' cannot be written",
                    StoreErrorText.words(cause),
                    "See to the rights of this user's credentials ('weir doctor' tries them), or set another 'warehouse' in"
                            + " weir.yaml.");
        }
        Optional<Throwable> unanswered = unanswered(cause);
        return new Problem(
                Code.STORE_UNREACHABLE,
                Place.of(place),
                "The store of '" + place + "' "
                        + (unanswered.isPresent() ? "does not answer" : "could not do what was asked"),
                StoreErrorText.words(unanswered.orElse(cause)),
                "See that it is up and that this machine reaches it ('weir doctor' tries it), then run the command again.");
    }

    /** Whether nothing answered at the address of a store. */
    public static boolean isUnanswered(Throwable failure) {
        return unanswered(failure).isPresent();
    }

    private static Optional<Throwable> unanswered(Throwable failure) {
        return causes(failure)
                .filter(each -> each instanceof SocketException
                        || each instanceof SocketTimeoutException
                        || each instanceof UnknownHostException)
                .findFirst();
    }

    private static Problem ofDisk(String place, IOException cause) {
        String reason = cause.getMessage();
        return new Problem(
                Code.NOT_WRITABLE,
                Place.of(place),
                "'" + place + "' cannot be written",
                cause.getClass().getSimpleName() + (reason == null ? "" : " (" + reason + ")"),
                "Free space on its disk, give this user the right to write there, or set another 'warehouse' in weir.yaml.");
    }

    /** A failure, then what caused it, and so on. */
    public static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
