package dev.weir.releases.storage;

import java.util.Optional;

/** What a store of a bucket answered, in words for people: its client's own may hold requests with their headers. */
public final class StoreErrorText {

    private StoreErrorText() {}

    /** The reason that a failure gives, by the kinds of exceptions in it; the outermost kind's name where no words are known. */
    public static String words(Throwable failure) {
        return WriteFailure.causes(failure)
                .flatMap(each -> known(each.getClass().getSimpleName()).stream())
                .findFirst()
                .orElse("its client reports " + failure.getClass().getSimpleName());
    }

    private static Optional<String> known(String kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case "UnknownStoreException" -> "the store answers, and knows no bucket of that name";
                    case "AccessDeniedException", "NoAuthWithAWSException" ->
                        "the store gives this user's credentials no right to it";
                    case "ConnectException", "HttpHostConnectException", "NoRouteToHostException" ->
                        "nothing answers at the store's address";
                    case "UnknownHostException" -> "no server has the name of the store's address";
                    case "SocketTimeoutException",
                            "ConnectTimeoutException",
                            "ConnectionPoolTimeoutException",
                            "HttpTimeoutException",
                            "ApiCallTimeoutException",
                            "ApiCallAttemptTimeoutException" -> "the store does not answer in time";
                    case "NoHttpResponseException", "ConnectionClosedException", "EOFException", "SocketException" ->
                        "the store closed the connection before its answer was there";
                    case "AWSServiceThrottledException" -> "the store is overloaded";
                    default -> null;
                });
    }
}
