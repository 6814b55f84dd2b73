package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a scheduler hears of a run on standard error: events, and nothing else. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class RunEventsIT {

    private static final String PERSON = "11010519491231002X";

    @TempDir
    private Path folder;

    private static List<JsonNode> events(WeirProcess.Ended ended) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (String line : ended.err().lines().toList()) {
            JsonNode event = CommandsTest.json(line);
            assertThat(Schemas.valid("run-event", event)).as(line).isTrue();
            events.add(event);
        }
        return events;
    }

    private static JsonNode only(List<JsonNode> events, String kind) {
        List<JsonNode> found = events.stream()
                .filter(event -> event.at("/event").asText().equals(kind))
                .toList();
        assertThat(found).as("%s in %s", kind, events).hasSize(1);
        return found.get(0);
    }

    @Test
    void aRunIsEventsFromItsBeginningToItsRelease() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,5.00," + PERSON + "\n2,b,6.00,\n3,c,-7.00,\n");
        String root = workspace.root().toString();
        WeirProcess.Ended first = WarmCommands.weir("run", "clinic", "--progress", "json", "-o", "json", "-w", root)
                .with(0);
        List<JsonNode> events = events(first);

        JsonNode started = only(events, "started");
        assertThat(started.at("/product").asText()).isEqualTo("clinic");
        assertThat(started.at("/inputs/0").asText()).isEqualTo("raw.visits.visits");
        Set<String> runs = new TreeSet<>();
        events.stream()
                .filter(event -> event.has("run"))
                .forEach(event -> runs.add(event.at("/run").asText()));
        assertThat(runs).containsExactly(started.at("/run").asText());

        JsonNode record = CommandsTest.json(first.out());
        assertThat(record.at("/run/id").asText()).isEqualTo(started.at("/run").asText());
        JsonNode ended = only(events, "ended");
        assertThat(ended.at("/outcome").asText()).isEqualTo("released");
        assertThat(ended.at("/exit").asInt()).isZero();
        assertThat(ended.at("/release").asText()).isEqualTo("clinic@1");
        assertThat(ended.at("/score")).isEqualTo(record.at("/score/points"));
        assertThat(ended.at("/tables/0/released").asLong())
                .isEqualTo(record.at("/tables/0/released").asLong())
                .isEqualTo(2);
        assertThat(ended.at("/tables/0/quarantined").asLong()).isEqualTo(1);
        assertThat(ended.at("/tables/0/content-hash").asText()).startsWith("weir-");

        assertThat(events)
                .extracting(event ->
                        event.at("/event").asText() + " " + event.at("/stage").asText() + " "
                                + event.at("/subject").asText())
                .containsSubsequence(
                        "started  ", "stage-started stage visits", "stage-ended stage visits", "judged  ", "ended  ");
        assertThat(only(events, "judged").at("/rules")).hasSameSizeAs(record.at("/rules"));
        assertThat(first.err()).doesNotContain(PERSON);

        List<JsonNode> again = events(WarmCommands.weir("run", "clinic", "--progress=json", "-w", root)
                .with(0));
        assertThat(only(again, "ended").at("/outcome").asText()).isEqualTo("unchanged");
        assertThat(only(again, "ended").at("/release").asText()).isEqualTo("clinic@1");
    }

    @Test
    void whatIsWrongIsAnEventToo() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
        String root = workspace.root().toString();
        List<JsonNode> lost = events(WarmCommands.weir("run", "clinik", "--progress", "json", "-w", root)
                .with(2));
        assertThat(only(lost, "problem").at("/code").asText()).isEqualTo("C006");

        List<JsonNode> usage = events(WarmCommands.weir("run", "clinic", "--progress", "json", "--intervall", "x")
                .with(2));
        assertThat(usage)
                .isNotEmpty()
                .allMatch(event -> event.at("/event").asText().equals("message"));

        Path rules = workspace.root().resolve("quality-rules/clinic/visits.yaml");
        Files.writeString(rules, Files.readString(rules).replace("severity: quarantine", "severity: block"));
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,-5.00,\n2,b,6.00,\n");
        List<JsonNode> several = events(WarmCommands.weir("run", "--all", "--progress", "json", "-w", root)
                .with(3));
        assertThat(only(several, "ended").at("/outcome").asText()).isEqualTo("held");
        assertThat(several)
                .filteredOn(event -> event.at("/event").asText().equals("problem"))
                .isNotEmpty();
    }
}
