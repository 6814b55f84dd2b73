package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A workspace's numbers: for a look, in a file after each run, and at a collector. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class MetricsIT {

    @TempDir
    private Path folder;

    private MiniWorkspace workspace;

    @BeforeEach
    void workspace() throws Exception {
        workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n2,b,6.00,\n3,c,-7.00,\n");
    }

    private WeirProcess.Ended weir(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", workspace.root().toString()));
        return WarmCommands.weir(all.toArray(String[]::new));
    }

    private Map<String, Double> measured() throws Exception {
        JsonNode json = CommandsTest.json(weir("metrics", "-o", "json").with(0).out());
        assertThat(Schemas.valid("metrics", json)).as("%s", json).isTrue();
        Map<String, Double> measured = new LinkedHashMap<>();
        json.at("/metrics")
                .forEach(metric -> measured.put(
                        metric.at("/name").asText() + metric.at("/labels").toString(),
                        metric.at("/value").asDouble()));
        return measured;
    }

    @Test
    void numbersAreThoseOfReleasesAndRuns() throws Exception {
        assertThat(measured().keySet()).noneMatch(name -> name.startsWith("weir.release"));
        weir("run", "clinic").with(0);
        assertThat(measured())
                .containsEntry("weir.release.number{\"product\":\"clinic\"}", 1.0)
                .containsEntry("weir.release.rows{\"product\":\"clinic\",\"table\":\"visits\"}", 2.0)
                .containsEntry("weir.release.quarantined{\"product\":\"clinic\",\"table\":\"visits\"}", 1.0)
                .containsKey("weir.run.time{\"product\":\"clinic\",\"outcome\":\"released\"}")
                .containsKey(
                        "weir.run.stage.duration{\"product\":\"clinic\",\"stage\":\"publish\",\"subject\":\"clinic\"}");
        double aside = measured()
                .getOrDefault("weir.quarantine.standing{\"product\":\"clinic\",\"table\":\"visits\"}", Double.NaN);

        Path rules = workspace.root().resolve("quality-rules/clinic/visits.yaml");
        String lenient = Files.readString(rules);
        Files.writeString(rules, lenient.replace("severity: quarantine", "severity: block"));
        weir("run", "clinic").with(3);
        assertThat(measured())
                .containsEntry("weir.release.number{\"product\":\"clinic\"}", 1.0)
                .containsKey("weir.run.time{\"product\":\"clinic\",\"outcome\":\"held\"}")
                .containsEntry(
                        "weir.rule.failed.rows{\"product\":\"clinic\",\"table\":\"visits\",\"rule\":\"visits-amounts-are-not-negative\",\"severity\":\"block\"}",
                        1.0);
        Files.writeString(rules, lenient);
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,5.00,\n3,c,-7.00,\n");
        weir("run", "clinic").with(0);
        assertThat(measured())
                .containsEntry("weir.release.number{\"product\":\"clinic\"}", 2.0)
                .hasEntrySatisfying(
                        "weir.quarantine.standing{\"product\":\"clinic\",\"table\":\"visits\"}",
                        longer -> assertThat(longer).isGreaterThan(aside));
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,5.00,\n");
        weir("run", "clinic").with(0);
        assertThat(measured())
                .containsEntry("weir.quarantine.standing{\"product\":\"clinic\",\"table\":\"visits\"}", 0.0);
    }

    @Test
    void whatIsWrongInAWorkspaceIsANumberToo() throws Exception {
        Path product = workspace.root().resolve("contracts/clinic/clinic.odps.yaml");
        Files.writeString(product, Files.readString(product) + "statu: active\n");
        WeirProcess.Ended ended = weir("metrics");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).contains("weir_problems{code=\"C");
        assertThat(ended.err()).contains("contracts/clinic/clinic.odps.yaml");
    }

    @Test
    void aRunWritesAFileAndSendsToACollector() throws Exception {
        List<Metric> received = Collections.synchronizedList(new ArrayList<>());
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceMetricsList()
                    .forEach(resource ->
                            resource.getScopeMetricsList().forEach(scope -> received.addAll(scope.getMetricsList())));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String address = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics";
        Path settings = workspace.root().resolve("weir.yaml");
        String plain = Files.readString(settings);
        Files.writeString(
                settings,
                plain.replaceFirst(
                        "(?m)^( *)warehouse: warehouse$",
                        "$0\n$1metrics: { file: metrics/weir.prom, otlp: \"" + address + "\" }"));
        assertThat(Files.readString(settings)).isNotEqualTo(plain);
        try {
            assertThat(weir("run", "clinic").with(0).err()).doesNotContain("No metrics");
        } finally {
            collector.stop(0);
        }
        assertThat(Files.readString(workspace.root().resolve("metrics/weir.prom")))
                .contains("weir_release_rows{product=\"clinic\",table=\"visits\"} 2.0");
        assertThat(received)
                .filteredOn(metric -> metric.getName().equals("weir.release.rows"))
                .singleElement()
                .satisfies(
                        metric -> assertThat(metric.getGauge().getDataPoints(0).getAsDouble())
                                .isEqualTo(2.0));

        // nobody listens there any more: the release is made, and the run says what monitoring did not get
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,5.00,\n");
        assertThat(weir("run", "clinic").with(0).err()).contains("No metrics: The collector '" + address + "'");
        assertThat(Files.readString(workspace.root().resolve("metrics/weir.prom")))
                .contains("weir_release_rows{product=\"clinic\",table=\"visits\"} 1.0");
        assertThat(weir("metrics", "--otlp", address).with(6).err())
                .contains("has not taken the metrics; nothing answers at its address");
        weir("rollback", "clinic", "--to", "1").with(0);
        assertThat(Files.readString(workspace.root().resolve("metrics/weir.prom")))
                .contains(
                        "weir_release_rows{product=\"clinic\",table=\"visits\"} 2.0",
                        "weir_release_number{product=\"clinic\"} 3.0");
    }
}
