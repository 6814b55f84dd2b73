package dev.weir.jobs.release;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A process that dies at a chosen moment, before or after a call to a store or to the log: from then on nothing it does
 * reaches the disk. Tables are published and rolled back one by one, so that it can die between them.
 */
final class Mortal {

    private final int diesAt;
    private int moment;

    /** @param diesAt counted from 1 */
    Mortal(int diesAt) {
        this.diesAt = diesAt;
    }

    /** How many moments there were. */
    int moments() {
        return moment;
    }

    Releases releases(TestWarehouse warehouse) {
        Map<TableFormat, TableStore> stores = new EnumMap<>(TableFormat.class);
        warehouse.stores.forEach((format, store) -> stores.put(format, new Store(store)));
        return new Releases(warehouse.warehouse, new Log(warehouse.log), stores);
    }

    private void live() {
        moment++;
        if (moment >= diesAt) {
            throw new Died();
        }
    }

    /** No exception that anybody would handle. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final class Store implements TableStore {

        private final TableStore store;

        Store(TableStore store) {
            this.store = store;
        }

        @Override
        public StagedTable stage(String run, TableIdentity table, StructType schema, Load load) {
            live();
            StagedTable staged = store.stage(run, table, schema, load);
            live();
            return staged;
        }

        @Override
        public StagedTable change(String run, TableIdentity table, StructType schema, Base base) {
            live();
            StagedTable staged = store.change(run, table, schema, base);
            live();
            return staged;
        }

        @Override
        public StagedTable restore(String run, TableIdentity table, Mark release, ReleasedTable former) {
            live();
            StagedTable staged = store.restore(run, table, release, former);
            live();
            return staged;
        }

        @Override
        public List<DataFile> files(Mark release, ReleasedTable table) {
            return store.files(release, table);
        }

        @Override
        public Optional<Dataset<Row>> read(Mark release, ReleasedTable table, Set<String> files) {
            return store.read(release, table, files);
        }

        @Override
        public List<String> publish(Mark mark, List<StagedEntry> entries) {
            for (StagedEntry entry : entries) {
                live();
                store.publish(mark, List.of(entry));
                live();
            }
            return List.of();
        }

        @Override
        public void rollBack(Mark mark, List<StagedEntry> entries) {
            for (StagedEntry entry : entries) {
                live();
                store.rollBack(mark, List.of(entry));
                live();
            }
        }

        @Override
        public Dataset<Row> read(Mark release, ReleasedTable table) {
            return store.read(release, table);
        }
    }

    private final class Log implements ReleaseLog {

        private final ReleaseLog log;

        Log(ReleaseLog log) {
            this.log = log;
        }

        @Override
        public LongStream numbers(String product) {
            return log.numbers(product);
        }

        @Override
        public Optional<Manifest> latest(String product) {
            return log.latest(product);
        }

        @Override
        public Manifest read(String product, long number) {
            return log.read(product, number);
        }

        @Override
        public String sha256(String product, long number) {
            return log.sha256(product, number);
        }

        @Override
        public Publication publish(Manifest manifest) {
            live();
            Publication publication = log.publish(manifest);
            live();
            return publication;
        }
    }
}
