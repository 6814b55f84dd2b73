package dev.weir.jobs.spark;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.DataFile;
import dev.weir.jobs.release.Load;
import dev.weir.jobs.release.StagedEntry;
import dev.weir.jobs.release.StagedTable;
import dev.weir.jobs.release.TableIdentity;
import dev.weir.jobs.spark.sink.LandedFiles;
import dev.weir.quality.ByName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table of a rerun, as a part of the release changes it: encrypted files that come and go, and are never released. */
final class RerunTable implements StagedTable {

    private final TableIdentity identity;
    private final Rows before;
    private final Map<String, String> renamed;
    private final LandedFiles files;
    private final StructType schema;
    private final Set<String> then;
    private final Set<String> removed = new LinkedHashSet<>();

    /**
     * Some files of a table.
     *
     * @param files where they are
     * @param schema their columns
     * @param names which of them
     */
    record Rows(LandedFiles files, StructType schema, Set<String> names) {
        Rows {
            requireNonNull(files, "files");
            requireNonNull(schema, "schema");
            names = Set.copyOf(names);
        }

        /** Whether rows with these columns can lie beside them. */
        boolean fits(StructType other) {
            return Arrays.equals(schema.fieldNames(), other.fieldNames()) && Arrays.equals(types(schema), types(other));
        }

        private static Object[] types(StructType columns) {
            return Arrays.stream(columns.fields()).map(StructField::dataType).toArray();
        }
    }

    /**
     * A table that begins with these rows.
     *
     * @param renamed names of columns now, with their names before
     * @param files where the part writes; those of the rows before, where its columns fit
     */
    RerunTable(TableIdentity identity, Rows before, Map<String, String> renamed, LandedFiles files, StructType schema) {
        this.identity = requireNonNull(identity, "identity");
        this.before = requireNonNull(before, "before");
        this.renamed = Map.copyOf(renamed);
        this.files = requireNonNull(files, "files");
        this.schema = requireNonNull(schema, "schema");
        this.then = files.names();
    }

    /** What the table is after the part. */
    Rows after() {
        return new Rows(files, schema, now());
    }

    private Set<String> now() {
        Set<String> now = isBeside() ? kept() : new LinkedHashSet<>();
        now.addAll(added());
        return now;
    }

    private Set<String> kept() {
        Set<String> kept = new LinkedHashSet<>(before.names());
        kept.removeAll(removed);
        return kept;
    }

    private Set<String> added() {
        Set<String> added = files.names();
        added.removeAll(then);
        return added;
    }

    private boolean isBeside() {
        return before.files() == files;
    }

    @Override
    public TableIdentity identity() {
        return identity;
    }

    @Override
    public SupportsWrite target() {
        return files.table();
    }

    @Override
    public Dataset<Row> rows() {
        return isBeside() || kept().isEmpty()
                ? files.stored(now())
                : baseRows(kept()).drop(FILE).unionByName(addedRows());
    }

    @Override
    public Dataset<Row> addedRows() {
        return files.stored(added());
    }

    @Override
    public Dataset<Row> baseRows() {
        return baseRows(before.names());
    }

    @Override
    public Dataset<Row> baseRows(Set<String> paths) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            String former = renamed.getOrDefault(field.name(), field.name());
            boolean known = Arrays.asList(before.schema().fieldNames()).contains(former);
            columns.add((known ? ByName.column(former) : lit(null))
                    .cast(field.dataType())
                    .as(field.name()));
        }
        columns.add((paths.isEmpty() ? lit("") : col("_metadata.file_name")).as(FILE));
        return before.files().stored(paths).select(columns.toArray(new Column[0]));
    }

    @Override
    public void remove(Set<String> paths) {
        removed.addAll(paths);
    }

    @Override
    public List<DataFile> base() {
        return list(before.names());
    }

    @Override
    public List<DataFile> stale() {
        return isBeside() ? List.of() : base();
    }

    @Override
    public List<DataFile> files() {
        Set<String> all = kept();
        all.addAll(added());
        return list(all);
    }

    /** How many rows a file has is not looked up: as many as it takes for some to stay when others go. */
    private static List<DataFile> list(Set<String> names) {
        return names.stream().map(name -> new DataFile(name, Long.MAX_VALUE, 0)).toList();
    }

    /** A version that nobody will look for. */
    @Override
    public ReleasedTable.Version version() {
        return new ReleasedTable.Version(identity.format(), identity.location(), identity.identifier(), 0);
    }

    @Override
    public StagedEntry entry() {
        return new StagedEntry(
                identity, Load.CHANGE, schema.json(), OptionalLong.empty(), OptionalLong.empty(), List.of(), List.of());
    }
}
