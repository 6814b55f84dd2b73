package dev.weir.jobs.verb.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.CommandsTest.Ended;
import dev.weir.lineage.sending.Spool;
import dev.weir.lineage.sending.SpooledRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    @TempDir
    Path folder;

    private final List<Integer> answers = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void twoEventsWait() throws IOException {
        Spool spool = Spool.of(folder, "laptop");
        for (String type : List.of("START", "COMPLETE")) {
            SpooledRun run = spool.run("018f0000-0000-7000-8000-000000000001", Instant.EPOCH);
            spool.append(run, "{\"eventType\":\"" + type + "\"}", List.of("http"), sentence -> {});
        }
    }

    @Test
    void whatWaitsIsSentAndItIsReportedWhatWaitsStill() throws Exception {
        AtomicInteger status = new AtomicInteger(503);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/lineage", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answers.add(status.get());
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        try {
            transport("lineage: { transport: { type: http, url: \"http://localhost:"
                    + server.getAddress().getPort() + "\" } },");
            Ended down = replay("-o", "json");
            assertThat(down.status()).isEqualTo(6);
            JsonNode json = CommandsTest.json(down.out());
            assertThat(CommandsTest.valid("lineage-replay", json))
                    .as(down.out())
                    .isTrue();
            assertThat(json.at("/settings").asText()).isEqualTo("profile");
            assertThat(json.at("/destinations/0/waiting").asInt()).isEqualTo(2);
            assertThat(json.at("/destinations/0/why").asText()).isEqualTo("HTTP status 503");

            status.set(201);
            Ended up = replay();
            assertThat(up.status()).isZero();
            assertThat(up.out()).isEqualTo("http  2 sent, nothing waits\n");
            assertThat(replay().out()).isEqualTo("http  0 sent, nothing waits\n");
        } finally {
            server.stop(0);
        }
        // on a slow machine there is time for a second try at the server that is down
        assertThat(answers).startsWith(503).endsWith(201, 201);
        assertThat(answers).filteredOn(answer -> answer == 201).hasSize(2);
    }

    @Test
    void whatIsRefusedIsNoGoodEndAndIsSentAgainWhereThatIsAsked() throws Exception {
        AtomicInteger status = new AtomicInteger(400);
        List<String> taken = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/lineage", exchange -> {
            String event = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (status.get() == 201) {
                taken.add(event);
            }
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        try {
            transport("lineage: { transport: { type: http, url: \"http://localhost:"
                    + server.getAddress().getPort() + "\" } },");
            Ended refused = replay();
            assertThat(refused.out())
                    .isEqualTo("http  0 sent, nothing waits, 2 refused now, 2 refused, in 'lineage/refused'\n");
            assertThat(refused.status()).isEqualTo(6);
            assertThat(replay().status()).as("nothing was refused now").isZero();
            Ended again = replay("--refused", "-o", "json");
            assertThat(again.status()).isEqualTo(6);
            JsonNode json = CommandsTest.json(again.out());
            assertThat(CommandsTest.valid("lineage-replay", json))
                    .as(again.out())
                    .isTrue();
            assertThat(json.at("/destinations/0/refusedNow").asInt()).isEqualTo(2);
            assertThat(json.at("/destinations/0/refused").asInt()).isEqualTo(2);

            status.set(201);
            Ended taking = replay("--refused");
            assertThat(taking.out()).isEqualTo("http  2 sent, nothing waits\n");
            assertThat(taking.status()).isZero();
        } finally {
            server.stop(0);
        }
        assertThat(taken).containsExactly("{\"eventType\":\"START\"}", "{\"eventType\":\"COMPLETE\"}");
    }

    @Test
    void whereEventsGoNowhereThatIsSaidAndWhatWaitsIsNamed() throws Exception {
        transport("");
        Ended ended = replay();
        assertThat(ended.status()).isEqualTo(6);
        assertThat(ended.out())
                .contains("go nowhere")
                .contains(
                        "http  2 waiting, and the settings do not name it. Name it again in weir.yaml"
                                + " or in OpenLineage's own configuration; then 'weir lineage replay' sends them. 'weir lineage replay --forget http' drops them.\n");
        JsonNode json = CommandsTest.json(replay("-o", "json").out());
        assertThat(CommandsTest.valid("lineage-replay", json)).isTrue();
        assertThat(json.at("/unnamed/0/waiting").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsForgottenIsDroppedAndCounted() throws Exception {
        transport("lineage: { transport: { type: http, url: \"http://localhost:1\" } },");
        Ended named = replay("--forget", "http");
        assertThat(named.status()).isEqualTo(2);
        assertThat(named.err()).contains("the settings name it");
        transport("");
        Ended unknown = replay("--forget", "htpp");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("nothing waits for 'htpp'", "events wait for 'http'");
        Ended both = replay("--forget", "http", "--refused");
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.err()).contains("'--refused' stands beside '--forget'", "leave one of them out");
        Ended forgotten = replay("--forget", "http", "-o", "json");
        assertThat(forgotten.status()).isZero();
        JsonNode json = CommandsTest.json(forgotten.out());
        assertThat(CommandsTest.valid("lineage-replay", json)).isTrue();
        assertThat(json.at("/forgotten").toString()).isEqualTo("{\"destination\":\"http\",\"events\":2}");
        assertThat(json.at("/unnamed")).isEmpty();
        twoEventsWait();
        assertThat(replay("--forget", "http").out()).startsWith("http  2 events dropped, not sent\n");
    }

    /** As a loss of power leaves it, a moment ago. */
    @Test
    void aLineThatIsCutOffIsNamedByTheFirstReplay() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("lineage/spool"))) {
            for (Path events :
                    files.filter(file -> file.endsWith("events.ndjson")).toList()) {
                Files.writeString(events, "{\"eventType\":\"COMPL", StandardOpenOption.APPEND);
            }
        }
        transport("lineage: { transport: { type: file, location: events.ndjson } },");
        Ended first = replay();
        assertThat(first.status()).isEqualTo(6);
        assertThat(first.out()).startsWith("file  2 sent, nothing waits, 1 refused now, 1 refused");
        assertThat(first.err()).contains("is cut off", "lineage/refused");
        assertThat(Files.readAllLines(folder.resolve("events.ndjson"))).hasSize(2);
    }

    @Test
    void aCommandWithoutANameSaysWhatThereIs() throws Exception {
        transport("");
        Ended ended = CommandsTest.weir("lineage", "-w", folder.toString());
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("weir lineage replay");
    }

    private Ended replay(String... more) {
        List<String> words = new ArrayList<>(List.of("lineage", "replay", "-w", folder.toString()));
        words.addAll(List.of(more));
        return CommandsTest.weir(words.toArray(String[]::new));
    }

    private void transport(String lineage) throws IOException {
        Files.writeString(
                folder.resolve("weir.yaml"),
                "workspace: demo\nprofiles:\n  laptop: { warehouse: warehouse, " + lineage
                        + " keys: { store: keys/weir.key } }\ndefault: laptop\nlaw: { pack: cn-2026-01 }\n");
    }
}
