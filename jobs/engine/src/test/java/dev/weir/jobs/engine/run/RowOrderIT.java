package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The place of a row in a release says nothing of its place in the file, which is often that of its number or its date. */
@ExtendWith(SparkFixture.class)
class RowOrderIT {

    private static final int ROWS = 2_000;

    @TempDir
    private Path folder;

    @Test
    void isNotTheOneOfTheFile() throws Exception {
        String rows = IntStream.range(0, ROWS)
                .mapToObj(number -> "p%06d,,F,%d\n".formatted(number * 7919L % 100_003, number))
                .collect(Collectors.joining());
        ClinicFiles files = ClinicFiles.in(folder).deliver("patients", ClinicFiles.PATIENTS + rows);
        try (WeirSession session = WeirSession.open(files.read())) {
            Manifest release = new ProductRun(session, "1.0.0", event -> {})
                    .run("clinic", RunRequest.usual())
                    .manifest()
                    .orElseThrow();
            List<Long> ages = session.releases().read(release, "patients").collectAsList().stream()
                    .map(row -> row.<Long>getAs("age"))
                    .toList();
            assertThat(ages)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, ROWS).boxed().toList());
            // of a random order half of the neighbours rise, and a row is a third of all from where it was
            long rising = IntStream.range(1, ROWS)
                    .filter(i -> ages.get(i) > ages.get(i - 1))
                    .count();
            assertThat(rising).isBetween(ROWS * 4L / 10, ROWS * 6L / 10);
            double moved = IntStream.range(0, ROWS)
                    .mapToLong(i -> Math.abs(ages.get(i) - i))
                    .average()
                    .orElseThrow();
            assertThat(moved).isBetween(ROWS * 0.28, ROWS * 0.39);
        }
    }
}
