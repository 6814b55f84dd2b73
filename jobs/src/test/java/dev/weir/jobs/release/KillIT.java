package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.fault.Died;
import dev.weir.jobs.release.fault.Fate;
import dev.weir.jobs.release.fault.Fault;
import dev.weir.jobs.release.fault.Faults;
import dev.weir.jobs.release.fault.Point;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process dies at points spread over all calls of a command to files, catalogue and log, before the call or after it has
 * succeeded. {@code -Dweir.kill.points=N} sets how many in all; {@code -Dweir.kill.point=DELTA_ONE:DIES:17} repeats one.
 */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class KillIT {

    private static final int POINTS = Integer.getInteger("weir.kill.points", 200);
    private static final String ONLY = System.getProperty("weir.kill.point", "");

    private final SparkSession shared;

    @TempDir
    Path folder;

    private FaultyWarehouse warehouse;
    private final Map<String, Integer> ids = new HashMap<>();

    KillIT(SparkSession shared) {
        this.shared = shared;
    }

    @AfterEach
    void leave() {
        Faults.live();
        SparkSession.setActiveSession(shared);
    }

    /** What is run, and its share of all points in hundredths. */
    enum Scenario {
        ICEBERG_ONE(18, 1, 0, false),
        DELTA_ONE(18, 0, 1, false),
        ICEBERG_FIVE(20, 5, 0, false),
        DELTA_FIVE(14, 0, 5, false),
        BOTH(16, 1, 1, false),
        HELD(14, 1, 1, true);

        private final int share;
        private final int iceberg;
        private final int delta;
        private final boolean held;

        Scenario(int share, int iceberg, int delta, boolean held) {
            this.share = share;
            this.iceberg = iceberg;
            this.delta = delta;
            this.held = held;
        }

        List<TableIdentity> tables(FaultyWarehouse warehouse) {
            List<TableIdentity> tables = new ArrayList<>();
            IntStream.range(0, iceberg).forEach(number -> tables.add(warehouse.table(TableFormat.ICEBERG, number)));
            IntStream.range(0, delta).forEach(number -> tables.add(warehouse.table(TableFormat.DELTA, number)));
            return tables;
        }

        List<TableIdentity> aside(FaultyWarehouse warehouse) {
            List<TableIdentity> aside = new ArrayList<>();
            if (iceberg == 1) {
                aside.add(warehouse.plain.quarantine(TableFormat.ICEBERG, "patients"));
            }
            if (delta == 1) {
                aside.add(warehouse.plain.quarantine(TableFormat.DELTA, "visits"));
            }
            return aside;
        }

        void run(FaultyWarehouse warehouse, Releases releases, String run, int id) {
            if (held) {
                warehouse.hold(releases, run, id, tables(warehouse), aside(warehouse));
            } else {
                warehouse.release(releases, run, id, tables(warehouse), aside(warehouse));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isOldOrNewWhereverItDies(Scenario scenario) throws IOException {
        warehouse = new FaultyWarehouse(shared, folder);
        String first = named(0);
        warehouse.release(
                warehouse.process(Fate.quiet()), first, 0, scenario.tables(warehouse), scenario.aside(warehouse));
        String second = named(1);
        scenario.run(warehouse, warehouse.process(Fate.quiet()), second, 1);
        int changes = (int) Faults.trace().stream()
                .filter(point -> point.effect() == Point.Effect.CHANGES)
                .count();
        int points = Math.max(1, POINTS * scenario.share / 100);
        int id = 2;
        for (Chosen chosen : Chosen.of(scenario, changes, points)) {
            dies(scenario, chosen, id++);
        }
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
            // both deaths of each call are a line of moments, and the points are spread over it evenly
            return IntStream.range(0, points)
                    .mapToLong(point -> (2L * changes * point + changes) / points)
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

    private void dies(Scenario scenario, Chosen chosen, int id) throws IOException {
        String run = named(id);
        Manifest before = newest();
        Releases process = warehouse.process(Fate.atChange(chosen.number(), chosen.fault()));
        Throwable thrown = catchThrowable(() -> scenario.run(warehouse, process, run, id));
        List<Point> trace = Faults.trace();
        String where = chosen + " at '" + trace.get(trace.size() - 1) + "'; repeat with -Dweir.kill.point=" + chosen;
        if (thrown != null) {
            assertThat(Died.of(thrown)).as(where + " died of " + thrown).isTrue();
        }
        Releases next = warehouse.process(Fate.quiet());
        boolean journalled = !warehouse.pending().isEmpty();
        Manifest now = newest();
        assertThat(now.record().run().id()).as(where).isIn(before.record().run().id(), run);
        for (TableIdentity table : scenario.tables(warehouse)) {
            assertThat(warehouse.head(table)).as(where).isIn(List.of(value(before)), List.of(id));
            assertThat(warehouse.released(before, table)).as(where).containsExactly(value(before));
        }

        List<String> told = next.recover("clinical");

        assertThat(told)
                .as(where)
                .hasSize(journalled ? 1 : 0)
                .allMatch(sentence -> sentence.contains("un " + run) || sentence.contains("run " + run));
        assertWhole(scenario, where, run, id);
    }

    private void assertWhole(Scenario scenario, String where, String run, int id) throws IOException {
        Manifest newest = newest();
        assertThat(warehouse.pending()).as(where).isEmpty();
        boolean released = newest.record().run().id().equals(run);
        for (TableIdentity table : scenario.tables(warehouse)) {
            assertThat(warehouse.head(table)).as(where).containsExactly(value(newest));
            assertThat(warehouse.released(newest, table)).as(where).containsExactly(value(newest));
            assertThat(warehouse.branches(table)).as(where).isEmpty();
            assertThat(warehouse.strangers(table)).as(where).isEmpty();
        }
        for (TableIdentity table : scenario.aside(warehouse)) {
            List<Integer> outside = warehouse.head(table);
            assertThat(outside).as(where).doesNotHaveDuplicates();
            if (!scenario.held) {
                assertThat(outside.contains(1000 + id)).as(where).isEqualTo(released);
            }
            assertThat(warehouse.branches(table)).as(where).isEmpty();
            assertThat(warehouse.strangers(table)).as(where).isEmpty();
        }
        long[] numbers = warehouse.plain.log.numbers("clinical").toArray();
        assertThat(numbers)
                .as(where)
                .containsExactly(
                        IntStream.rangeClosed(1, numbers.length).asLongStream().toArray());
    }

    private Manifest newest() {
        return warehouse.plain.log.latest("clinical").orElseThrow();
    }

    private String named(int id) {
        String run = UUID.nameUUIDFromBytes(("run " + id).getBytes(StandardCharsets.UTF_8))
                .toString();
        ids.put(run, id);
        return run;
    }

    private int value(Manifest manifest) {
        return ids.get(manifest.record().run().id());
    }
}
