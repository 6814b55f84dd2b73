package dev.weir.jobs.release;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Says whether what everybody sees of the releases is whole. Each run writes one id of its own in every table. */
final class Witness {

    private final FaultyWarehouse warehouse;
    private final List<TableIdentity> tables;
    private final List<TableIdentity> aside;
    private final Map<String, Integer> ids = new HashMap<>();

    Witness(FaultyWarehouse warehouse, List<TableIdentity> tables, List<TableIdentity> aside) {
        this.warehouse = warehouse;
        this.tables = List.copyOf(tables);
        this.aside = List.copyOf(aside);
    }

    /** The run that writes an id. */
    String run(int id) {
        return run(id, id);
    }

    /** The run of that number, which brings an id that may have been there before. */
    String run(int number, int id) {
        String run = ReleasingProcess.run(number);
        ids.put(run, id);
        return run;
    }

    Manifest newest() {
        return warehouse.plain.log.latest("clinical").orElseThrow();
    }

    int id(Manifest release) {
        return requireNonNull(ids.get(release.record().run().id()), "a release of nobody's");
    }

    /** While a run's journal lies there: readers see the release before it, or it. */
    void seesOldOrNew(String where, Manifest before, int id) {
        Manifest newest = newest();
        assertThat(id(newest)).as(where).isIn(id(before), id);
        for (TableIdentity table : tables) {
            assertThat(warehouse.head(table)).as(where).isIn(List.of(id(before)), List.of(id));
            assertThat(warehouse.released(before, table)).as(where).containsExactly(id(before));
            assertThat(warehouse.released(newest, table))
                    .as("%s: what the newest manifest names, before anybody has recovered", where)
                    .containsExactly(id(newest));
        }
    }

    /** Once everything is settled: one release is seen in all ways of looking, and of undone runs nothing. */
    void seesOneRelease(String where) throws IOException {
        assertThat(warehouse.pending()).as(where).isEmpty();
        Manifest newest = newest();
        for (TableIdentity table : tables) {
            assertThat(warehouse.head(table)).as(where).containsExactly(id(newest));
            assertThat(warehouse.released(newest, table)).as(where).containsExactly(id(newest));
            assertThat(warehouse.branches(table)).as(where).isEmpty();
            assertThat(warehouse.strangers(table)).as(where).isEmpty();
        }
        for (TableIdentity table : aside) {
            assertThat(warehouse.head(table)).as(where).doesNotHaveDuplicates();
            assertThat(warehouse.branches(table)).as(where).isEmpty();
            assertThat(warehouse.strangers(table)).as(where).isEmpty();
        }
        long[] numbers = warehouse.plain.log.entries("clinical").toArray();
        assertThat(numbers)
                .as(where)
                .containsExactly(LongStream.rangeClosed(1, numbers.length).toArray());
    }

    /** Where no run lost its lock, none lost its number either. */
    void seesNoNumberOfNobody(String where) {
        StoredReleaseLog log = warehouse.plain.log;
        assertThat(log.numbers("clinical").toArray())
                .as(where)
                .isEqualTo(log.entries("clinical").toArray());
    }

    /** Whether a run's quarantined rows are there, in each table aside. */
    void seesAside(String where, int id, boolean there) {
        for (TableIdentity table : aside) {
            assertThat(warehouse.head(table).contains(1000 + id)).as(where).isEqualTo(there);
        }
    }

    /** Every release by its number, with the manifest before it. */
    void seesEveryRelease() {
        StoredReleaseLog log = warehouse.plain.log;
        log.numbers("clinical").forEach(number -> {
            Manifest release = log.read("clinical", number);
            if (number > 1) {
                assertThat(release.history().previousSha256()).contains(log.sha256("clinical", number - 1));
            }
            for (TableIdentity table : tables) {
                assertThat(warehouse.released(release, table))
                        .as(release.reference())
                        .containsExactly(id(release));
            }
        });
    }

    /** After a clean-up no file is there that nobody can name. */
    void seesNothingElse() {
        warehouse.clean();
        for (List<TableIdentity> some : List.of(tables, aside)) {
            for (TableIdentity table : some) {
                assertThat(warehouse.leaks(table)).as(table.identifier()).isEmpty();
            }
        }
        seesEveryRelease();
    }
}
