package dev.weir.jobs.engine.load;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Load;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.content.ContentSum;
import dev.weir.jobs.engine.content.ContentSums;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.files.DeltaFilesTable;
import dev.weir.jobs.release.Releases;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.TestWarehouse;
import dev.weir.jobs.release.delta.DeltaStore;
import dev.weir.jobs.release.iceberg.IcebergStore;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.LazySpark;
import dev.weir.jobs.release.table.SmallFiles;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.warehouse.TableIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.sessions.JqwikSession;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in whatever parts, a table is what it would be if all of it had come at once. */
@ExtendWith(SparkFixture.class)
class LoadsIT {

    private static final int HISTORIES = Integer.getInteger("weir.load.histories", 1);
    private static final int RUNS = 3;

    private static final List<String> KEY = List.of("ward", "id");
    private static final StructType EVENTS = new StructType()
            .add("ward", DataTypes.StringType)
            .add("id", DataTypes.IntegerType)
            .add("at", DataTypes.IntegerType)
            .add("gone", DataTypes.BooleanType)
            .add("value", DataTypes.StringType);
    private static final StructType DAYS =
            new StructType().add("day", DataTypes.IntegerType).add("value", DataTypes.StringType);

    private final SparkSession shared;

    @TempDir
    Path folder;

    private TestWarehouse warehouse;
    private Releases releases;
    private int runs;

    LoadsIT(SparkSession shared) {
        this.shared = shared;
    }

    @BeforeEach
    void open() {
        warehouse = new TestWarehouse(shared, folder);
        SparkSession session = warehouse.session;
        releases = new Releases(
                warehouse.warehouse,
                warehouse.log,
                Map.of(
                        TableFormat.ICEBERG,
                        IcebergStore.on(LazySpark.of(session), warehouse.catalogue),
                        TableFormat.DELTA,
                        new DeltaStore(
                                LazySpark.of(session),
                                (location, run, schema, written) ->
                                        DeltaFilesTable.open(session, location, run, schema, written))));
    }

