package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.releases.fault.Died;
import dev.weir.releases.fault.Fate;
import dev.weir.releases.fault.Fault;
import dev.weir.releases.fault.Faults;
import dev.weir.releases.fault.Point;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.testing.Torture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process dies at points spread over all calls of a command to files, catalogue and log, before the call or after it has
 * succeeded. {@code -Dweir.kill.points=N} sets how many in all; {@code -Dweir.kill.point=DELTA_ONE:DIES:17} repeats one.
 */
@ExtendWith(SparkFixture.class)
class KillIT {

    private static final int POINTS = Torture.rounds("weir.kill.points", 200);
    private static final String SEED = "weir.kill.seed";
    private static final String ONLY = System.getProperty("weir.kill.point", "");

    /** What the first release brings. */
    private static final int FIRST = 0;

    private final SparkSession shared;

    @TempDir
    Path folder;

    KillIT(SparkSession shared) {
        this.shared = shared;
    }

    @AfterEach
    void live() {
        Faults.live();
    }

    /** What is run, and its share of all points in hundredths. */
    enum Scenario {
        ICEBERG_ONE(10, 1, 0, Command.RELEASE),
        DELTA_ONE(9, 0, 1, Command.RELEASE),
        ICEBERG_FIVE(15, 5, 0, Command.RELEASE),
        DELTA_FIVE(10, 0, 5, Command.RELEASE),
        BOTH(10, 1, 1, Command.RELEASE),
        CHANGED(14, 1, 1, Command.CHANGE),
        HELD(10, 1, 1, Command.HOLD),
        FINISHED(8, 1, 1, Command.FINISH),
        UNDONE(8, 1, 1, Command.UNDO),
        ROLLED_BACK(6, 1, 1, Command.ROLL_BACK);

        private final int share;
        private final int iceberg;
        private final int delta;
        private final Command command;

        Scenario(int share, int iceberg, int delta, Command command) {
            this.share = share;
            this.iceberg = iceberg;
            this.delta = delta;
            this.command = command;
        }

        List<TableIdentity> tables(FaultyWarehouse warehouse) {
            List<TableIdentity> tables = new ArrayList<>();
            IntStream.range(0, iceberg).forEach(number -> tables.add(warehouse.table(TableFormat.ICEBERG, number)));
            IntStream.range(0, delta).forEach(number -> tables.add(warehouse.table(TableFormat.DELTA, number)));
            return tables;
        }

        List<TableIdentity> aside(FaultyWarehouse warehouse) {
            List<TableIdentity> aside = new ArrayList<>();
            if (command == Command.CHANGE || command == Command.ROLL_BACK) {
                return aside;
            }
            if (iceberg == 1) {
                aside.add(warehouse.plain.quarantine(TableFormat.ICEBERG, "patients"));
            }
            if (delta == 1) {
                aside.add(warehouse.plain.quarantine(TableFormat.DELTA, "visits"));
            }
            return aside;
        }

        /** The id that a run brings. */
        int brings(int id) {
            return command == Command.ROLL_BACK ? FIRST : id;
        }

        /** What happens first; the command is what dies. */
        void prepare(FaultyWarehouse warehouse, String run, int id) {
            Fault fault = switch (command) {
                case RELEASE, CHANGE, HOLD, ROLL_BACK -> Fault.NONE;
                case FINISH -> Fault.DIES_AFTER;
                case UNDO -> Fault.DIES;
            };
            if (fault != Fault.NONE) {
                Fate fate = point -> point.name().startsWith(fault == Fault.DIES_AFTER ? "log create" : LAST_WRITE)
                        ? fault
                        : Fault.NONE;
                assertThat(catchThrowable(() -> warehouse.release(
                                warehouse.process(fate), run, id, tables(warehouse), aside(warehouse))))
                        .satisfies(thrown -> assertThat(Died.of(thrown)).isTrue());
            }
        }

        void run(FaultyWarehouse warehouse, Releases releases, String run, int id) {
            switch (command) {
                case RELEASE -> warehouse.release(releases, run, id, tables(warehouse), aside(warehouse));
                case CHANGE -> warehouse.change(releases, run, id, tables(warehouse));
                case HOLD -> warehouse.hold(releases, run, id, tables(warehouse), aside(warehouse));
                case FINISH, UNDO -> releases.recover("clinical");
                case ROLL_BACK -> warehouse.rollBack(releases, run, 1, tables(warehouse));
            }
        }
    }

