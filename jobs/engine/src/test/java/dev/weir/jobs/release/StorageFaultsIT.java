package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.releases.fault.Fate;
import dev.weir.releases.fault.Fault;
import dev.weir.releases.fault.Faults;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.testing.Torture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs on storage that fails at random: refusals, time-outs, delays, successes that are told as failures. They meet
 * every call of a release to files, catalogue and log, those for its evidence and its signature included. {@code
 * -Dweir.fault.runs=N} sets how many, {@code -Dweir.fault.seed=S} repeats some.
 */
@ExtendWith(SparkFixture.class)
class StorageFaultsIT {

    private static final int RUNS = Torture.rounds("weir.fault.runs", 100);
    private static final long SEED = Torture.seed("weir.fault.seed");
    private static final List<Fault> FAULTS =
            List.of(Fault.FAILS, Fault.FAILS_AFTER, Fault.LOST, Fault.REPEATED, Fault.TIMES_OUT, Fault.SLOW);

    private final SparkSession shared;

    @TempDir
    Path folder;

    StorageFaultsIT(SparkSession shared) {
        this.shared = shared;
    }

    @AfterEach
    void live() {
        Faults.live();
    }

    @Test
    void everyRunIsReleasedOrRefused() throws IOException {
        FaultyWarehouse warehouse = new FaultyWarehouse(shared, folder);
        List<TableIdentity> tables =
                List.of(warehouse.table(TableFormat.ICEBERG, 0), warehouse.table(TableFormat.DELTA, 0));
        List<TableIdentity> aside = List.of(warehouse.plain.quarantine(TableFormat.ICEBERG, "patients"));
        Witness witness = new Witness(warehouse, tables, aside);
        warehouse.release(warehouse.process(Fate.quiet()), witness.run(0), 0, tables, aside, warehouse::sealed);
        int released = 0;
        for (int id = 1; id <= RUNS; id++) {
            String where = "run " + id + " of seed " + SEED;
            Manifest before = witness.newest();
            // at one call in twenty few runs come to their end, so every other run has it easier
            double share = id % 2 == 0 ? 0.05 : 0.01;
            Ending ending = run(warehouse, Fate.random(SEED + id, share, FAULTS), witness.run(id), id, tables, aside);
            where = where + ", which ended " + ending;
            if (ending != Ending.UNKNOWN) {
                assertThat(witness.id(witness.newest()) == id).as(where).isEqualTo(ending == Ending.RELEASED);
            }
            Faults.live();
            witness.seesOldOrNew(where, before, id);
            for (int attempt = 0; attempt < 2 && !warehouse.pending().isEmpty(); attempt++) {
                recover(warehouse, Fate.random(SEED - id - attempt, 0.05, FAULTS));
            }
            Faults.live();
            if (!warehouse.pending().isEmpty()) {
                warehouse.fresh(Fate.quiet()).recover("clinical");
            }
            if (!warehouse.pending().isEmpty()) {
                int next = 100_000 + id;
                warehouse.release(
                        warehouse.process(Fate.quiet()), witness.run(next), next, tables, aside, warehouse::sealed);
            }
            witness.seesOneRelease(where);
            witness.seesNoNumberOfNobody(where);
            boolean now = witness.id(witness.newest()) == id;
            witness.seesAside(where, id, now);
            released += now ? 1 : 0;
        }
        assertThat(released).as("seed " + SEED).isBetween(RUNS / 20, RUNS - RUNS / 20);
        witness.seesEveryRelease();
        assertThat(warehouse.unproved()).isEmpty();
    }

    private enum Ending {
        RELEASED,
        REFUSED,
        UNKNOWN
    }

    private static Ending run(
            FaultyWarehouse warehouse,
            Fate fate,
            String run,
            int id,
            List<TableIdentity> tables,
            List<TableIdentity> aside) {
        try {
            return warehouse
                    .release(warehouse.fresh(fate), run, id, tables, aside, warehouse::sealed)
                    .match(done -> Ending.RELEASED, refused -> Ending.REFUSED, unknown -> Ending.UNKNOWN);
        } catch (Exception e) {
            return Ending.REFUSED;
        }
    }

    private static void recover(FaultyWarehouse warehouse, Fate fate) {
        try {
            warehouse.fresh(fate).recover("clinical");
        } catch (Exception e) {
            // the next one goes on
            assertThat(e).isNotNull();
        }
    }
}
