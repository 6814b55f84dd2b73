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
        return switch (kind) {
            case "UnknownStoreException" -> Optional.of("the store answers, and knows no bucket of that name");
            case "AccessDeniedException", "NoAuthWithAWSException" ->
                Optional.of("the store gives this user's credentials no right to it");
            case "AWSServiceThrottledException" -> Optional.of("the store is overloaded");
            default -> unanswered(kind, "the store", "the store's address");
        };
    }

    /**
     * Why no answer of a server came, by the kinds of exceptions in a failure; empty where they say something else.
     *
     * @param server it, as the sentence calls it
     * @param address its address, likewise
     */
    public static Optional<String> unanswered(Throwable failure, String server, String address) {
        return WriteFailure.causes(failure)
                .flatMap(each -> unanswered(each.getClass().getSimpleName(), server, address).stream())
                .findFirst();
    }

    private static Optional<String> unanswered(String kind, String server, String address) {
        return Optional.ofNullable(
                switch (kind) {
                    case "ConnectException", "HttpHostConnectException", "NoRouteToHostException" ->
                        "nothing answers at " + address;
                    case "UnknownHostException" -> "no server has the name of " + address;
                    case "SocketTimeoutException",
                            "ConnectTimeoutException",
                            "ConnectionPoolTimeoutException",
                            "HttpTimeoutException",
                            "ApiCallTimeoutException",
                            "ApiCallAttemptTimeoutException" -> server + " does not answer in time";
                    case "NoHttpResponseException", "ConnectionClosedException", "EOFException", "SocketException" ->
                        server + " closed the connection before its answer was there";
                    default -> null;
                });
    }
}
