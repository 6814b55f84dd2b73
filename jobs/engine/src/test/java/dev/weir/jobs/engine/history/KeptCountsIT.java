package dev.weir.jobs.engine.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.quality.history.ColumnSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A later load of one row must not tell its value by the pseudonym under which a release before it counted the rarest one. */
@ExtendWith(SparkFixture.class)
class KeptCountsIT {

    /** What becomes of the columns whose values show neither as they are nor which of them are equal. */
    private static final Map<String, String> HIDDEN = Map.of(
            "kind", "HEALTH, customProperties: [{ property: weirMask, value: redact }]",
            "day", "DATE, customProperties: [{ property: weirMask, value: shift }]",
            "left", "DATE, customProperties: [{ property: weirMask, value: { method: generalise, to: month } }]");

    @TempDir
    private Path folder;

    @Test
    void areOfColumnsWhoseMaskShowsWhichValuesAreEqualAlone() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,40\n")
                .deliver("visits", ClinicFiles.VISITS + visit(1, "flu") + visit(2, "flu") + visit(3, "hiv"));
        String contract = "contracts/clinic/visits.odcs.yaml";
        String text = Files.readString(folder.resolve(contract));
        for (Map.Entry<String, String> column : HIDDEN.entrySet()) {
            text = text.replaceFirst(
                    "(name: " + column.getKey() + ", logicalType: \\w+, classification: )NONE",
                    "$1" + column.getValue());
        }
        files.write(contract, text);
        try (WeirSession session = WeirSession.open(files.read())) {
            new ProductRun(session, "1.0.0", event -> {}).run("clinic", RunRequest.usual());
            files.deliver("visits", ClinicFiles.VISITS + visit(4, "hiv"));
            new ProductRun(session, "1.0.0", event -> {}).run("clinic", RunRequest.usual());

            for (var release : new ProductHistory(session, "clinic").newest(2)) {
                Map<String, ColumnSummary> kept =
                        release.table("visits").orElseThrow().columns();
                for (String column : HIDDEN.keySet()) {
                    ColumnSummary summary = requireNonNull(kept.get(column));
                    assertThat(summary.values().frequencies()).as(column).isEmpty();
                    assertThat(summary.values().registers()).as(column).isEmpty();
                    assertThat(summary.values().distinct())
                            .as("%s: a new value would show in their number", column)
                            .isEmpty();
                }
                ColumnSummary patient = requireNonNull(kept.get("patient"));
                assertThat(patient.values().frequencies())
                        .as("equal where the release shows it")
                        .isPresent();
                assertThat(patient.values().pseudonymKey()).isPresent();
                assertThat(requireNonNull(kept.get("cost")).quantiles())
                        .as("clear")
                        .isPresent();
            }
        }
    }

    private static String visit(int number, String kind) {
        return "v%d,p%d,2024-03-%02d,2024-04-01,%s,1.50\n".formatted(number, 1 + number % 2, number, kind);
    }
}
