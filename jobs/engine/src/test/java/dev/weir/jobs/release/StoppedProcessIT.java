package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.releases.fault.Fate;
import dev.weir.releases.fault.Faults;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is stopped in the middle of a run, its lock file is deleted, another process recovers and perhaps publishes, and
 * the first one goes on. It must not publish what was undone, nor move tables back.
 */
@Tag("torture")
@ExtendWith(SparkFixture.class)
class StoppedProcessIT {

    /** What others do while it stands still. */
    private enum Meanwhile {
        RECOVER,
        RELEASE
    }

    private final SparkSession shared;

    @TempDir
    Path folder;

    StoppedProcessIT(SparkSession shared) {
        this.shared = shared;
    }

    @AfterEach
    void live() {
        Faults.live();
    }

    @Test
    void whoComesBackLateWithoutItsLockHurtsNobody() throws Exception {
        FaultyWarehouse warehouse = new FaultyWarehouse(shared, folder);
        Witness witness = new Witness(warehouse, ReleasingProcess.tables(warehouse), ReleasingProcess.aside(warehouse));
        release(warehouse, witness, 0);
        Process process = ReleasingProcess.start(StoppedProcess.class, folder.toString());
        try (PrintWriter to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
                BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
            int id = 1;
            for (Meanwhile meanwhile : Meanwhile.values()) {
                for (String call : List.of(
                        "/data/", // the first rows
                        "close /clinical/delta0/part", // the Delta table's rows
                        "sql connect to change", // the Iceberg version gets its name
                        "rename to /clinical/delta0/_delta_log", // the Delta version comes to be
                        "log create clinical/")) { // the commit point
                    String where = "stopped before '" + call + "', meanwhile " + meanwhile;
                    witness.run(id);
                    to.println(id + " " + call);
                    assertThat(from.readLine()).as(where).isEqualTo("stopped");
                    ReleasingProcess.signal(process, "STOP");
                    Files.delete(folder.resolve("releases/clinical/run.lock"));
                    warehouse.process(Fate.quiet()).recover("clinical");
                    boolean published = witness.id(witness.newest()) == id;
                    if (meanwhile == Meanwhile.RELEASE) {
                        release(warehouse, witness, 100 + id);
                    }
                    ReleasingProcess.signal(process, "CONT");
                    to.println();
                    String ending = from.readLine();

                    assertThat(ending.equals("Done")).as(where + ": " + ending).isEqualTo(published);
                    warehouse.process(Fate.quiet()).recover("clinical");
                    witness.seesOneRelease(where);
                    if (meanwhile == Meanwhile.RELEASE) {
                        assertThat(witness.id(witness.newest())).as(where).isEqualTo(100 + id);
                    }
                    witness.seesAside(where, id, published);
                    id++;
                }
            }
        } finally {
            process.destroyForcibly();
        }
        witness.seesEveryRelease();
    }

    private static void release(FaultyWarehouse warehouse, Witness witness, int id) {
        warehouse.release(
                warehouse.process(Fate.quiet()),
                witness.run(id),
                id,
                ReleasingProcess.tables(warehouse),
                ReleasingProcess.aside(warehouse));
    }
}
