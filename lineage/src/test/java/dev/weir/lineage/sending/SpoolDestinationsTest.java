package dev.weir.lineage.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.lineage.Runs;
import dev.weir.lineage.sending.LineageSettings.Origin;
import io.openlineage.client.transports.KafkaConfig;
import io.openlineage.client.utils.DatasetIdentifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the settings are looked for, and how each destination is asked. */
class SpoolDestinationsTest {

    private static final String SECRET = "s3cr3t-token";
    private static final String EVENT = SpoolEvents.event("018f0000-0000-7000-8000-000000000001", "START", 1);

    @TempDir
    Path root;

    /** As DataHub's page has it, Marquez's and OpenLineage's. */
    @ParameterizedTest
    @CsvSource({
        "'', , /api/v1/lineage",
        "/, , /api/v1/lineage",
        "/ingest, , /ingest",
        "/ingest/, , /ingest/",
        "'', api/v1/openlineage/lineage, /api/v1/openlineage/lineage",
        "'', /lineage, /lineage",
        "/openapi/openlineage/, api/v1/lineage, /openapi/openlineage/api/v1/lineage",
        "/openapi/openlineage, /api/v1/lineage, /openapi/openlineage/api/v1/lineage"
    })
    void anAddressIsMadeOfUrlAndEndpoint(String path, @Nullable String endpoint, String asked) throws Exception {
        List<String> seen = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen.add(exchange.getRequestURI().toString());
            seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
            seen.add(exchange.getRequestHeaders().getFirst("X-Tenant"));
            seen.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            seen.add(
                    "gzip".equals(encoding)
                            ? new String(
                                    new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(),
                                    StandardCharsets.UTF_8)
                            : "not compressed");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        Map<String, String> http = new LinkedHashMap<>();
        http.put("type", "http");
        http.put("url", "http://localhost:" + server.getAddress().getPort() + path);
        if (endpoint != null) {
            http.put("endpoint", endpoint);
        }
        http.put("auth.type", "api_key");
        http.put("auth.apiKey", SECRET);
        http.put("headers.X-Tenant", "clinic");
        http.put("urlParams.site", "北京 1");
        http.put("compression", "gzip");
        try (Destination destination = open(http)) {
            assertThat(destination.send(EVENT)).isEqualTo(Delivery.TAKEN);
        } finally {
            server.stop(0);
        }
        assertThat(seen)
                .containsExactly(
                        asked + "?site=%E5%8C%97%E4%BA%AC+1", "Bearer " + SECRET, "clinic", "application/json", EVENT);
    }

