package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.InstalledExporters;
import dev.weir.contracts.Place;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.history.ProductHistory;
import dev.weir.jobs.engine.report.RunFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.quality.history.ColumnSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A reader of two releases that differ in one person gets no masked value of that person by a number in them. */
@ExtendWith(SparkFixture.class)
class TwoReleasesIT {

    private static final int PEOPLE = 60;

    @TempDir
    private Path folder;

    /** Of half of the people each rule about masked values is broken, so that no number is of few. */
    private static String visits() {
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> "v%d,p%d,2024-%02d-1%d,2024-05-01,%s,%d.00\n"
                        .formatted(i, i, 1 + i % 4, i % 9, i % 2 == 0 ? "flu" : "asthma", 100 + i))
                .collect(Collectors.joining());
    }

    private static String patients(int people) {
        return IntStream.range(0, people)
                .mapToObj(i -> "p" + i + ",," + (i % 2 == 0 ? "F" : "M") + "," + (20 + i) + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void noNumberOfOneTellsWhatTheOtherHasBesides() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .rules(
                        "visits",
                        "id: row, row: kind <> 'flu', severity: warn",
                        "id: all, row: kind = 'none', severity: warn",
                        "id: bears, row: kind <> 'hiv', severity: warn, threshold: 0.1",
                        "id: there, row: kind IS NOT NULL, severity: warn, threshold: 0.5",
                        "id: where, row: cost > 0, where: kind = 'hiv', severity: warn",
                        "id: fails, row: cost < 0, where: kind = 'flu', severity: warn",
                        "id: depends, depends: { on: [kind], column: patient }, severity: warn",
                        "id: months, row: month(day) <> 2, severity: warn",
                        "id: bins, row: cost <= 130, severity: warn",
                        check("among", "ColumnValues \\\"kind\\\" in [\\\"flu\\\"] with threshold > 0.1"),
                        check("count", "CustomSql \\\"SELECT count(*) FROM primary WHERE kind = 'flu'\\\" > 0"),
                        check("size", "RowCount > 0 where \\\"kind = 'flu'\\\""),
                        check("none", "IsComplete \\\"id\\\" where \\\"kind = 'hiv'\\\""),
                        check("complete", "Completeness \\\"kind\\\" > 0"),
                        check("distinct", "DistinctValuesCount \\\"kind\\\" > 0"),
                        check("unique", "Uniqueness \\\"cost\\\" > 0"),
                        check("mean", "Mean \\\"cost\\\" > 0"));
        String contract = "contracts/clinic/visits.odcs.yaml";
        String text = Files.readString(folder.resolve(contract));
        for (Map.Entry<String, String> column : Map.of(
                        "kind", "HEALTH, customProperties: [{ property: weirMask, value: nullify }]",
                        "day", "DATE, customProperties: [{ property: weirMask, value: shift }]",
                        "cost",
                                "OTHSPI, customProperties: [{ property: weirMask, value: { method: generalise, to: bin, width: 1000 } }]")
                .entrySet()) {
            text = text.replaceFirst(
                    "(name: " + column.getKey() + ", [^}]*classification: )NONE", "$1" + column.getValue());
        }
        files.write(contract, text);
        files.deliver("patients", ClinicFiles.PATIENTS + patients(PEOPLE + 1));
        try (WeirSession session = WeirSession.open(files.read())) {
            files.deliver("visits", ClinicFiles.VISITS + visits() + "v98,p60,2024-03-10,2024-05-01,,\n");
            Map<String, String> first = said(run(session));
            for (String visit : List.of("hiv,140.00", "flu,120.00", "asthma,100.00")) {
                files.deliver(
                        "visits", ClinicFiles.VISITS + visits() + "v98,p60,2024-02-10,2024-05-01," + visit + "\n");
                Map<String, String> then = said(run(session));
                assertThat(then.keySet()).isEqualTo(first.keySet());
                then.forEach((rule, numbers) -> assertThat(numbers).as(rule).isEqualTo(first.get(rule)));
            }
            assertThat(first.get("row")).contains("The rows are not as asked").contains("evaluated=0");
            assertThat(first.get("unique")).doesNotContain("0.");
            for (var release : new ProductHistory(session, "clinic").newest(2)) {
                Map<String, ColumnSummary> kept =
                        release.table("visits").orElseThrow().columns();
                assertThat(kept.keySet()).doesNotContain("kind");
            }
        }
    }

    /** A person more or less is in no description, but in the hashes of the files and in the pages of the centre's own people. */
    @Test
    void noExportTellsOfOnePerson() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .rules(
                        "visits",
                        "id: among, row: kind <> 'flu', severity: warn, threshold: 0.1",
                        check("mean", "Mean \\\"cost\\\" > 0"));
        files.deliver("patients", ClinicFiles.PATIENTS + patients(PEOPLE + 1));
        try (WeirSession session = WeirSession.open(files.read())) {
            files.deliver("visits", ClinicFiles.VISITS + visits());
            run(session); // each of the others has one before it
            files.deliver("visits", ClinicFiles.VISITS + visits() + "v98,p60,2024-03-10,2024-05-01,flu,100.00\n");
            run(session);
            files.deliver("visits", ClinicFiles.VISITS + visits());
            run(session);
            files.deliver("patients", ClinicFiles.PATIENTS + patients(PEOPLE));
            run(session);
            files.deliver(
                    "patients", ClinicFiles.PATIENTS + patients(PEOPLE + 1).replace("p60,,F,80", "p60,,M,19"));
            run(session);
            Map<String, String> first = exports(session, 2);
            assertThat(first).hasSizeGreaterThan(10);
            for (long number = 3; number <= 5; number++) {
                Map<String, String> then = exports(session, number);
                assertThat(then.keySet()).isEqualTo(first.keySet());
                then.forEach((file, text) -> assertThat(text).as(file).isEqualTo(first.get(file)));
            }
        }
    }

    /** By file what leaves the centre, without the names of the release, its run, its files and their hashes. */
    private static Map<String, String> exports(WeirSession session, long number) {
        Manifest manifest = session.releaseLog().read("clinic", number);
        CatalogueEntry entry = new RunFiles(session.workspace(), session.warehouse())
                .entry(manifest, session.workspace().root().resolve("warehouse/clinic"));
        InstalledExporters exporters = InstalledExporters.all();
        Map<String, String> texts = new TreeMap<>();
        for (String kind : exporters.names()) {
            if (!kind.equals("site")) {
                for (ExportedFile file :
                        exporters.export(entry, kind, Place.of(kind)).files()) {
                    texts.put(file.name().replaceFirst("^\\d+", "N"), words(unnamed(file.text(), number)));
                }
            }
        }
        return texts;
    }

    /** Turtle has its parts in an order that comes of the identifiers. */
    private static String words(String text) {
        return Arrays.stream(text.split("[\\s,;.]+")).sorted().collect(Collectors.joining("\n"));
    }

    private static String unnamed(String text, long number) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("[0-9a-f]{64}", "HASH")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z?", "TIME")
                .replaceAll("\\b1[0-9]{12}\\b", "TIME")
                .replaceAll("\\b\\d{15,20}\\b", "SNAPSHOT")
                .replaceAll("part-[^\"]*parquet|\\d+-\\d+-ID[^\"]*parquet", "FILE")
                .replaceAll("(clinic[@/-]|[Rr]elease |[Vv]ersion[^0-9\\n]{1,30})" + number + "\\b(?!\\.[1-9])", "$1N")
                .replaceAll("(clinic[@/-]|[Rr]elease )" + (number - 1) + "\\b", "$1P");
    }

    private static RunRecord run(WeirSession session) {
        return new ProductRun(session, "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .record();
    }

    /** What a release says by each rule, but what holds of rows that a reader sees. */
    private static Map<String, String> said(RunRecord record) {
        assertThat(record.ending().outcome().toString()).isEqualTo("released");
        Map<String, String> said = new TreeMap<>();
        for (Verdict verdict : record.verdicts()) {
            if (verdict.rule().table().equals("visits")) {
                said.put(
                        verdict.rule().id(),
                        verdict.subject() + " " + verdict.rows() + " " + verdict.metrics() + " "
                                + verdict.explanation().replaceAll("release \\d+", "release"));
            }
        }
        return said;
    }

    private static String check(String id, String dqdl) {
        return "id: " + id + ", check: \"" + dqdl + "\", severity: warn";
    }
}
