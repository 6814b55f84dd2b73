package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run that makes no release changes no columns that readers outside Weir see: the tables' own metadata are read here as JSON. In
 * Iceberg's list of schemas the run's own entry stays, to which no snapshot and no reference leads.
 */
@ExtendWith(SparkFixture.class)
class SchemaAfterFailureIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    static Stream<Arguments> cases() {
        return Stream.of("incremental", "{ mode: merge, order: at, source: raw.feed }")
                .flatMap(load -> TableFormat.own().stream()
                        .flatMap(format -> Stream.of(true, false).map(held -> Arguments.of(load, format, held))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theColumnsOfTheMetadataAreThoseOfTheRelease(String load, TableFormat format, boolean held) throws IOException {
        WardFiles files = WardFiles.in(folder, "UTC", format, "readings-*.csv", load)
                .rules("id: none-below-zero, row: value >= 0, severity: block");
        files.deliver("readings-1.csv", "a,2026-03-01T08:00:00Z,1,\n");
        assertThat(files.run(RunRequest.usual()).record().ending().outcome()).isEqualTo(Outcome.RELEASED);
        List<String> before = columns(format);

        edit("readings.odcs.yaml", "version: 1.0.0", "version: 1.1.0");
        edit("ward.odps.yaml", "name: readings, version: 1.0.0", "name: readings, version: 1.1.0");
        edit(
                "readings.odcs.yaml",
                "      - { name: gone,",
                "      - { name: note, logicalType: integer, classification: NONE }\n      - { name: gone,");
        edit("readings.sql", "r.gone", "CAST(7 AS BIGINT) AS note, r.gone");
        files.deliver("readings-2.csv", held ? "b,2026-03-02T08:00:00Z,-1,\n" : numbersOfPeople());
        assertThat(ending(files)).isEqualTo(held ? "HELD" : "refused");

        assertThat(columns(format)).isEqualTo(before);
        if (format.equals(TableFormat.ICEBERG)) {
            JsonNode metadata = iceberg();
            assertThat(metadata.at("/schemas")).as("the run's own are listed").hasSize(2);
            List<Integer> reached = new ArrayList<>();
            metadata.at("/snapshots")
                    .forEach(snapshot -> reached.add(snapshot.at("/schema-id").asInt()));
            assertThat(reached).containsOnly(metadata.at("/current-schema-id").asInt());
            assertThat(metadata.at("/refs")).hasSize(2);
            assertThat(metadata.at("/properties").toString()).doesNotContain("columns-before");
        }
    }

    /** What is stopped by a leak has staged rows in the new columns. */
    private static String ending(WardFiles files) {
        try {
            return files.run(RunRequest.usual()).record().ending().outcome().name();
        } catch (ProblemsException e) {
            return "refused";
        }
    }

    /** A bed that is called by a resident identity number, with its check digit. */
    private static String numbersOfPeople() {
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        StringBuilder rows = new StringBuilder();
        for (int person = 1; person <= 60; person++) {
            String number = "11010519491231%03d".formatted(person);
            int sum = 0;
            for (int at = 0; at < weights.length; at++) {
                sum += weights[at] * Character.digit(number.charAt(at), 10);
            }
            rows.append(number).append("10X98765432".charAt(sum % 11)).append(",2026-03-02T08:00:00Z,1,\n");
        }
        return rows.toString();
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = folder.resolve("contracts/ward").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private List<String> columns(TableFormat format) throws IOException {
        List<String> columns = new ArrayList<>();
        JsonNode schema = format.equals(TableFormat.ICEBERG) ? icebergSchema() : deltaSchema();
        schema.at("/fields")
                .forEach(field -> columns.add(
                        field.at("/name").asText() + " " + field.at("/type").asText()));
        assertThat(columns).isNotEmpty();
        return columns;
    }

    private JsonNode icebergSchema() throws IOException {
        JsonNode metadata = iceberg();
        for (JsonNode schema : metadata.at("/schemas")) {
            if (schema.at("/schema-id").equals(metadata.at("/current-schema-id"))) {
                return schema;
            }
        }
        throw new AssertionError("No schema is the current one");
    }

    private JsonNode iceberg() throws IOException {
        return JSON.readTree(sorted("metadata", ".metadata.json")
                .reduce((one, last) -> last)
                .orElseThrow()
                .toFile());
    }

    private JsonNode deltaSchema() throws IOException {
        String schema = "";
        for (Path commit : sorted("_delta_log", ".json").toList()) {
            for (String line : Files.readAllLines(commit)) {
                JsonNode metadata = JSON.readTree(line).at("/metaData/schemaString");
                schema = metadata.isMissingNode() ? schema : metadata.asText();
            }
        }
        return JSON.readTree(schema);
    }

    private Stream<Path> sorted(String place, String ending) throws IOException {
        try (Stream<Path> files =
                Files.list(folder.resolve("warehouse/ward/readings").resolve(place))) {
            return files
                    .filter(file -> file.getFileName().toString().endsWith(ending)
                            && !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
