package dev.weir.jobs.release;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Stands in front of a server of S3. Each request may fail, be late, have its answer cut or swallowed; or nothing comes through any more. */
public final class FaultyProxy implements AutoCloseable {

    private static final Set<String> HOP =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding", "date");
    private static final long LATE_NANOS = 100_000_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI target;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile Random random = new Random(0);
    private volatile double share;
    private volatile boolean conditions = true;
    private volatile boolean overloaded;
    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private volatile boolean cutsFirst;

    FaultyProxy(URI target) throws IOException {
        this.target = target;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    /** In front of the tests' server. */
    public static FaultyProxy ofServer() throws IOException {
        return new FaultyProxy(URI.create(TestStores.s3().settings().get("fs.s3a.endpoint")));
    }

    /** What Hadoop must know to come this way; it is not patient. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(TestStores.s3().settings());
        settings.put(
                "fs.s3a.endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
        settings.put("fs.s3a.attempts.maximum", "2");
        settings.put("fs.s3a.retry.limit", "2");
        settings.put("fs.s3a.retry.interval", "50ms");
        settings.put("fs.s3a.connection.request.timeout", "10s");
        return settings;
    }

    /** From now on such a share of all requests meets a fault. */
    void fail(double of, long seed) {
        random = new Random(seed);
        left.set(Integer.MAX_VALUE);
        share = of;
    }

    /** After so many requests nothing comes through: the process is cut off for good. */
    public void dieAfter(int requests) {
        share = 0;
        left.set(requests);
    }

    /** From now on half of an object is lost where it is read for the first time. */
    public void cutFirstReads() {
        cutsFirst = true;
    }

    /** From now on as a store that has too much to do. */
    void slowDown() {
        overloaded = true;
    }

    /** All is well. */
    public void heal() {
        fail(0, 0);
    }

    /** From now on as a store that does not know conditions. */
    void forgetConditions() {
        conditions = false;
    }

    /** How many requests came so far. */
    public int requests() {
        return requests.get();
    }

    /** How many of them met a fault. */
    public int faults() {
        return faults.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (overloaded) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            double drawn = random.nextDouble();
            int kind = drawn < share ? 1 + (int) (drawn / share * 4) : 0;
            if (left.getAndDecrement() <= 0) {
                left.set(0);
                return;
            }
            if (cutsFirst && isFirstRead(exchange)) {
                kind = 4;
            }
            if (kind > 0) {
                faults.incrementAndGet();
            }
            if (kind == 1) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            if (kind == 2) {
                LockSupport.parkNanos(LATE_NANOS);
            }
            HttpResponse<byte[]> answer = ask(exchange, body);
            if (kind == 3) { // done, and nobody hears of it
                return;
            }
            answer.headers().map().forEach((name, values) -> {
                if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
            });
            boolean bare = exchange.getRequestMethod().equals("HEAD");
            if (bare) {
                answer.headers()
                        .firstValue("content-length")
                        .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
            }
            byte[] content = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), bare || content.length == 0 ? -1 : content.length);
            if (!bare && content.length > 0) {
                OutputStream out = exchange.getResponseBody();
                out.write(content, 0, kind == 4 ? content.length / 2 : content.length);
                out.flush();
            }
        }
    }

    private boolean isFirstRead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getQuery() == null
                && read.add(exchange.getRequestURI().getPath());
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            String small = name.toLowerCase(Locale.ROOT);
            if (!HOP.contains(small) && (conditions || !small.equals("if-none-match"))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
