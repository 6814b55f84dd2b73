package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir preview}: what it shows is what the release then has. */
@ExtendWith(SparkFixture.class)
class PreviewIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MEN = "110105194912310038";
    private static final String WOMEN = "320311197001010027";

    @TempDir
    private Path folder;

    @Test
    void itsRowsAreThoseOfTheRelease() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients", "visits"));
        StringBuilder patients = new StringBuilder(MiniWorkspace.HEADER);
        patients.append("1,a,-1.00,").append(MEN).append("\n");
        patients.append("x,b,1.00,").append(MEN).append("\n");
        for (int i = 2; i < 400; i++) {
            patients.append(i)
                    .append(",c,2.00,")
                    .append(i % 2 == 0 ? MEN : WOMEN)
                    .append('\n');
        }
        workspace.deliver("patients", patients.toString());
        List<Path> before = workspace.written();

        JsonNode shown = JSON.readTree(preview(workspace, "-o", "json"));

        assertThat(workspace.written()).isEqualTo(before);
        assertThat(Schemas.valid("preview", shown)).isTrue();
        assertThat(shown.get("key").asText()).isEqualTo("of-the-workspace");
        JsonNode table = shown.get("tables").get(0);
        assertThat(table.get("looked-at").asText()).isEqualTo("first-rows");
        assertThat(table.get("quarantined").asLong()).isEqualTo(1);
        assertThat(table.get("unreadable").asLong()).isEqualTo(1);
        assertThat(table.get("rows")).hasSize(5);
        assertThat(table.get("rows").get(0).get("line").asLong()).isEqualTo(4);
        assertThat(shown.toString()).doesNotContain(MEN, WOMEN);
        workspace.run().with(0);
        for (JsonNode each : shown.get("tables")) {
            List<Map<String, String>> released =
                    released(workspace, each.get("table").asText());
            assertThat(each.get("rows")).isNotEmpty();
            each.get("rows")
                    .forEach(row -> assertThat(values(row.get("values"))).isIn(released));
        }
    }

    @Test
    void eachColumnHasALineAndWhatIsDroppedIsNamed() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients"));
        Path contract = workspace.root().resolve("contracts/clinic/patients.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace("value: pseudonymise", "value: drop")
                        .replace("weirSubject, value: identity", "weirSubject, value: unknown"));
        workspace.deliver("patients", MiniWorkspace.HEADER + "1,a,1.00," + MEN + "\n2,\"a\u001b[2J\tb\",2.00,\n");

        String text = preview(workspace);

        assertThat(text)
                .contains(
                        "patients  3 of 4 columns; 2 of 2 rows",
                        "label   kept  a",
                        "not in it  identity (RID, dropped)")
                .contains("Nothing was released.")
                .doesNotContain(MEN, "\u001b[2J");
        workspace.deliver("patients", MiniWorkspace.HEADER + "1,a,-1.00,\n");
        assertThat(preview(workspace)).contains("none of 1 row would be released; 1 of them would be quarantined");
        assertThat(WarmCommands.weir(words(workspace, "--rows", "0")).with(2).err())
                .contains("'0' rows cannot be shown");
    }

    /** A run would stop there, so nothing is shown. */
    @Test
    void whatLeaksIsNotShown() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients"));
        List<CanaryPeople.Person> people = CanaryPeople.of(50, 7).people();
        StringBuilder rows = new StringBuilder(MiniWorkspace.HEADER);
        people.forEach(person ->
                rows.append(rows.length()).append(',').append(person.identity()).append(",1.00,\n"));
        workspace.deliver("patients", rows.toString());

        WeirProcess.Ended ended = WarmCommands.weir(words(workspace)).with(4);

        assertThat(ended.err()).contains("P001");
        assertThat(ended.out() + ended.err())
                .doesNotContain(
                        people.stream().map(CanaryPeople.Person::identity).toList());
        workspace.deliver("patients", MiniWorkspace.HEADER + "1,a,1.00,\n2," + MEN + ",1.00,\n");
        assertThat(WarmCommands.weir(words(workspace)).out()).doesNotContain(MEN);
    }

    private static String preview(MiniWorkspace workspace, String... more) {
        return WarmCommands.weir(words(workspace, more)).with(0).out();
    }

    private static String[] words(MiniWorkspace workspace, String... more) {
        return Stream.concat(
                        Stream.of("preview", "clinic", "-w", workspace.root().toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    private static List<Map<String, String>> released(MiniWorkspace workspace, String table) throws Exception {
        String out = WarmCommands.weir(
                        "read", "clinic." + table + "@1", "-w", workspace.root().toString(), "-o", "json")
                .with(0)
                .out();
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : out.split("\n")) {
            rows.add(values(JSON.readTree(line)));
        }
        return rows;
    }

    /** A number of JSON has no zeros at its end. */
    private static String text(String column, JsonNode value) {
        return column.equals("amount")
                ? new BigDecimal(value.asText()).stripTrailingZeros().toPlainString()
                : value.asText();
    }

    private static Map<String, String> values(JsonNode row) {
        Map<String, String> values = new TreeMap<>();
        row.properties().stream()
                .filter(value -> !value.getValue().isNull())
                .forEach(value -> values.put(value.getKey(), text(value.getKey(), value.getValue())));
        return values;
    }
}
