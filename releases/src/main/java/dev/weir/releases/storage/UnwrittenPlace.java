package dev.weir.releases.storage;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** A place that could not be written, as a problem for people. */
public final class UnwrittenPlace {

    private UnwrittenPlace() {}

    /**
     * With {@link Code#STORE_UNREACHABLE} where nobody answers, otherwise with {@link Code#NOT_WRITABLE}. Of what a bucket's client says
     * the kind alone is shown: requests with their headers may stand in its words.
     *
     * @param place a path, or an address with a scheme
     */
    public static ProblemsException of(String place, IOException cause) {
        return new ProblemsException(
                List.of(place.contains("://") ? ofStore(place, cause) : ofDisk(place, cause)), cause);
    }

    private static Problem ofStore(String place, IOException cause) {
        Optional<Throwable> unanswered = unanswered(cause);
        if (unanswered.isPresent()) {
            return new Problem(
                    Code.STORE_UNREACHABLE,
                    Place.of(place),
                    "The store of '" + place + "' does not answer",
                    unanswered.get().getClass().getSimpleName(),
                    "See that it is up and that this machine reaches it ('weir doctor' tries it), then run the command again.");
        }
        return new Problem(
                Code.NOT_WRITABLE,
                Place.of(place),
                "'" + place + "' cannot be written",
                cause.getClass().getSimpleName(),
                "See to the store and to the rights of this user's credentials ('weir doctor' tries them), or set another 'warehouse' in"
                        + " weir.yaml.");
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

    private static Optional<Throwable> unanswered(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }
}
