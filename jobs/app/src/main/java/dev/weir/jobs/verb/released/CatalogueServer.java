package dev.weir.jobs.verb.released;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.ApiRequest;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.OwnHost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A catalogue's server, by its address. What it does not take is counted, and the others are sent all the same; one that does not
 * answer is asked once more. No answer of it is shown: it may have anything in it.
 */
final class CatalogueServer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_WORDS = 3;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final URI address;
    private final Optional<String> token;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private CatalogueServer(URI address, Optional<String> token) {
        this.address = address;
        this.token = token;
    }

    /**
     * The server at an address.
     *
     * @param token that it knows Weir by; it goes over an open line to this machine alone
     * @throws ProblemsException where the address is none that may be used
     */
    static CatalogueServer at(String address, Optional<String> token) {
        URI uri;
        try {
            uri = URI.create(address.endsWith("/") ? address : address + "/");
        } catch (IllegalArgumentException e) {
            throw usage("what follows --into is no address", "write for example https://datahub.example.org/gms");
        }
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw usage(
                    "the address has no host, or has a user, a query or a fragment",
                    "write it without; a token stands in the variable " + ReleaseExports.TOKEN);
        }
        boolean isOpen = uri.getScheme().toLowerCase(Locale.ROOT).equals("http");
        if (isOpen && token.isPresent() && !OwnHost.is(uri.getHost())) {
            throw usage(
                    "the address begins with http:, and the token of " + ReleaseExports.TOKEN
                            + " would go in the clear",
                    "write an address of https");
        }
        return new CatalogueServer(uri, token);
    }

    private static ProblemsException usage(String why, String remedy) {
        return ProblemsException.usage("weir catalogue", "the server cannot be used", why, remedy);
    }

    /**
     * Sends requests in their order.
     *
     * @throws ProblemsException where the server does not answer, or has not taken each of them
     */
    void send(List<ApiRequest> requests) {
        Map<String, Integer> refused = new TreeMap<>();
        int sent = 0;
        for (ApiRequest request : requests) {
            Optional<String> refusal = send(request, sent, requests.size());
            refusal.ifPresent(why -> refused.merge(why, 1, Integer::sum));
            sent += refusal.isPresent() ? 0 : 1;
        }
        if (!refused.isEmpty()) {
            List<String> words = refused.entrySet().stream()
                    .limit(MOST_WORDS)
                    .map(each -> each.getValue() + " of " + each.getKey())
                    .toList();
            throw problem(
                    sent + " of " + requests.size() + " requests were taken",
                    "it refused " + String.join(", ", words) + (refused.size() > MOST_WORDS ? " and others" : ""),
                    "look at the server's log; 401 and 403 ask for a token in " + ReleaseExports.TOKEN
                            + ". Sending them again does no harm");
        }
    }

    /** Why a request was refused; empty where it was taken. */
    private Optional<String> send(ApiRequest request, int sent, int all) {
        ObjectNode body = request.body().deepCopy();
        String path = request.path();
        for (Map.Entry<String, String> id : request.ids().entrySet()) {
            Answer entity = answer("GET", id.getValue(), Optional.empty(), sent, all);
            if (!entity.isTaken() || entity.id().isEmpty()) {
                return Optional.of("GET " + kind(id.getValue()) + " with HTTP status " + entity.status());
            }
            if (id.getKey().startsWith("/")) {
                int last = id.getKey().lastIndexOf('/');
                ((ObjectNode) body.at(id.getKey().substring(0, last)))
                        .put(id.getKey().substring(last + 1), entity.id().get());
            } else {
                path = path.replace(id.getKey(), entity.id().get());
            }
        }
        Answer answer = answer(request.method(), path, Optional.of(body.toString()), sent, all);
        return answer.isTaken()
                ? Optional.empty()
                : Optional.of(request.method() + " " + kind(request.path()) + " with HTTP status " + answer.status());
    }

    /** A path without the names in it, so that refusals of one kind are counted together. */
    private static String kind(String path) {
        return path.replaceFirst("/(name|testCaseResults)/.*", "/$1/…");
    }

    private record Answer(int status, Optional<String> id) {
        boolean isTaken() {
            return status / 100 == 2;
        }
    }

    private Answer answer(String method, String path, Optional<String> body, int sent, int all) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(address + path.replace("\"", "%22").replace(" ", "%20")))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "weir")
                .method(
                        method,
                        body.map(text -> HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8))
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        IOException failure = null;
        for (int tried = 0; tried < 2; tried++) {
            try {
                HttpResponse<String> answer =
                        client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                return new Answer(answer.statusCode(), id(answer.body()));
            } catch (IOException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw problem(
                sent + " of " + all + " requests were taken",
                failure == null
                        ? "the command was interrupted"
                        : "it does not answer (" + failure.getClass().getSimpleName() + ")",
                "look whether it listens there, then run the command again: sending them again does no harm");
    }

    private static Optional<String> id(String body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            return Optional.ofNullable(node.path("id").asText(null));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // only an entity is asked for its id
        }
    }

    private ProblemsException problem(String what, String why, String remedy) {
        return ProblemsException.of(Code.STORE_UNREACHABLE, Place.of(address.toString()), what, why, remedy);
    }
}
