package dev.weir.jobs.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.profile.ColumnProfile;
import dev.weir.contracts.profile.ColumnProfile.Quantile;
import dev.weir.contracts.profile.ColumnProfile.ValueCount;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.profile.RoundedCount;
import dev.weir.contracts.profile.TableProfile;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.releases.evidence.EarlierFiles;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.StoredReleaseLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a release shows of its values: enough to choose data by, and nothing of one person. */
@ExtendWith(SparkFixture.class)
class ShownProfileIT {

    private static final int PEOPLE = 100;

    @TempDir
    private Path folder;

    @Test
    void showsWhatThePublicMaySeeAndNothingThatOnePersonChanges() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder);
        masked(
                files,
                Map.of(
                        "day", "DATE, customProperties: [{ property: weirMask, value: shift }]",
                        "left", "DATE, customProperties: [{ property: weirMask, value: nullify }]"));
        try (WeirSession session = WeirSession.open(files.read())) {
            ReleaseProfile first = released(session, files, PEOPLE);

            TableProfile visits = first.table("visits").orElseThrow();
            assertThat(visits.extent()).isEqualTo(TableProfile.Extent.TABLE);
            assertThat(visits.rows()).isEqualTo(new RoundedCount(100));
            assertThat(visits.columns().stream().map(ColumnProfile::column))
                    .as("nothing is known of a column whose values are not released")
                    .containsExactly("id", "patient", "day", "kind", "cost");
            assertThat(visits.column("patient"))
                    .contains(new ColumnProfile("patient", count(0), count(100), List.of(), List.of()));
            assertThat(visits.column("day"))
                    .as("a shift leaves out dates, so it does not show how many there were")
                    .contains(new ColumnProfile("day", Optional.empty(), Optional.empty(), List.of(), List.of()));
            assertThat(visits.column("kind").orElseThrow().values())
                    .as("one has a kind of his own; if both others were there, the rest would be his")
                    .containsExactly(new ValueCount("flu", new RoundedCount(60)));
            assertThat(visits.column("cost").orElseThrow().quantiles())
                    .as("a rank with fewer than twenty rows beyond it is not shown")
                    .containsExactly(new Quantile(0.25, 125), new Quantile(0.5, 150), new Quantile(0.75, 175));
            assertThat(first.table("patients")
                            .orElseThrow()
                            .column("sex")
                            .orElseThrow()
                            .values())
                    .as("the law pack gives demography to no public, kept or not")
                    .isEmpty();

            assertThat(released(session, files, PEOPLE + 1))
                    .as("one person more")
                    .isEqualTo(first);
            assertThat(released(session, files, PEOPLE + 60)
                            .table("visits")
                            .orElseThrow()
                            .rows())
                    .isEqualTo(new RoundedCount(160));
        }
    }

    private static Optional<RoundedCount> count(long count) {
        return Optional.of(new RoundedCount(count));
    }

    private static ReleaseProfile released(WeirSession session, ClinicFiles files, int people) throws Exception {
        files.deliver(
                "patients",
                ClinicFiles.PATIENTS
                        + IntStream.range(0, people)
                                .mapToObj(i -> "p%d,,%s,%d\n".formatted(i, i % 2 == 0 ? "F" : "M", 20 + i % 60))
                                .collect(Collectors.joining()));
        files.deliver(
                "visits",
                ClinicFiles.VISITS
                        + IntStream.range(0, people)
                                .mapToObj(i -> "v%d,p%d,2024-%02d-1%d,2024-05-01,%s,%d.00\n"
                                        .formatted(i, i, 1 + i % 4, i % 9, kind(i), 100 + i))
                                .collect(Collectors.joining()));
        Manifest manifest = new ProductRun(session, "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .manifest()
                .orElseThrow();
        ProofFiles proof =
                new ProofFiles(StoredReleaseLog.of(session.workspace()).files(), "clinic");
        return new EarlierFiles(proof).profile(manifest).orElseThrow();
    }

    private static String kind(int person) {
        return person == 0 || person == PEOPLE ? "hiv" : person % 5 < 3 ? "flu" : "cold";
    }

    private void masked(ClinicFiles files, Map<String, String> columns) throws Exception {
        String contract = "contracts/clinic/visits.odcs.yaml";
        String text = Files.readString(folder.resolve(contract));
        for (Map.Entry<String, String> column : columns.entrySet()) {
            text = text.replaceFirst(
                    "(name: " + column.getKey() + ", [^}]*classification: )NONE", "$1" + column.getValue());
        }
        files.write(contract, text);
        String patients = "contracts/clinic/patients.odcs.yaml";
        files.write(
                patients,
                Files.readString(folder.resolve(patients))
                        .replace(
                                "name: sex, logicalType: string, classification: NONE",
                                "name: sex, logicalType: string, classification: DEMO"));
    }
}
