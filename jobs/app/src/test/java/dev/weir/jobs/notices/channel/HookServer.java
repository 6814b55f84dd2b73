package dev.weir.jobs.notices.channel;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A server of this machine that notices are posted to. It answers as it is asked to, and keeps what it gets. */
public final class HookServer implements AutoCloseable {

    /** What came: the path with its query, headers in small letters, the body. */
    public record Received(String address, Map<String, String> headers, String body) {}

    /** How it answers, after so many milliseconds. */
    public record Answering(int status, String body, long millis) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Answering answering = new Answering(200, "{\"code\":0,\"errcode\":0}", 0);

    public HookServer() throws IOException {
        this(0);
    }

    /** At a port that another one has left. */
    public HookServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().entrySet().stream()
                            .collect(Collectors.toMap(
                                    entry -> entry.getKey().toLowerCase(java.util.Locale.ROOT),
                                    entry -> String.join(",", entry.getValue()))),
                    body));
            try {
                Thread.sleep(answering.millis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            byte[] answer = answering.body().getBytes(StandardCharsets.UTF_8);
            if (answering.status() / 100 == 3) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(answering.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    public void answers(int status, String body) {
        answering = new Answering(status, body, 0);
    }

    void answersAfter(long millis) {
        answering = new Answering(200, "{\"code\":0,\"errcode\":0}", millis);
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
