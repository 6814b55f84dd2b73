package dev.weir.lineage.sending;

import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.TokenProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A server that takes events over HTTP, under the keys of OpenLineage's {@code http} transport. Only an answer 2xx counts, and not
 * one with a page of HTML, which is a page to log in. Redirections are not followed. An answer about the address or the key (401,
 * 403, 404 …) says nothing about the event: it waits. Any other 4xx is the event's.
 */
final class HttpDestination implements Destination {

    private static final String ENDPOINT = "/api/v1/lineage";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int ANSWER = 2_000;

    /** A secret that is shorter could be any word of an answer. */
    private static final int SECRET = 6;

    /** Of 4xx: about the address, the key, the time or the load, not about the event. */
    private static final Set<Integer> NOT_THE_EVENTS = Set.of(401, 402, 403, 404, 405, 407, 408, 421, 423, 425, 429);

    private final HttpClient client;
    private final HttpRequest template;
    private final Optional<TokenProvider> auth;
    private final Duration patience;
    private final boolean gzip;
    private final List<String> secrets;

    /** @throws IllegalArgumentException when the address or a header is none; the message may have a secret */
    HttpDestination(HttpConfig config) {
        this.patience = Optional.ofNullable(config.getTimeoutInMillis())
                .filter(millis -> millis > 0)
                .map(Duration::ofMillis)
                .orElse(PATIENCE);
        this.auth = Optional.ofNullable(config.getAuth());
        this.gzip = config.getCompression() == HttpConfig.Compression.GZIP;
        Map<String, String> headers = Optional.ofNullable(config.getHeaders()).orElse(Map.of());
        Map<String, String> parameters =
                Optional.ofNullable(config.getUrlParams()).orElse(Map.of());
        this.secrets = new ArrayList<>(headers.values());
        secrets.addAll(parameters.values());
        HttpRequest.Builder request = HttpRequest.newBuilder(address(config, parameters))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(patience)
                .setHeader("User-Agent", "weir");
        headers.forEach(request::setHeader);
        request.setHeader("Accept", "application/json").setHeader("Content-Type", "application/json");
        if (gzip) {
            request.setHeader("Content-Encoding", "gzip");
        }
        this.template = request.build();
        HttpClient.Builder made =
                HttpClient.newBuilder().connectTimeout(patience).followRedirects(HttpClient.Redirect.NEVER);
        Optional.ofNullable(config.getProxyConfig())
                .filter(proxy -> proxy.getHost() != null)
                .map(ProxyExcept::of)
                .ifPresent(made::proxy);
        this.client = made.build();
    }

    /** As the client of OpenLineage makes it, and with an endpoint below a path, as DataHub's page has it. */
    private static URI address(HttpConfig config, Map<String, String> parameters) {
        URI url = config.getUrl();
        if (amiss(url).isPresent()) {
            throw new IllegalArgumentException("no address of a server");
        }
        String base = Optional.ofNullable(url.getRawPath()).orElse("").replaceFirst("/+$", "");
        String endpoint = Optional.ofNullable(config.getEndpoint())
                .filter(text -> !text.isBlank())
                .orElse(base.isEmpty() ? ENDPOINT : "");
        String path = endpoint.isEmpty()
                ? Optional.ofNullable(url.getRawPath()).orElse("")
                : base + "/" + endpoint.strip().replaceFirst("^/+", "");
        String query = parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(
                url.getScheme() + "://" + url.getRawAuthority() + path + (query.isEmpty() ? "" : "?" + query));
    }

    /** Why an address is none that events are sent to, without the address: it may have a password. */
    static Optional<String> amiss(@Nullable URI url) {
        if (url == null) {
            return Optional.of("it has no 'url'");
        }
        if (url.getUserInfo() != null
                || Optional.ofNullable(url.getRawAuthority()).orElse("").contains("@")) {
            return Optional.of("its 'url' has a user or a password before the host, and Weir sends no such thing");
        }
        if (url.getHost() == null) {
            return Optional.of("its 'url' has no host");
        }
        return url.getRawQuery() == null ? Optional.empty() : Optional.of("its 'url' has parameters");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Delivery send(String event) throws InterruptedException {
        HttpRequest request;
        try {
            request = request(event);
        } catch (RuntimeException e) { // the server that gives tokens
            return new Delivery.Later("no token could be had (" + Destination.kind(e) + ")");
        }
        try {
            return post(request);
        } catch (ConnectionClosedException e) { // kept open since the last event, and closed by the server meanwhile
            try {
                return post(request);
            } catch (ConnectionClosedException again) {
                return new Delivery.Later("the server does not answer (" + again.kind + ")");
            }
        }
    }

    private HttpRequest request(String event) {
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(template, (name, value) -> true)
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip ? zipped(body) : body));
        Optional<String> token = token();
        token.ifPresent(text -> request.setHeader("Authorization", text));
        return request.build();
    }

    private Optional<String> token() {
        return auth.map(TokenProvider::getToken);
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Delivery post(HttpRequest request) throws InterruptedException, ConnectionClosedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, response -> new FirstBytes(ANSWER));
        try {
            return delivery(request, answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Delivery.Later("the server does not answer in " + patience.toMillis() + " ms");
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String kind = Destination.kind(e);
            if (cause instanceof IOException
                    && !(cause instanceof HttpTimeoutException)
                    && !(cause instanceof ConnectException)) {
                throw new ConnectionClosedException(kind);
            }
            return new Delivery.Later(
                    cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)
                            ? "the server does not answer in " + patience.toMillis() + " ms"
                            : "the server cannot be reached (" + kind + ")");
        }
    }

    private Delivery delivery(HttpRequest request, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (status / 100 == 2) {
            return isPage(response, text)
                    ? new Delivery.Later("HTTP status " + status + " with a page of HTML, as one to log in has it")
                    : Delivery.TAKEN;
        }
        if (status / 100 == 4 && !NOT_THE_EVENTS.contains(status)) {
            return new Delivery.Refused("HTTP status " + status, withoutSecrets(request, text));
        }
        return new Delivery.Later(
                "HTTP status " + status + (status / 100 == 3 ? ", which sends the event elsewhere" : ""),
                pause(response));
    }

    private static boolean isPage(HttpResponse<byte[]> response, String text) {
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String begins = text.stripLeading().toLowerCase(Locale.ROOT);
        return type.startsWith("text/html")
                || type.startsWith("application/xhtml")
                || begins.startsWith("<!doctype html")
                || begins.startsWith("<html");
    }

    private static Duration pause(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(asked -> asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked)
                .orElse(Duration.ZERO);
    }

    /** A server may answer with what it was sent. */
    private String withoutSecrets(HttpRequest request, String answer) {
        List<String> all = new ArrayList<>(secrets);
        request.headers().firstValue("Authorization").ifPresent(token -> {
            all.add(token);
            all.add(token.replaceFirst("^\\S+\\s+", ""));
        });
        String clean = answer;
        for (String secret : all) {
            if (secret.length() >= SECRET) {
                clean = clean.replace(secret, "…").replace(encoded(secret), "…");
            }
        }
        return clean;
    }

    /** Its connections end by themselves. */
    @Override
    public void close() {}

    /** The connection ended before there was an answer. */
    private static final class ConnectionClosedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String kind;

        ConnectionClosedException(String kind) {
            super(kind);
            this.kind = kind;
        }
    }
}
