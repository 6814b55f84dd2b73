package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.compact.Compaction;
import dev.weir.jobs.engine.content.DeepEngine;
import dev.weir.jobs.engine.rollback.Rollback;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.upkeep.Checkup;
import dev.weir.jobs.engine.upkeep.CheckupFinding;
import dev.weir.jobs.release.TamperedTable;
import dev.weir.releases.evidence.DeepCheck;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The keys that went from a merged table are signed as its rows are: without one of them a late row would bring a deleted record back. */
@ExtendWith(SparkFixture.class)
class SignedDeletesIT {

    private static final String TABLE = "The table of the keys that went from 'readings'";

    @TempDir
    private Path folder;

    static Stream<TableFormat> formats() {
        return TableFormat.own().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aKeyThatIsForgottenIsFound(TableFormat format) throws IOException {
        WardFiles files = WardFiles.in(
                folder, "UTC", format, "readings-*.csv", "{ mode: merge, order: at, source: raw.feed, deletes: gone }");
        files.deliver("readings-1.csv", "a,2026-03-01T08:00:00Z,1,false\nb,2026-03-01T08:00:00Z,2,true\n");
        Manifest first = released(files);
        files.deliver("readings-2.csv", "c,2026-03-02T08:00:00Z,1,true\n");
        Manifest second = released(files);
        assertThat(broken(files, second)).isEmpty();
        assertThat(damage(files)).isEmpty();

        ReleasedTable table = second.tables().get(0);
        TamperedTable tampered =
                new TamperedTable(table.at(table.load().deletes().orElseThrow()));
        tampered.loseAFile();
        assertThat(broken(files, second)).anyMatch(what -> what.startsWith(TABLE + " no longer names the data file"));
        assertThat(damage(files)).anyMatch(what -> what.startsWith(TABLE + " is not as ward@2 was signed"));
        files.deliver("readings-3.csv", "d,2026-03-03T08:00:00Z,1,false\n");
        assertThatThrownBy(() -> files.run(RunRequest.usual()))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContainingAll("V001", TABLE);
        tampered.putBack();
        assertThat(damage(files)).isEmpty();
        Path keys = aDataFile(
                Path.of(table.load().deletes().orElseThrow().location().replaceFirst("^file:(?://)?", "")));
        byte[] whole = Files.readAllBytes(keys);
        byte[] altered = whole.clone();
        altered[whole.length / 3] ^= 1;
        Files.write(keys, altered);
        assertThatThrownBy(() -> files.run(RunRequest.usual()))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContainingAll("V001", TABLE);
        Files.write(keys, whole);

        Manifest third = released(files);
        assertThat(broken(files, third)).isEmpty();
        WeirSession session = WeirSession.open(files.read());
        Rollback rollback = new Rollback(session, "1.0.0", event -> {}, Clock.systemUTC());
        TamperedTable former = new TamperedTable(
                first.tables().get(0).at(first.tables().get(0).load().deletes().orElseThrow()));
        former.loseAFile();
        assertThatThrownBy(() -> rollback.to("ward", 1, Optional.empty()))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContainingAll("V001", TABLE, "ward@1");
        former.putBack();
        rollback.to("ward", 1, Optional.empty());
        assertThat(broken(files, session.releaseLog().latest("ward").orElseThrow()))
                .isEmpty();
        new Compaction(session, "1.0.0", event -> {}, Clock.systemUTC()).of("ward", Set.of());
        assertThat(broken(files, session.releaseLog().latest("ward").orElseThrow()))
                .isEmpty();
        assertThat(damage(files)).isEmpty();
    }

    private static Path aDataFile(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Manifest released(WardFiles files) {
        RunResult result = files.run(RunRequest.usual());
        assertThat(result.record().ending().outcome()).isEqualTo(Outcome.RELEASED);
        return result.manifest().orElseThrow();
    }

    private static List<String> broken(WardFiles files, Manifest release) {
        WeirSession session = WeirSession.open(files.read());
        StoredReleaseLog log = StoredReleaseLog.of(files.read());
        return new DeepCheck(release, log.files(), log.keys(), new DeepEngine(session.releases()))
                .checks().stream()
                        .peek(check -> assertThat(check.notes()).isEmpty())
                        .flatMap(check -> check.broken().stream())
                        .map(Problem::what)
                        .toList();
    }

    private static List<String> damage(WardFiles files) {
        try (WeirSession session = WeirSession.reading(files.read())) {
            return new Checkup(session)
                    .findings().stream()
                            .filter(finding -> finding.kind() != CheckupFinding.Kind.LEFTOVER)
                            .map(CheckupFinding::what)
                            .toList();
        }
    }
}
