package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.releases.fault.Fate;
import dev.weir.releases.fault.Faults;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.testing.Torture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that publish again and again are killed by the operating system: each a random while after a call drawn from all
 * that a release makes, as moments drawn by the clock would nearly all lie in the process's start. {@code
 * -Dweir.kill.processes=N} sets how many, {@code -Dweir.kill.seed=S} repeats the calls.
 */
@ExtendWith(SparkFixture.class)
class SigkillIT {

    private static final int PROCESSES = Torture.rounds("weir.kill.processes", 8);
    private static final long SEED = Torture.seed("weir.kill.seed");
    private static final int IDS = 1000;
    private static final String RELEASED = "released ";
    private static final long LATEST = TimeUnit.MILLISECONDS.toNanos(30);

    private final SparkSession shared;

    @TempDir
    Path folder;

    SigkillIT(SparkSession shared) {
        this.shared = shared;
    }

    @AfterEach
    void live() {
        Faults.live();
    }

    @Test
    void nothingIsTornLostOrTwiceWhereverAProcessIsKilled() throws Exception {
        FaultyWarehouse warehouse = new FaultyWarehouse(shared, folder);
        List<TableIdentity> tables = ReleasingProcess.tables(warehouse);
        List<TableIdentity> aside = ReleasingProcess.aside(warehouse);
        Witness witness = new Witness(warehouse, tables, aside);
        warehouse.release(warehouse.process(Fate.quiet()), witness.run(0), 0, tables, aside);
        int calls = Faults.trace().size();
        Random random = new Random(SEED);
        int cutOff = 0;
        Process next = ReleasingProcess.start(folder, IDS, IDS);
        try {
            for (int kill = 1; kill <= PROCESSES; kill++) {
                String where = "kill " + kill + " of seed " + SEED;
                Process process = next;
                BufferedReader says = process.inputReader(StandardCharsets.UTF_8);
                assertThat(says.readLine()).as(where).isEqualTo("ready");
                // the next one starts while this one publishes
                next = ReleasingProcess.start(folder, (kill + 1) * IDS, IDS);
                // now and then at a call of the second release
                go(process, 1 + random.nextInt(calls + calls / 4));
                List<Integer> reported = new ArrayList<>();
                String said = says.readLine();
                for (; said != null && said.startsWith(RELEASED); said = says.readLine()) {
                    reported.add(Integer.valueOf(said.substring(RELEASED.length())));
                }
                assertThat(said).as(where).startsWith("at ");
                where = where + " " + said;
                LockSupport.parkNanos(random.nextLong(LATEST));
                ReleasingProcess.signal(process, "KILL");
                process.waitFor();

                int first = kill * IDS;
                for (int id = first; id < first + IDS; id++) {
                    witness.run(id);
                }
                says.lines()
                        .map(line -> Integer.valueOf(line.substring(RELEASED.length())))
                        .forEach(reported::add);
                cutOff += warehouse.pending().isEmpty() ? 0 : 1;
                warehouse.process(Fate.quiet()).recover("clinical");
                if (!warehouse.pending().isEmpty()) {
                    int id = -kill;
                    warehouse.release(warehouse.process(Fate.quiet()), witness.run(id), id, tables, aside);
                }
                witness.seesOneRelease(where);
                witness.seesNoNumberOfNobody(where);
                assertThat(released(warehouse, witness))
                        .as(where)
                        .containsAll(reported)
                        .doesNotHaveDuplicates();
            }
        } finally {
            next.destroyForcibly();
        }
        witness.seesNothingElse();
        assertThat(cutOff)
                .as("processes that were killed in the middle of a release, seed " + SEED)
                .isGreaterThanOrEqualTo(PROCESSES / 4);
    }

    private static void go(Process process, int call) {
        try (OutputStream in = process.getOutputStream()) {
            in.write((call + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> released(FaultyWarehouse warehouse, Witness witness) {
        StoredReleaseLog log = warehouse.plain.log;
        return log.numbers("clinical")
                .mapToObj(number -> log.read("clinical", number))
                .map((Manifest release) -> witness.id(release))
                .toList();
    }
}
