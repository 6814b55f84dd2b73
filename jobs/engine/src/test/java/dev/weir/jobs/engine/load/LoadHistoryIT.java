package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.TableCount;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.rerun.Rerun;
import dev.weir.jobs.engine.rerun.RerunResult;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Patients come in files of their own into an Iceberg table, visits day by day into a Delta table, and rules take rows out that do not stand beside those that are
 * there: in the end both tables are what one run over everything makes of them.
 */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class LoadHistoryIT {

    private static final int RUNS = 3;
    private static final String LOADS = "contracts/clinic/";

    @TempDir
    private Path folder;

    @Test
    void isWhatAReplacementMakesOfAllFiles() throws Exception {
        ClinicFiles files = clinic();
        JqwikSession.run(() -> {
            // No row of a file has another's identity number or day; those of other files may.
            Arbitrary<List<String>> identities = Arbitraries.of("i11111", "i22222", "i33333", "i44444")
                    .injectNull(0.2)
                    .list()
                    .ofSize(4);
            Arbitrary<Integer> any = Arbitraries.integers().between(1, RUNS * 4 + 1);
            StringBuilder visits = new StringBuilder(ClinicFiles.VISITS);
            StringBuilder rows = new StringBuilder();
            Path read = folder.resolve("raw/patients-1.csv");
            String first = "";
            for (int run = 1; run <= RUNS; run++) {
                StringBuilder patients = new StringBuilder(ClinicFiles.PATIENTS);
                List<String> chosen = new ArrayList<>(identities.sample());
                chosen.set(0, "i11111"); // two files at least have one number, so that rows are taken out
                for (int i = 0; i < 4; i++) {
                    String identity = chosen.get(i);
                    boolean repeated = chosen.subList(0, i).contains(identity);
                    patients.append("p%d,%s,F,%d\n"
                            .formatted(run * 4 + i - 3, identity == null || repeated ? "" : identity, run));
                    int known = Math.min(any.sample(), run * 4);
                    visits.append("v%d,p%d,2026-01-0%d,2026-01-0%d,in,5.00\n"
                            .formatted(run * 10 + i, known, run, 1 + i % run));
                }
                // One that stays, so that later ones may refer to its day.
                visits.append("v%d,p1,2026-01-0%d,,in,5.00\n".formatted(run * 1000, run));
                // The same number again on a later day, and a patient that nobody knows.
                visits.append("v0,p1,2026-01-0%d,,in,5.00\n".formatted(run));
                visits.append("v%d,p99,2026-01-0%d,,in,5.00\n".formatted(run * 100, run));
                files.write("raw/patients-" + run + ".csv", patients.toString());
                files.write("raw/visits-" + run + ".csv", visits.toString());
                rows.append(visits);
                visits.setLength(ClinicFiles.VISITS.length());
                if (run == RUNS) {
                    // What was read is not missed.
                    first = Files.readString(read);
                    Files.delete(read);
                }
                release(files, run);
            }

            files.write("raw/patients-1.csv", first + "p100,,F,1\n");
            assertThatThrownBy(() -> release(files, RUNS))
                    .isInstanceOf(ProblemsException.class)
                    .hasMessageContaining("raw/patients-1.csv' has changed since 'patients' was made of it")
                    .hasMessageContaining("--replace raw/patients-1.csv");
            Path renamed = folder.resolve("raw/patients-0.csv");
            Files.move(folder.resolve("raw/patients-1.csv"), renamed);
            Files.writeString(renamed, first);
            assertThatThrownBy(() -> release(files, RUNS))
                    .isInstanceOf(ProblemsException.class)
                    .hasMessageContaining("raw/patients-0.csv' has the bytes of 'raw/patients-1.csv'");
            Files.move(renamed, folder.resolve("raw/patients-1.csv"));

            // The interval again: its own rows make place.
            Manifest parts = run(files, over(RUNS).again(UnchangedPolicy.ALWAYS));
            RerunResult again = rerun(files, parts);
            assertThat(again.isSame()).as("%s of%n%s", again, rows).isTrue();
            assertThat(again.parts()).hasSize(RUNS + 1);
            replace(files);
            Manifest whole = run(files, RunRequest.usual());
            for (int table = 0; table < 2; table++) {
                assertThat(parts.tables().get(table).content())
                        .as("%s of%n%s", parts.tables().get(table).name(), rows)
                        .isEqualTo(whole.tables().get(table).content());
            }
            assertThat(whole.record().tables())
                    .extracting(TableCount::quarantined)
                    .allMatch(count -> count > 0);
        });
        takesNoParentAway(files);
    }

    /** A table that goes on, and its parents made whole: one of them does not come any more. */
    private void takesNoParentAway(ClinicFiles files) throws IOException {
        files.load("visits", "day", "{ mode: append, interval: day }");
        files.rules("visits", "override: visits.left.reference, severity: block");
        for (int run = 1; run <= RUNS; run++) {
            files.write("raw/patients-" + run + ".csv", ClinicFiles.PATIENTS + "p0,,F,1\n");
        }
        files.write("raw/visits-9.csv", ClinicFiles.VISITS + "v0,p0,2026-01-09,2026-01-09,in,5.00\n");
        assertThatThrownBy(() -> release(files, 9))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("C016")
                .hasMessageContaining("of 'visits' that were released before lose their parents in 'patients'")
                .hasMessageContaining("rule 'visits.patient.reference'")
                .hasMessageContaining("'weir run clinic --full'");
        files.rules(
                "visits",
                "override: visits.left.reference, severity: block",
                "override: visits.patient.reference, severity: block");
        assertThat(new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {})
                        .run("clinic", over(9))
                        .record()
                        .ending()
                        .reasons())
                .anyMatch(reason -> reason.contains("visits.patient.reference"));
    }

    private ClinicFiles clinic() throws IOException {
        ClinicFiles files = ClinicFiles.in(folder);
        Files.delete(folder.resolve("raw/patients.csv"));
        Files.delete(folder.resolve("raw/visits.csv"));
        edit("contracts/raw/files.odcs.yaml", "patients.csv", "patients-*.csv");
        edit("contracts/raw/files.odcs.yaml", "visits.csv", "visits-*.csv");
        edit(
                LOADS + "visits.odcs.yaml",
                "name: left, logicalType: date,",
                "name: left, logicalType: date," + " relationships: [{ to: visits.day }],");
        edit(
                LOADS + "visits.odcs.yaml",
                "name: id, logicalType: string,",
                "name: id, logicalType: string, unique: true,");
        edit(
                LOADS + "visits.odcs.yaml",
                "status: active",
                "status: active\ncustomProperties: [{ property: weirFormat, value:" + " delta }]");
        files.load("patients", "age", "incremental");
        files.load("visits", "day", "{ mode: append, interval: day }");
        files.rules("patients", "override: patients.identity.unique, severity: quarantine");
        files.rules(
                "visits",
                "override: visits.id.unique, severity: quarantine",
                "override: visits.left.reference, severity: block");
        return files;
    }

    /** Of the rows that share a key the first stays, as where they come one after the other. */
    private void replace(ClinicFiles files) throws IOException {
        files.load("patients", "age", "replace").load("visits", "day", "replace");
        files.rules("patients", "override: patients.identity.unique, severity: quarantine, keep: first by age");
        files.rules(
                "visits",
                "override: visits.id.unique, severity: quarantine, keep: first by day",
                "override: visits.left.reference, severity: block");
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private void release(ClinicFiles files, int day) {
        run(files, over(day));
    }

    private static RunRequest over(int day) {
        return RunRequest.usual().over(Interval.parse("2026-01-0" + day, ZoneOffset.UTC));
    }

    private RerunResult rerun(ClinicFiles files, Manifest release) {
        WeirSession session = WeirSession.open(files.read());
        return new Rerun(session, made -> session.workspace(), "1.0.1", event -> {}).of(release, OptionalLong.empty());
    }

    private Manifest run(ClinicFiles files, RunRequest request) {
        RunResult result = new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {}).run("clinic", request);
        return result.manifest()
                .orElseThrow(() -> new AssertionError(result.record().ending()));
    }
}
