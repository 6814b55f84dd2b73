package dev.weir.lineage.sending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A real server of lineage that answers as a test says. */
final class LineageServer implements AutoCloseable {

    /** How it answers. */
    enum Answer {
        TAKES,
        HTTP_500,
        HTTP_429,
        HTTP_401,
        HTTP_400,
        SENDS_TO_LOGIN,
        LOGIN_PAGE,
        /** The event arrives, and its answer does not. */
        CLOSES,
        /** The event arrives, and its answer comes too late. */
        SLOW,
        /** No answer until the server is closed. */
        HANGS
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    /** All that arrived, taken or not. */
    final List<String> arrived = Collections.synchronizedList(new ArrayList<>());

    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Function<String, Answer> answers;

    LineageServer(Answer answer) throws IOException {
        this(event -> answer);
    }

    LineageServer(Function<String, Answer> answers) throws IOException {
        this.answers = answers;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    void answers(Function<String, Answer> now) {
        answers = now;
    }

    void answers(Answer now) {
        answers = event -> now;
    }

    /** What {@code lineage.transport} says. */
    Map<String, String> settings(int timeoutInMillis) {
        Map<String, String> http = new LinkedHashMap<>();
        http.put("type", "http");
        http.put("url", url());
        http.put("timeoutInMillis", Integer.toString(timeoutInMillis));
        return http;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestURI().getPath().equals("/login")) {
                throw new AssertionError("a redirection was followed");
            }
            arrived.add(body);
            switch (answers.apply(body)) {
                case TAKES -> {
                    taken.add(body);
                    exchange.sendResponseHeaders(201, -1);
                }
                case HTTP_500 -> exchange.sendResponseHeaders(500, -1);
                case HTTP_429 -> exchange.sendResponseHeaders(429, -1);
                case HTTP_401 -> exchange.sendResponseHeaders(401, -1);
                case HTTP_400 -> {
                    String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
                    byte[] answer = ("no such facet, " + token + "x".repeat(10_000)).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(400, answer.length);
                    exchange.getResponseBody().write(answer);
                }
                case SENDS_TO_LOGIN -> {
                    exchange.getResponseHeaders().set("Location", url() + "/login");
                    exchange.sendResponseHeaders(302, -1);
                }
                case LOGIN_PAGE -> {
                    byte[] page = "<!DOCTYPE html><title>Log in</title>".getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                }
                case CLOSES -> {} // the exchange is closed without an answer
                case SLOW -> {
                    pause(600);
                    exchange.sendResponseHeaders(201, -1);
                }
                case HANGS -> pause(60_000);
                default -> throw new AssertionError("no answer");
            }
        }
    }

    private void pause(int millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Run, type and number of an event. */
    static String key(String event) {
        try {
            JsonNode key = JSON.readTree(event).at("/run/facets/weir_event");
            return key.path("run").asText() + " " + key.path("eventType").asText() + " "
                    + key.path("sequence").asInt();
        } catch (JsonProcessingException e) {
            throw new AssertionError(event, e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
