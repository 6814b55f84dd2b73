package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.content.ContentSums;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.testing.Torture;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A contract that changes one column goes on with what is there, however the table is loaded, as a model in plain Java has it: old
 * files lack a new column, old rows have NULL in it, and a run that is held in between shows readers nothing.
 */
@ExtendWith(SparkFixture.class)
class ColumnChangesIT {

    private static final String CONTRACT = "contracts/ward/readings.odcs.yaml";
    private static final String QUERY = "contracts/ward/readings.sql";
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

    private enum Load {
        REPLACE("{ mode: replace }"),
        INTERVALS("{ mode: append, interval: day }"),
        INCREMENTAL("incremental"),
        MERGE("{ mode: merge, order: at, source: raw.feed }"),
        HISTORY("{ mode: merge, order: at, source: raw.feed, history: type-2 }");

        private final String text;

        Load(String text) {
            this.text = text;
        }
    }

    private enum Change {
        ADD("1.1.0"),
        WIDEN("1.1.0"),
        RENAME("2.0.0"),
        DROP("2.0.0");

        private final String version;

        Change(String version) {
            this.version = version;
        }
    }

    /** @param note empty in files that lack the column */
    private record Reading(String bed, int hour, int value, Optional<String> note) {

        String line(LocalDate day) {
            return "%s,%sT%02d:00:00Z,%d,%s\n"
                    .formatted(
                            bed, day, hour, value, note.map(text -> "," + text).orElse(""));
        }
    }

    @TempDir
    private Path folder;

    private final Map<String, Map.Entry<LocalDate, List<Reading>>> there = new TreeMap<>();