    /** What a key is at an order is the same whenever it comes; some rows say that the key goes. */
    private static Arbitrary<Row> event(int world) {
        return Combinators.combine(
                        Arbitraries.of("a", "b").injectNull(0.2),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 6))
                .as((ward, id, at) -> {
                    int chance = Math.floorMod((ward + "/" + id + "/" + at).hashCode() * 31 + world, 7);
                    return RowFactory.create(ward, id, at, gone(chance), chance == 0 ? null : "v" + id + "-" + at);
                });
    }

    private static @Nullable Boolean gone(int chance) {
        return chance < 2 ? Boolean.TRUE : chance < 4 ? Boolean.FALSE : null;
    }

    @Tag("torture")
    @ParameterizedTest
    @CsvSource({"iceberg, LATEST", "delta, LATEST", "iceberg, TYPE_2", "delta, TYPE_2"})
    void aMergedTableIsWhatAllItsRowsSayWheneverTheyCame(TableFormat format, Load.History history) {
        Load.Merge load = new Load.Merge("at", Optional.of("gone"), history, Optional.empty());
        JqwikSession.run(() -> {
            for (int world = 0; world < HISTORIES; world++) {
                List<List<Row>> parts =
                        event(world).list().ofMaxSize(9).list().ofSize(RUNS).sample();
                String name = "patients" + world;
                Optional<Version> last = Optional.empty();
                Optional<Version> gone = Optional.empty();
                List<Row> all = new ArrayList<>();
                for (List<Row> part : parts) {
                    all.addAll(part);
                    try (Run run = new Run(format)) {
                        StagedTable table = run.open(name, MergeChange.columns(EVENTS, load), last);
                        StagedTable deletes = run.open(name + "_deletes", MergeChange.deleted(EVENTS, KEY, load), gone);
                        MergeChange.apply(
                                warehouse.session, table, Optional.of(deletes), frame(part, EVENTS), KEY, load);
                        Version now = run.version(table, last);
                        gone = Optional.of(run.version(deletes, gone));
                        run.release(table, deletes);
                        last = Optional.of(now);
                    }
                }
                ContentSum whole = whole(format, all, load);
                assertThat(last.orElseThrow().content().hash())
                        .as("%s of %s", load, parts)
                        .isEqualTo(whole.hash());
                assertThat(read(last.orElseThrow(), MergeChange.columns(EVENTS, load))
                                .hash())
                        .isEqualTo(whole.hash());
            }
        });
    }

    private ContentSum whole(TableFormat format, List<Row> rows, Load.Merge load) {
        try (Run run = new Run(format)) {
            StagedTable table = run.open("whole", MergeChange.columns(EVENTS, load), Optional.empty());
            StagedTable deletes = run.open("whole_deletes", MergeChange.deleted(EVENTS, KEY, load), Optional.empty());
            MergeChange.apply(warehouse.session, table, Optional.of(deletes), frame(rows, EVENTS), KEY, load);
            return ContentSums.of(table.rows(), HashMethod.ROWS);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void anAppendedTableHoldsTheLastRunOfEachInterval(TableFormat format) {
        JqwikSession.run(() -> {
            Arbitrary<List<String>> values =
                    Arbitraries.of("x", "y", "z").injectNull(0.2).list().ofMaxSize(4);
            List<Integer> days = new ArrayList<>(
                    Arbitraries.integers().between(1, 3).list().ofSize(2).sample());
            days.add(days.get(0));
            Map<Integer, List<String>> expected = new TreeMap<>(Map.of(1, values.sample(), 2, values.sample()));
            Optional<Version> last = Optional.of(append(format, Optional.empty(), frame(days(expected), DAYS), 0, 9));
            for (int day : days) {
                List<String> made = values.sample();
                expected.put(day, made);
                for (int twice = 0; twice < (day == days.get(0) ? 2 : 1); twice++) {
                    last = Optional.of(append(format, last, frame(days(Map.of(day, made)), DAYS), day, day + 1));
                }
            }
            Dataset<Row> whole = frame(days(expected), DAYS);
            assertThat(last.orElseThrow().content().hash())
                    .isEqualTo(ContentSums.of(whole, HashMethod.ROWS).hash());
            assertThat(read(last.orElseThrow(), DAYS).hash())
                    .isEqualTo(last.orElseThrow().content().hash());
        });
    }

    @ParameterizedTest
    @Tag("slow")
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void manySmallFilesBecomeFewWithTheNextLoadAndEarlierReleasesKeepTheirs(TableFormat format) {
        Map<Integer, List<String>> expected = new TreeMap<>();
        for (int day = 1; day <= 100; day++) {
            expected.put(day, List.of("x" + day, "y" + day));
        }
        Dataset<Row> scattered = frame(days(expected), DAYS).repartition(SmallFiles.MOST);
        Version first = append(format, Optional.empty(), scattered, 0, 0);
        assertThat(files(format, first)).isEqualTo(SmallFiles.MOST);

        expected.put(101, List.of("z"));
        Version second = append(format, Optional.of(first), frame(days(Map.of(101, List.of("z"))), DAYS), 101, 102);
        assertThat(files(format, second)).isLessThanOrEqualTo(4);
        assertThat(second.content().hash())
                .isEqualTo(ContentSums.of(frame(days(expected), DAYS), HashMethod.ROWS)
                        .hash());
        assertThat(read(second, DAYS).hash()).isEqualTo(second.content().hash());
        assertThat(read(first, DAYS).hash()).isEqualTo(first.content().hash());

        Version third = append(format, Optional.of(second), frame(List.of(), DAYS), 102, 103);
        assertThat(third.content().hash()).isEqualTo(second.content().hash());
        assertThat(files(format, third)).isLessThanOrEqualTo(4);
    }

    /** How many data files the newest version has. */
    private int files(TableFormat format, Version newest) {
        try (Run run = new Run(format)) {
            return run.open("days", DAYS, Optional.of(newest)).base().size();
        }
    }

    private static List<Row> days(Map<Integer, List<String>> values) {
        List<Row> rows = new ArrayList<>();
        values.forEach((day, texts) -> texts.forEach(text -> rows.add(RowFactory.create(day, text))));
        return rows;
    }

    private Version append(TableFormat format, Optional<Version> base, Dataset<Row> rows, int from, int to) {
        try (Run run = new Run(format)) {
            StagedTable table = run.open("days", DAYS, base);
            new ChangedTable(warehouse.session, table).write(rows);
            if (base.isPresent()) {
                Column day = col("day");
                IntervalChange.apply(warehouse.session, table, day.geq(from).and(day.lt(to)));
            }
            Version version = run.version(table, base);
            run.release(table);
            return version;
        }
    }

    private ContentSum read(Version version, StructType columns) {
        ReleasedTable table = version.table(columns);
        return ContentSums.of(store(table).read(version.release(), table), HashMethod.ROWS);
    }

    private TableStore store(ReleasedTable table) {
        return requireNonNull(warehouse.stores.get(table.version().format()));
    }

    private Dataset<Row> frame(List<Row> rows, StructType schema) {
        return warehouse.session.createDataFrame(rows, schema).repartition(2);
    }

    /** A table as a run has released it. */
    private record Version(RunMark release, ReleasedTable.Version version, ContentSum content) {
        ChangeBase base() {
            return new ChangeBase(release, version, Map.of());
        }

        ReleasedTable table(StructType columns) {
            List<ReleasedTable.ReleasedColumn> released = new ArrayList<>();
            for (String column : columns.fieldNames()) {
                released.add(new ReleasedTable.ReleasedColumn(column, "string", "NONE", "keep", "", ""));
            }
            return new ReleasedTable(
                    "t",
                    version,
                    released,
                    content.content(),
                    new DataFiles(1, 1, "0".repeat(64)),
                    "clinical.all 1.0.0");
        }
    }

    /** One run of the product. */
    private final class Run implements AutoCloseable {

        private final TableFormat format;
        private final String id = "run-" + runs++;
        private final Staging staging = releases.begin("clinical", id);

        Run(TableFormat format) {
            this.format = format;
        }

        StagedTable open(String name, StructType columns, Optional<Version> base) {
            TableIdentity identity = warehouse.table(format, name);
            return base.isPresent()
                    ? staging.change(identity, columns, base.get().base())
                    : staging.open(identity, columns, dev.weir.releases.journal.LoadMode.REPLACE);
        }

        Version version(StagedTable table, Optional<Version> base) {
            StructType columns = table.rows().schema();
            Optional<ReleasedTable> before = base.map(version -> version.table(columns));
            return new Version(
                    new RunMark("clinical", id, OptionalLong.of(staging.nextNumber())),
                    table.version(),
                    ChangedContent.of(table, before, columns, HashMethod.ROWS, Optional.empty()));
        }

        void release(StagedTable... tables) {
            List<ReleasedTable> released = new ArrayList<>();
            for (StagedTable table : tables) {
                released.add(warehouse.released(table, table.rows().schema()));
            }
            assertThat(staging.release(warehouse.manifest(staging, id, released)))
                    .isInstanceOfSatisfying(
                            PublishResult.Done.class,
                            done -> assertThat(done.notes()).isEmpty());
        }

        @Override
        public void close() {
            staging.close();
        }
    }
}
