package dev.weir.jobs.spark;

import static org.apache.spark.sql.functions.lit;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.Base;
import dev.weir.jobs.release.DataFile;
import dev.weir.jobs.release.Load;
import dev.weir.jobs.release.StagedEntry;
import dev.weir.jobs.release.StagedRows;
import dev.weir.jobs.release.StagedTable;
import dev.weir.jobs.release.TableIdentity;
import dev.weir.jobs.release.Warehouse;
import dev.weir.jobs.spark.sink.LandedFiles;
import dev.weir.jobs.spark.sink.SinkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The tables of a rerun: those of a trial, except that rows merge as they do in a run that begins with nothing. */
final class RerunArea implements StagingArea, AutoCloseable {

    private final SparkSession spark;
    private final Warehouse warehouse;
    private final TrialArea area;
    private final List<LandedFiles> merged = new ArrayList<>();

    /** @param warehouse in which a release would have its tables; nothing is written there */
    RerunArea(SparkSession spark, Warehouse warehouse) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.area = new TrialArea(spark, 0);
    }

    @Override
    public StagedRows open(TableFormat format, String namespace, String name, StructType schema, Load load) {
        return area.open(format, namespace, name, schema, load);
    }

    @Override
    public Optional<StagedTable> load(
            TableFormat format, String namespace, String name, StructType schema, Optional<Base> base) {
        if (base.isPresent()) {
            throw new IllegalArgumentException("A rerun makes " + namespace + "." + name + " whole");
        }
        return Optional.of(new Table(TableIdentity.of(warehouse, format, namespace, name), schema));
    }

    @Override
    public SinkSpec fitted(SinkSpec spec) {
        return spec;
    }

    @Override
    public Path landing() {
        return area.landing();
    }

    @Override
    public void close() {
        merged.forEach(LandedFiles::close);
        area.close();
    }

    /** A table that begins as nothing and is never released. */
    private final class Table implements StagedTable {

        private final TableIdentity identity;
        private final StructType schema;
        private final List<LandedFiles> written = new ArrayList<>();

        Table(TableIdentity identity, StructType schema) {
            this.identity = identity;
            this.schema = schema;
        }

        @Override
        public TableIdentity identity() {
            return identity;
        }

        @Override
        public SupportsWrite target() {
            LandedFiles files = new LandedFiles(spark, landing(), schema);
            written.add(files);
            merged.add(files);
            return files.table();
        }

        @Override
        public Dataset<Row> rows() {
            return written.stream()
                    .map(LandedFiles::stored)
                    .reduce(Dataset::unionByName)
                    .orElseGet(() -> spark.createDataFrame(List.of(), schema));
        }

        /** A version that nobody will look for. */
        @Override
        public ReleasedTable.Version version() {
            return new ReleasedTable.Version(identity.format(), identity.location(), identity.identifier(), 0);
        }

        @Override
        public StagedEntry entry() {
            return new StagedEntry(
                    identity,
                    Load.REPLACE,
                    schema.json(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    List.of(),
                    List.of());
        }

        @Override
        public List<DataFile> base() {
            return List.of();
        }

        @Override
        public List<DataFile> stale() {
            return List.of();
        }

        @Override
        public List<DataFile> files() {
            return List.of();
        }

        @Override
        public Dataset<Row> baseRows() {
            return spark.createDataFrame(List.of(), schema)
                    .withColumn(FILE, lit(null).cast(DataTypes.StringType));
        }

        @Override
        public Dataset<Row> baseRows(Set<String> paths) {
            return baseRows();
        }

        @Override
        public Dataset<Row> addedRows() {
            return rows();
        }

        @Override
        public void remove(Set<String> paths) {
            throw new IllegalStateException(identity.identifier() + " has no files that could go");
        }
    }
}