    static List<Arguments> cases() {
        return Torture.drawn(Stream.of(Load.values())
                .flatMap(load -> Stream.of(Change.values())
                        .flatMap(
                                change -> TableFormat.own().stream().map(format -> Arguments.of(load, change, format))))
                .toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goOnWithWhatIsThere(Load load, Change change, TableFormat format) throws IOException {
        WardFiles files = WardFiles.in(folder, "UTC", format, "readings-{date}*.csv", load.text)
                .rules("id: none-below-zero, row: value >= 0, severity: block");
        edit(
                CONTRACT,
                "{ name: value,",
                "{ name: amount, logicalType: number, physicalType: \"decimal(6,1)\", classification: NONE }\n"
                        + "      - { id: c4, name: value,");
        edit(QUERY, "r.value,", "r.value, CAST(r.value AS DECIMAL(6,1)) AS amount,");
        deliver(files, 0, "", new Reading("a", 8, 1, Optional.empty()), new Reading("b", 9, 2, Optional.empty()));
        Manifest first = released(files, load, 0);
        assertThat(rows(files, first)).containsExactlyInAnyOrderElementsOf(expected(load, false, Change.WIDEN));

        change(files, change);
        boolean noted = change == Change.ADD;
        Optional<String> seen = Optional.of("seen").filter(text -> noted);
        deliver(files, 1, "", new Reading("a", 10, -3, seen), new Reading("c", 11, 4, seen));
        boolean refused = change == Change.DROP && load != Load.REPLACE;
        if (refused) {
            assertThatThrownBy(() -> run(files, load, 1))
                    .isInstanceOf(ProblemsException.class)
                    .hasMessageContaining("C016")
                    .hasMessageContaining("amount")
                    .hasMessageContaining("--full");
        } else {
            assertThat(run(files, load, 1).record().ending().outcome()).isEqualTo(Outcome.HELD);
        }
        assertThat(headColumns(files)).isEqualTo(columns(first));
        there.remove("readings-" + FIRST.plusDays(1) + ".csv");
        deliver(files, 1, "", new Reading("a", 10, 3, seen), new Reading("c", 11, 4, Optional.empty()));
        Manifest second = refused ? released(files.run(RunRequest.usual().inFull())) : released(files, load, 1);
        assertThat(rows(files, second)).containsExactlyInAnyOrderElementsOf(expected(load, noted, change));
        assertThat(headColumns(files)).isEqualTo(columns(second));

        deliver(files, 0, "-late", new Reading("b", 7, 5, Optional.of("late").filter(text -> noted)));
        Manifest third = released(files, load, 0);
        assertThat(rows(files, third)).containsExactlyInAnyOrderElementsOf(expected(load, noted, change));

        Manifest whole = released(files.run(RunRequest.usual().inFull()));
        assertThat(rows(files, whole)).containsExactlyInAnyOrderElementsOf(expected(load, noted, change));
        assertThat(rows(files, first)).as("the first release").hasSize(2);
        for (Manifest release : List.of(first, second, third, whole)) {
            ReleasedTable table = release.tables().get(0);
            assertThat(ContentSums.of(read(files, release), HashMethod.ROWS).content())
                    .as(release.reference())
                    .isEqualTo(table.content());
        }
    }

    private void change(WardFiles files, Change change) throws IOException {
        edit(CONTRACT, "version: 1.0.0", "version: " + change.version);
        edit(
                "contracts/ward/ward.odps.yaml",
                "name: readings, version: 1.0.0",
                "name: readings, version: " + change.version);
        switch (change) {
            case ADD -> {
                edit(
                        "contracts/raw/feed.odcs.yaml",
                        "      - { name: gone,",
                        "      - { name: note, logicalType: string, classification: NONE, customProperties: [{ property:"
                                + " weirMissing, value: allow }] }\n      - { name: gone,");
                edit(
                        CONTRACT,
                        "      - { name: gone,",
                        "      - { name: note, logicalType: string, classification: NONE }\n      - { name: gone,");
                edit(QUERY, "r.gone", "r.note, r.gone");
            }
            case WIDEN -> {
                edit(CONTRACT, "decimal(6,1)", "decimal(12,1)");
                edit(QUERY, "DECIMAL(6,1)", "DECIMAL(12,1)");
            }
            case RENAME -> {
                edit(CONTRACT, "{ id: c4, name: value,", "{ id: c4, name: reading,");
                edit(QUERY, "r.value, CAST", "r.value AS reading, CAST");
                files.rules("id: none-below-zero, row: reading >= 0, severity: block");
            }
            case DROP -> {
                edit(
                        CONTRACT,
                        "{ name: amount, logicalType: number, physicalType: \"decimal(6,1)\", classification: NONE }\n"
                                + "      - ",
                        "");
                edit(QUERY, " CAST(r.value AS DECIMAL(6,1)) AS amount,", "");
            }
        }
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private void deliver(WardFiles files, int day, String name, Reading... readings) throws IOException {
        LocalDate date = FIRST.plusDays(day);
        boolean noted = Stream.of(readings).anyMatch(reading -> reading.note().isPresent());
        StringBuilder text = new StringBuilder(noted ? "bed,at,value,gone,note\n" : "bed,at,value,gone\n");
        for (Reading reading : readings) {
            String line = reading.line(date);
            text.append(noted && reading.note().isEmpty() ? line.stripTrailing() + ",\n" : line);
        }
        String file = "readings-" + date + name + ".csv";
        files.write("raw/" + file, text.toString());
        there.put(file, Map.entry(date, List.of(readings)));
    }

    /** Of all files that lie there: each load has read each by now. */
    private List<String> expected(Load load, boolean noted, Change change) {
        Map<String, Map.Entry<String, String>> last = new HashMap<>();
        List<String> all = new ArrayList<>();
        there.values()
                .forEach(file -> file.getValue().forEach(reading -> {
                    String at = "%sT%02d".formatted(file.getKey(), reading.hour());
                    String row = reading.bed() + " " + at + " " + reading.value()
                            + (change == Change.DROP
                                    ? ""
                                    : " " + BigDecimal.valueOf(reading.value()).setScale(1))
                            + (noted ? " " + reading.note().orElse("NULL") : "");
                    all.add(row);
                    last.merge(
                            reading.bed(),
                            Map.entry(at, row),
                            (one, other) -> one.getKey().compareTo(other.getKey()) > 0 ? one : other);
                }));
        return load == Load.MERGE
                ? last.values().stream().map(Map.Entry::getValue).toList()
                : all;
    }

    private static List<String> rows(WardFiles files, Manifest release) {
        Dataset<Row> rows = read(files, release);
        List<String> columns = List.of(rows.columns());
        return rows
                .selectExpr(
                        "bed",
                        "date_format(at, \"yyyy-MM-dd'T'HH\")",
                        columns.contains("reading") ? "reading" : "value",
                        columns.contains("amount") ? "amount" : "NULL",
                        columns.contains("note") ? "coalesce(note, 'NULL')" : "NULL")
                .collectAsList()
                .stream()
                .map(row -> Stream.of(0, 1, 2, 3, 4)
                        .map(row::get)
                        .filter(value -> value != null)
                        .map(Object::toString)
                        .reduce((one, other) -> one + " " + other)
                        .orElseThrow())
                .toList();
    }

    private static Dataset<Row> read(WardFiles files, Manifest release) {
        return WeirSession.open(files.read()).releases().read(release, "readings");
    }

    private static List<String> columns(Manifest release) {
        return release.tables().get(0).columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    /** What a reader sees who knows no release. */
    private static List<String> headColumns(WardFiles files) {
        WeirSession session = WeirSession.open(files.read());
        return TableKinds.newest(session.spark(), session.warehouse(), "ward", "readings").stream()
                .flatMap(rows -> Stream.of(rows.schema().fields()))
                .map(field -> field.name() + " "
                        + field.dataType().sql().toLowerCase(Locale.ROOT).replace("bigint", "integer"))
                .toList();
    }

    private static RunResult run(WardFiles files, Load load, int day) {
        RunRequest request = RunRequest.usual();
        return files.run(
                load == Load.INTERVALS
                        ? request.over(Interval.parse(FIRST.plusDays(day).toString(), ZoneOffset.UTC))
                        : request);
    }

    private static Manifest released(WardFiles files, Load load, int day) {
        return released(run(files, load, day));
    }

    private static Manifest released(RunResult result) {
        assertThat(result.record().ending().outcome()).isEqualTo(Outcome.RELEASED);
        return result.manifest().orElseThrow();
    }
}
