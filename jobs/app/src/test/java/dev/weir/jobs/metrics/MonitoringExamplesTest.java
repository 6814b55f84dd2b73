package dev.weir.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The board and the alerts ask for metrics and labels that there are. */
class MonitoringExamplesTest {

    private static final Path EXAMPLES = Path.of("../../examples/monitoring");
    private static final Pattern METRIC = Pattern.compile("weir_[a-z_]+");
    private static final Pattern LABEL = Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?([a-z]+) ?}}");

    /** The labels of each metric, by the name that Prometheus has for it. */
    private static Map<String, List<String>> metrics() {
        List<Measure> one = Arrays.stream(Instrument.values())
                .map(instrument -> new Measure(
                        instrument,
                        instrument.labels().stream().map(label -> "x").toList(),
                        1))
                .toList();
        String text = Exposition.prometheus(one);
        Map<String, List<String>> metrics = new TreeMap<>();
        for (Instrument instrument : Instrument.values()) {
            String name =
                    instrument.id().replace('.', '_') + (instrument.unit().isEmpty() ? "" : "_" + instrument.unit());
            assertThat(text)
                    .contains("\n# TYPE " + name + " gauge\n" + name
                            + (instrument.labels().isEmpty() ? " " : "{"));
            metrics.put(name, instrument.labels());
        }
        return metrics;
    }

    @Test
    void theBoardAsksForWhatThereIs() throws Exception {
        JsonNode board = JsonMapper.builder()
                .build()
                .readTree(EXAMPLES.resolve("grafana.json").toFile());
        Set<String> shown = new TreeSet<>();
        for (JsonNode panel : board.at("/panels")) {
            List<String> expressions = new ArrayList<>();
            panel.at("/targets")
                    .forEach(target -> expressions.add(target.at("/expr").asText()));
            shown.addAll(held(
                    String.join(" ", expressions),
                    panel.at("/targets/0/legendFormat").asText()));
        }
        assertThat(shown).as("each metric has a panel").hasSizeGreaterThan(Instrument.values().length - 4);
    }

    @Test
    void theAlertsAskForWhatThereIs() throws Exception {
        JsonNode alerts =
                new YAMLMapper().readTree(EXAMPLES.resolve("alerts.yaml").toFile());
        assertThat(alerts.at("/groups/0/rules")).hasSizeGreaterThan(5);
        for (JsonNode rule : alerts.at("/groups/0/rules")) {
            held(
                    rule.at("/expr").asText(),
                    rule.at("/annotations/summary").asText()
                            + rule.at("/annotations/description").asText());
        }
    }

    /** Where the machine has no promtool, the conformance suite fails, and this is left out. */
    @Test
    void eachAlertFiresWhenItsTestSays() throws Exception {
        YAMLMapper yaml = new YAMLMapper();
        Set<String> tested = new TreeSet<>();
        yaml.readTree(EXAMPLES.resolve("alerts.test.yaml").toFile())
                .findValues("alertname")
                .forEach(name -> tested.add(name.asText()));
        Set<String> alerts = new TreeSet<>();
        yaml.readTree(EXAMPLES.resolve("alerts.yaml").toFile())
                .findValues("alert")
                .forEach(name -> alerts.add(name.asText()));
        assertThat(tested).isEqualTo(alerts);

        boolean isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        String what = "promtool (Debian: apt-get install prometheus)";
        if (!System.getProperty("weir.conformance", "").isBlank()) {
            assertThat(isThere).as(what).isTrue();
        }
        assumeTrue(isThere, "This machine has no " + what);
        Process promtool = new ProcessBuilder("promtool", "test", "rules", "alerts.test.yaml")
                .directory(EXAMPLES.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private static Set<String> held(String expression, String text) {
        Map<String, List<String>> metrics = metrics();
        Set<String> names = new TreeSet<>();
        Set<String> labels = new TreeSet<>();
        Matcher metric = METRIC.matcher(expression);
        while (metric.find()) {
            assertThat(metrics).as(expression).containsKey(metric.group());
            names.add(metric.group());
            labels.addAll(metrics.getOrDefault(metric.group(), List.of()));
        }
        assertThat(names).as(expression).isNotEmpty();
        Matcher label = LABEL.matcher(text);
        while (label.find()) {
            assertThat(labels).as("%s of %s", label.group(), expression).contains(label.group(1));
        }
        return names;
    }
}