    @ParameterizedTest
    @CsvSource({
        "200, taken", "204, taken", "301, later", "302, later", "307, later", "400, refused", "401, later",
        "403, later", "404, later", "408, later", "409, refused", "413, refused", "422, refused", "425, later",
        "429, later", "500, later", "503, later"
    })
    void anAnswerIsTheEventsOrNot(int status, String delivery) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        Map<String, String> http = Map.of(
                "type", "http", "url", "http://localhost:" + server.getAddress().getPort());
        try (Destination destination = open(http)) {
            Delivery answer = destination.send(EVENT);
            switch (delivery) {
                case "taken" -> assertThat(answer).isInstanceOf(Delivery.Taken.class);
                case "refused" -> assertThat(answer).isInstanceOf(Delivery.Refused.class);
                default ->
                    assertThat(answer)
                            .isInstanceOfSatisfying(
                                    Delivery.Later.class,
                                    later -> assertThat(later.pause()).isEqualTo(Duration.ofSeconds(7)));
            }
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', taken",
        "other.invalid, taken",
        "*.example, taken",
        "a.invalid, later",
        "x|*.invalid, later",
        "a.*|x, later"
    })
    void aProxyIsAskedForAllHostsButSome(String direct, String delivery) throws Exception {
        List<String> asked = new ArrayList<>();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        proxy.start();
        Map<String, String> http = Map.of(
                "type", "http",
                "url", "http://a.invalid",
                "proxy.host", "localhost",
                "proxy.port", Integer.toString(proxy.getAddress().getPort()),
                "proxy.nonProxyHosts", direct);
        try (Destination destination = open(http)) {
            assertThat(destination.send(EVENT))
                    .isInstanceOf(delivery.equals("taken") ? Delivery.Taken.class : Delivery.Later.class);
        } finally {
            proxy.stop(0);
        }
        assertThat(asked).hasSize(delivery.equals("taken") ? 1 : 0);
    }

    /** A body that never ends would fill the memory of the run. */
    @Test
    void anAnswerWithoutAnEndIsNone() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[1 << 16];
            try {
                while (true) {
                    exchange.getResponseBody().write(part);
                }
            } catch (IOException gone) {
                exchange.close();
            }
        });
        server.setExecutor(java.util.concurrent.Executors.newCachedThreadPool());
        server.start();
        Map<String, String> http = Map.of(
                "type",
                "http",
                "timeoutInMillis",
                "300",
                "url",
                "http://localhost:" + server.getAddress().getPort());
        try (Destination destination = open(http)) {
            assertThat(destination.send(EVENT)).isInstanceOf(Delivery.Later.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aTopicHasTakenAnEventWhenItsBrokersHaveAcknowledgedIt() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", "localhost:1");
        properties.setProperty("acks", "0");
        KafkaConfig config = new KafkaConfig("openlineage.events", null, properties);
        List<Properties> made = new ArrayList<>();
        MockProducer<String, String> producer =
                new MockProducer<>(true, new StringSerializer(), new StringSerializer());
        try (KafkaDestination destination = new KafkaDestination(config, with -> {
            made.add(with);
            return producer;
        })) {
            assertThat(made).as("a broker that is down stops no run").isEmpty();
            assertThat(destination.send(EVENT)).isEqualTo(Delivery.TAKEN);
            assertThat(made.get(0)).containsEntry("acks", "all").containsEntry("bootstrap.servers", "localhost:1");
            assertThat(producer.history())
                    .containsExactly(new ProducerRecord<>("openlineage.events", "run:weir/北京/clinical", EVENT));
            producer.sendException = new AuthorizationException(SECRET);
            assertThat(destination.send(EVENT))
                    .isEqualTo(new Delivery.Later("Kafka's producer failed (AuthorizationException)"));
            producer.sendException = new RecordTooLargeException(SECRET);
            assertThat(destination.send(EVENT)).isInstanceOf(Delivery.Refused.class);
        }
        assertThat(producer.closed()).isTrue();
        MockProducer<String, String> silent = new MockProducer<>(false, new StringSerializer(), new StringSerializer());
        try (KafkaDestination destination = new KafkaDestination(config, with -> silent)) {
            Thread thread = Thread.currentThread();
            Thread waker = new Thread(() -> {
                while (silent.history().isEmpty()) {
                    Thread.onSpinWait();
                }
                thread.interrupt();
            });
            waker.start();
            assertThatThrownBy(() -> destination.send(EVENT)).isInstanceOf(InterruptedException.class);
            waker.join();
        }
    }

    @Test
    void aRecordsKeyIsTheRootJobs() {
        String job = "\"job\": {\"namespace\": \"%s\", \"name\": \"%s\"}";
        String parent = "{\"run\": {\"facets\": {\"parent\": {" + job.formatted("a", "task") + "%s}}}, "
                + job.formatted("weir/x", "clinical") + "}";
        assertThat(KafkaDestination.key(parent.formatted(""))).isEqualTo("run:a/task");
        assertThat(KafkaDestination.key(parent.formatted(", \"root\": {" + job.formatted("a", "dag") + "}")))
                .isEqualTo("run:a/dag");
    }

    @Test
    void aBrokerThatIsNotThereWaits() throws Exception {
        Map<String, String> kafka = Map.of(
                "type", "kafka", "topicName", "events", "properties.bootstrap.servers", "no-such-host.invalid:1");
        try (Destination destination = open(kafka)) {
            assertThat(destination.send(EVENT)).isInstanceOf(Delivery.Later.class);
        }
    }

    @Test
    void whereTheProfileHasNoneTheFileOfOpenLineageCounts() throws IOException {
        Path file = root.resolve("openlineage.yml");
        Files.writeString(file, """
                transport:
                  type: composite
                  transports:
                    - { type: file, location: a.ndjson, name: kept }
                    - { type: file, location: b.ndjson }
                    - { type: file, location: c.ndjson }
                    - { type: console }
                """);
        LineageSettings settings =
                LineageSettings.of(Runs.workspace(root, Map.of()), Map.of("OPENLINEAGE_CONFIG", file.toString()));
        assertThat(settings.origin()).isEqualTo(Origin.FILE);
        assertThat(settings.place()).isEqualTo(file.toString());
        assertThat(settings.names()).containsExactlyInAnyOrder("kept", "file", "file-2", "console");
        assertThat(Destinations.open(settings)).hasSize(4);
        LineageSettings profile = LineageSettings.of(
                Runs.workspace(root, Map.of("type", "file", "location", "x")),
                Map.of("OPENLINEAGE_CONFIG", file.toString()));
        assertThat(profile.origin()).isEqualTo(Origin.PROFILE);
        assertThat(profile.names()).containsExactly("file");

        assertThatThrownBy(() -> LineageSettings.of(
                        Runs.workspace(root, Map.of()),
                        Map.of("OPENLINEAGE_CONFIG", root.resolve("none.yml").toString())))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("C004")
                .hasMessageContaining("none.yml")
                .hasMessageContaining("it is not there");

        Files.writeString(file, "transport: { type: http, url: \"" + SECRET + " is none\" }");
        assertThatThrownBy(() -> LineageSettings.of(
                        Runs.workspace(root, Map.of()), Map.of("OPENLINEAGE_CONFIG", file.toString())))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.INVALID_VALUE))
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining(SECRET);
        Files.writeString(file, "facets: {}");
        assertThat(LineageSettings.of(Runs.workspace(root, Map.of()), Map.of("OPENLINEAGE_CONFIG", file.toString()))
                        .names())
                .isEmpty();
    }

    @Test
    void hostsOfOneNameAndFoldersOfDaysAreOneDataset() throws IOException {
        Path file = root.resolve("openlineage.yml");
        Files.writeString(file, """
                dataset:
                  namespaceResolvers:
                    his: { type: hostList, hosts: [db1.example.org, db2.example.org], schema: postgres }
                  disabledTrimmers: io.openlineage.client.dataset.partition.trimmer.KeyValueTrimmer
                """);
        for (Map<String, String> transport : List.of(Map.<String, String>of(), Map.of("type", "console"))) {
            EventOptions options = LineageSettings.of(
                            Runs.workspace(root, transport), Map.of("OPENLINEAGE_CONFIG", file.toString()))
                    .options();
            for (String host : List.of("db1.example.org", "db2.example.org")) {
                assertThat(options.resolved(new DatasetIdentifier("a.b.c", "postgres://" + host + ":5432"))
                                .getNamespace())
                        .isEqualTo("postgres://his:5432");
            }
            assertThat(options.trimmed(new DatasetIdentifier("/raw/2026-01-31", "file"))
                            .getName())
                    .isEqualTo("/raw");
            assertThat(options.trimmed(new DatasetIdentifier("/raw/day=3", "file"))
                            .getName())
                    .isEqualTo("/raw/day=3");
        }
    }

    @Test
    void openLineagesSwitchIsHonoured() {
        for (String on : List.of("true", "TRUE")) {
            LineageSettings off = LineageSettings.of(
                    Runs.workspace(root, Map.of("type", "no such type")), Map.of(LineageSettings.DISABLED, on));
            assertThat(off.origin()).isEqualTo(Origin.DISABLED);
            assertThat(off.names()).isEmpty();
        }
        Map<String, String> file = Map.of("type", "file", "location", "x");
        assertThat(LineageSettings.of(Runs.workspace(root, file), Map.of(LineageSettings.DISABLED, "no"))
                        .names())
                .containsExactly("file");
    }

    /** The client reads them from the process itself. */
    @Test
    void variablesOfOpenLineageCountLast() throws Exception {
        assertThat(settingsOfAProcess(Map.of(
                        "OPENLINEAGE__TRANSPORT__TYPE", "http", "OPENLINEAGE__TRANSPORT__URL", "http://localhost:1")))
                .isEqualTo("ENVIRONMENT OPENLINEAGE__… [http]");
        assertThat(settingsOfAProcess(Map.of())).isEqualTo("NONE weir.yaml []");
        assertThat(settingsOfAProcess(Map.of(
                        "OPENLINEAGE__TRANSPORT__TYPE", "kafka",
                        "OPENLINEAGE__TRANSPORT__TOPIC_NAME", "events",
                        "OPENLINEAGE__TRANSPORT__PROPERTIES", "{\"bootstrap.servers\": \"localhost:1\"}")))
                .as("Kafka's library does not come with Weir")
                .isEqualTo("ENVIRONMENT OPENLINEAGE__… [kafka] UNSUPPORTED");
        assertThat(settingsOfAProcess(
                        Map.of("OPENLINEAGE__TRANSPORT__TYPE", "console", "OPENLINEAGE__TRANSPORT__APIKEY", SECRET)))
                .isEqualTo("ENVIRONMENT OPENLINEAGE__… [console] OPENLINEAGE__TRANSPORT__APIKEY");
    }

    /** Prints where the settings of an empty profile stand, without Kafka's library. */
    public static final class SettingsOfAProcess {
        private SettingsOfAProcess() {}

        public static void main(String[] arguments) {
            LineageSettings settings =
                    LineageSettings.of(Runs.workspace(Path.of(arguments[0]), Map.of()), System.getenv());
            String problem = "";
            try {
                Destinations.open(settings);
            } catch (ProblemsException e) {
                problem = " " + e.problems().get(0).code();
            }
            for (Problem key : settings.passedOver()) {
                problem += " " + key.place();
            }
            System.out.println(settings.origin() + " " + settings.place() + " " + settings.names() + problem);
        }
    }

    private String settingsOfAProcess(Map<String, String> variables) throws Exception {
        String classPath = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(":"))
                .filter(entry -> !entry.contains("kafka-clients"))
                .collect(Collectors.joining(":"));
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Duser.home=" + root,
                        "-cp",
                        classPath,
                        SettingsOfAProcess.class.getName(),
                        root.toString())
                .directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        process.environment().keySet().removeIf(name -> name.startsWith("OPENLINEAGE"));
        process.environment().putAll(variables);
        process.environment().put("LC_ALL", "C.UTF-8");
        Process started = process.start();
        String printed = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor()).isZero();
        return printed.strip();
    }

    private Destination open(Map<String, String> transport) {
        return Destinations.open(LineageSettings.of(Runs.workspace(root, transport), Map.of()))
                .values()
                .iterator()
                .next();
    }
}