    /** What the process that dies was told to do. */
    private enum Command {
        RELEASE,
        CHANGE,
        HOLD,
        /** To finish what another had published. */
        FINISH,
        /** To undo what another had written. */
        UNDO,
        /** To release once more what the first release had. */
        ROLL_BACK
    }

    /** The file that a run of tables of both formats writes last, before it decides. */
    private static final String LAST_WRITE = "close /clinical_quarantine/visits/part";

    @ParameterizedTest
    @EnumSource
    void isOldOrNewWhereverItDies(Scenario scenario) throws IOException {
        FaultyWarehouse warehouse = new FaultyWarehouse(shared, folder);
        Witness witness = new Witness(warehouse, scenario.tables(warehouse), scenario.aside(warehouse));
        warehouse.release(
                warehouse.process(Fate.quiet()),
                witness.run(FIRST),
                FIRST,
                scenario.tables(warehouse),
                scenario.aside(warehouse));
        scenario.prepare(warehouse, witness.run(1, scenario.brings(1)), 1);
        scenario.run(warehouse, warehouse.process(Fate.quiet()), ReleasingProcess.run(1), 1);
        int changes = (int) Faults.trace().stream()
                .filter(point -> point.effect() == Point.Effect.CHANGES)
                .count();
        int id = 2;
        for (Chosen chosen : Chosen.of(scenario, changes, Math.max(1, POINTS * scenario.share / 100))) {
            dies(warehouse, witness, chosen, id++);
        }
        witness.seesNothingElse();
    }

    /** A point at which to die. */
    private record Chosen(Scenario scenario, Fault fault, int number) {

        static List<Chosen> of(Scenario scenario, int changes, int points) {
            if (!ONLY.isEmpty()) {
                String[] parts = ONLY.split(":");
                return parts[0].equals(scenario.name())
                        ? List.of(new Chosen(scenario, Fault.valueOf(parts[1]), Integer.parseInt(parts[2])))
                        : List.of();
            }
            // both deaths of each call are a line of moments, and the points are spread over it evenly, from one that
            // is drawn
            int first = new Random(Torture.seed(SEED) + scenario.name().hashCode()).nextInt(2 * changes);
            return IntStream.range(0, points)
                    .mapToLong(point -> (2L * changes * point + first) / points)
                    .distinct()
                    .mapToObj(moment -> new Chosen(
                            scenario, moment % 2 == 0 ? Fault.DIES : Fault.DIES_AFTER, (int) (moment / 2) + 1))
                    .toList();
        }

        @Override
        public String toString() {
            return scenario + ":" + fault + ":" + number;
        }
    }

    private static void dies(FaultyWarehouse warehouse, Witness witness, Chosen chosen, int id) throws IOException {
        Scenario scenario = chosen.scenario();
        int brings = scenario.brings(id);
        String run = witness.run(id, brings);
        if (brings == witness.id(witness.newest())) {
            settle(warehouse, witness, scenario, 200_000 + id);
        }
        Manifest before = witness.newest();
        scenario.prepare(warehouse, run, id);
        Releases process = warehouse.process(Fate.atChange(chosen.number(), chosen.fault()));
        Throwable thrown = catchThrowable(() -> scenario.run(warehouse, process, run, id));
        List<Point> trace = Faults.trace();
        String where = chosen + " at '" + trace.get(trace.size() - 1) + "'; repeat with -Dweir.kill.point=" + chosen;
        if (thrown != null) {
            assertThat(Died.of(thrown)).as(where + " died of " + thrown).isTrue();
        }
        Releases next = warehouse.process(Fate.quiet());
        boolean journalled = !warehouse.pending().isEmpty();
        witness.seesOldOrNew(where, before, brings);

        List<String> told = next.recover("clinical");

        assertThat(told).as(where).hasSize(journalled ? 1 : 0).allMatch(sentence -> sentence.contains("run " + run));
        witness.seesOneRelease(where);
        witness.seesNoNumberOfNobody(where);
        if (scenario.command != Command.HOLD) {
            witness.seesAside(where, id, witness.id(witness.newest()) == id);
        }
    }

    /** The next release takes the number that a dead run may have been about to take. */
    static void settle(FaultyWarehouse warehouse, Witness witness, Scenario scenario, int id) {
        warehouse.release(
                warehouse.process(Fate.quiet()),
                witness.run(id),
                id,
                scenario.tables(warehouse),
                scenario.aside(warehouse));
    }
}
