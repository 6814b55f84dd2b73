package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.DrawnCases;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.content.ContentSums;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A contract that gets a column goes on with what is there: old rows have NULL in it. */
@ExtendWith(SparkFixture.class)
class NewColumnIT {

    private static final String ADDED =
            "                  - { name: note, logicalType: string, classification: NONE }\n";

    @TempDir
    private Path folder;

    static Stream<Arguments> loads(TestInfo test) {
        return DrawnCases.formats(test).stream()
                .flatMap(format -> Stream.of(
                        Arguments.of(format, "visits", "day", "{ mode: append, interval: day }"),
                        Arguments.of(format, "patients", "age", "{ mode: merge, order: age }"),
                        Arguments.of(format, "patients", "age", "{ mode: merge, order: age, history: type-2 }")));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void oldRowsHaveNull(TableFormat format, String table, String required, String load) throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,40\n")
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,2026-01-02,,in,5.00\nv2,p2,2026-01-02,,in,6.00\n")
                .format(format)
                .load(table, required, load);
        Manifest first = released(files, table, "2026-01-02");
        assertThat(notes(files, first, table)).isEmpty();

        column(files, table);
        if (table.equals("visits")) {
            files.deliver("visits", ClinicFiles.VISITS.strip() + ",note\nv3,p1,2026-01-03,,in,7.00,seen\n");
        } else {
            files.deliver("patients", ClinicFiles.PATIENTS.strip() + ",note\np1,,F,31,seen\np3,,M,20,\n");
            files.deliver("visits", ClinicFiles.VISITS + "v3,p1,2026-01-03,,in,7.00\n");
        }
        Manifest second = released(files, table, "2026-01-03");
        int versions = load.contains("type-2") ? 4 : 3;
        assertThat(notes(files, second, table))
                .hasSize(versions)
                .containsOnlyOnce("seen")
                .contains("NULL");
        files.deliver(
                "visits",
                table.equals("visits")
                        ? ClinicFiles.VISITS.strip() + ",note\nv4,p2,2026-01-02,,in,8.00,late\n"
                        : ClinicFiles.VISITS + "v4,p2,2026-01-02,,in,8.00\n");
        Manifest third = released(files, table, "2026-01-02");

        WeirSession session = WeirSession.open(files.read());
        for (Manifest release : List.of(first, second, third)) {
            for (ReleasedTable each : release.tables()) {
                assertThat(ContentSums.of(session.releases().read(release, each.name()), HashMethod.ROWS)
                                .content())
                        .as(release.reference() + " " + each.name())
                        .isEqualTo(each.content());
            }
        }
        assertThat(notes(files, first, table)).isEmpty();
        if (table.equals("visits")) {
            assertThat(notes(files, third, table)).containsExactlyInAnyOrder("seen", "late");
        }
    }

    /** Adds it to the contract of the source and to that of the table, each with a new version. */
    private void column(ClinicFiles files, String table) throws IOException {
        String contract = "contracts/clinic/" + table + ".odcs.yaml";
        String text = Files.readString(folder.resolve(contract)).stripTrailing();
        files.write(contract, text.replace("version: 1.0.0", "version: 1.1.0") + "\n" + indented(text) + "\n");
        String product = "contracts/clinic/clinic.odps.yaml";
        files.write(
                product,
                Files.readString(folder.resolve(product))
                        .replaceFirst("version: 1\\.0\\.0", "version: 1.1.0")
                        .replace("name: " + table + ", version: 1.0.0", "name: " + table + ", version: 1.1.0"));
        String source = "contracts/raw/files.odcs.yaml";
        String last = table.equals("visits") ? "name: cost" : "name: age";
        StringBuilder raw = new StringBuilder();
        Files.readString(folder.resolve(source)).lines().forEach(line -> {
            raw.append(line).append('\n');
            if (line.contains(last)) {
                raw.append(line, 0, line.indexOf("- {"))
                        .append("- { name: note, logicalType: string, classification: NONE }\n");
            }
        });
        files.write(source, raw.toString());
    }

    private static String indented(String contract) {
        String last = contract.substring(contract.lastIndexOf('\n') + 1);
        return last.substring(0, last.indexOf("- {")) + ADDED.strip();
    }

    private static List<String> notes(ClinicFiles files, Manifest release, String table) {
        WeirSession session = WeirSession.open(files.read());
        List<Row> rows = session.releases().read(release, table).collectAsList();
        return rows.stream()
                .filter(row -> List.of(row.schema().fieldNames()).contains("note"))
                .map(row -> String.valueOf(row.<Object>getAs("note")).replace("null", "NULL"))
                .toList();
    }

    private static Manifest released(ClinicFiles files, String table, String interval) {
        RunRequest request = RunRequest.usual();
        RunResult result = new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {})
                .run(
                        "clinic",
                        table.equals("visits") ? request.over(Interval.parse(interval, ZoneOffset.UTC)) : request);
        assertThat(result.record().ending().outcome()).isEqualTo(Outcome.RELEASED);
        return result.manifest().orElseThrow();
    }
}
