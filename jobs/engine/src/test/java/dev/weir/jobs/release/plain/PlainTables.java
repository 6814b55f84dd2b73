package dev.weir.jobs.release.plain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.format.AddedTableFormat;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.files.ParquetFolder;
import dev.weir.jobs.engine.files.WrittenParquet;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.LazySpark;
import dev.weir.jobs.release.table.RetainedVersions;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableComments;
import dev.weir.jobs.release.table.TableFolder;
import dev.weir.jobs.release.table.TableKind;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.jobs.release.table.TableSurplus;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.quality.ColumnsByName;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table format that is added to Weir's own, {@code plain}: Parquet files in the table's folder {@code data}, and a file in its
 * folder {@code metadata} for each version, which lists them. Iceberg's folders have these names, too.
 */
public final class PlainTables implements TableKind {

    static final TableFormat PLAIN = new TableFormat("plain");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The contract's half. */
    public static final class Name implements AddedTableFormat {

        @Override
        public TableFormat format() {
            return PLAIN;
        }
    }

    @Override
    public TableFormat format() {
        return PLAIN;
    }

    @Override
    public TableStore store(LazySpark spark, Warehouse warehouse, Catalogue catalogue) {
        return new Store(spark.session());
    }

    @Override
    public TableUpkeep upkeep(SparkSession spark, Warehouse warehouse) {
        return new Upkeep(spark, warehouse);
    }

    @Override
    public Optional<Dataset<Row>> newest(SparkSession spark, TableIdentity table) {
        Folder folder = Store.folder(table);
        return folder.newest().map(newest -> folder.rows(spark, newest.parts(), newest.schema()));
    }

    /** A file of rows, by its name, with the columns that it was written with. */
    private record Part(String name, long rows, long bytes, String schema) {

        static Part of(WrittenParquet written, StructType schema) {
            try {
                long rows =
                        JSON.readTree(written.statistics()).path("numRecords").asLong();
                return new Part(written.name(), rows, written.size(), schema.json());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String text() {
            return JSON.createObjectNode()
                    .put("name", name)
                    .put("rows", rows)
                    .put("bytes", bytes)
                    .put("schema", schema)
                    .toString();
        }

        static Part of(String text) {
            try {
                JsonNode node = JSON.readTree(text);
                return new Part(
                        node.path("name").asText(),
                        node.path("rows").asLong(),
                        node.path("bytes").asLong(),
                        node.path("schema").asText());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What a version's file says; it is release 0 where its run was held. */
    private record Version(long number, String product, String run, long release, StructType schema, List<Part> parts) {

        static Version of(long number, RunMark mark, StagedEntry entry, List<Part> kept) {
            List<Part> parts = new ArrayList<>(kept);
            entry.files().forEach(file -> parts.add(Part.of(file)));
            return new Version(
                    number,
                    mark.product(),
                    mark.run(),
                    entry.load().isReleased() ? mark.release().orElseThrow() : 0,
                    (StructType) StructType.fromJson(entry.schema()),
                    parts);
        }
    }

    /** A table's folder. */
    private record Folder(Path location) {

        Path data() {
            return location.resolve("data");
        }

        private Path versions() {
            return location.resolve("metadata");
        }

        private Path file(long number) {
            return versions().resolve("%09d.json".formatted(number));
        }

        List<Version> all() {
            if (!Files.isDirectory(versions())) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(versions())) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".json"))
                        .map(name -> Long.parseLong(name.substring(0, name.length() - 5)))
                        .sorted()
                        .map(this::read)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Optional<Version> newest() {
            List<Version> all = all();
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        }

        long head() {
            return newest().map(Version::number).orElse(-1L);
        }

        private Version read(long number) {
            try {
                JsonNode node = JSON.readTree(file(number).toFile());
                List<Part> parts = new ArrayList<>();
                node.path("parts").forEach(part -> parts.add(Part.of(part.asText())));
                return new Version(
                        number,
                        node.path("product").asText(),
                        node.path("run").asText(),
                        node.path("release").asLong(),
                        (StructType) StructType.fromJson(node.path("schema").asText()),
                        parts);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Writes a version's file whole; false where there is one. */
        boolean create(Version version) {
            ObjectNode node = JSON.createObjectNode()
                    .put("product", version.product())
                    .put("run", version.run())
                    .put("release", version.release())
                    .put("schema", version.schema().json());
            version.parts().forEach(part -> node.withArray("parts").add(part.text()));
            try {
                Files.createDirectories(versions());
                Path part = Files.writeString(versions().resolve(version.run() + ".part"), node.toString());
                try {
                    Files.createLink(file(version.number()), part);
                    return true;
                } finally {
                    Files.delete(part);
                }
            } catch (FileAlreadyExistsException e) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void forget(long number) {
            delete(file(number));
        }

        private static void delete(Path path) {
            try {
                Files.deleteIfExists(path);
            } catch (DirectoryNotEmptyException e) {
                return; // others have something there
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Every file that a run writes has its id in the name. */
        void removeFilesOf(String run) {
            if (Files.isDirectory(data())) {
                try (Stream<Path> files = Files.list(data())) {
                    files.filter(file -> file.getFileName().toString().contains(run))
                            .forEach(Folder::delete);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            List.of(data(), versions(), location).forEach(Folder::delete);
        }

        String path(Part part) {
            return data().resolve(part.name()).toString();
        }

        List<DataFile> files(Collection<Part> parts) {
            return parts.stream()
                    .map(part -> new DataFile(path(part), part.rows(), part.bytes()))
                    .toList();
        }

        Dataset<Row> rows(SparkSession spark, Collection<Part> parts, StructType schema) {
            return rows(spark, parts, schema, Map.of()).drop(StagedTable.FILE);
        }

        /** With the file that each row lies in; older files have other columns. */
        Dataset<Row> rows(SparkSession spark, Collection<Part> parts, StructType schema, Map<String, String> renamed) {
            Map<String, List<String>> alike = new LinkedHashMap<>();
            parts.forEach(part -> alike.computeIfAbsent(part.schema(), first -> new ArrayList<>())
                    .add(path(part)));
            Dataset<Row> rows = spark.createDataFrame(List.of(), schema.add(StagedTable.FILE, DataTypes.StringType));
            for (Map.Entry<String, List<String>> same : alike.entrySet()) {
                StructType there = (StructType) StructType.fromJson(same.getKey());
                List<Column> columns = new ArrayList<>();
                for (StructField field : schema.fields()) {
                    String former = renamed.getOrDefault(field.name(), field.name());
                    Column value = there.getFieldIndex(former).isEmpty() ? lit(null) : ColumnsByName.column(former);
                    columns.add(value.cast(field.dataType()).as(field.name()));
                }
                columns.add(
                        concat(lit(data() + "/"), col("_metadata.file_name")).as(StagedTable.FILE));
                rows = rows.union(spark.read()
                        .schema(there)
                        .parquet(same.getValue().toArray(String[]::new))
                        .select(columns.toArray(Column[]::new)));
            }
            return rows;
        }

        /** The version that a manifest names. */
        Version find(RunMark release, long number) {
            return all().stream()
                    .filter(version -> version.number() == number
                            && version.product().equals(release.product())
                            && version.release() == release.release().orElseThrow())
                    .findFirst()
                    .orElseThrow(() -> problem(Code.RELEASE_MISSING, "Version " + number + " is gone"));
        }

        ProblemsException problem(Code code, String what) {
            return ProblemsException.of(
                    code, Place.of(location.toString()), what, "somebody else was there", "restore it from a copy");
        }
    }

    private record Store(SparkSession spark) implements TableStore {

        private static Folder folder(TableIdentity table) {
            return new Folder(Path.of(table.location()));
        }

        private static Folder folder(ReleasedTable table) {
            return new Folder(Path.of(table.version().location()));
        }

        @Override
        public StagedTable stage(String run, TableIdentity table, StructType schema, LoadMode load) {
            return new Staged(spark, table, schema, load, run, Optional.empty(), Optional.empty());
        }

        @Override
        public StagedTable change(String run, TableIdentity table, StructType schema, ChangeBase base) {
            return new Staged(
                    spark,
                    table,
                    schema,
                    LoadMode.CHANGE,
                    run,
                    Optional.of(base(table, schema, base)),
                    Optional.empty());
        }

        @Override
        public Before base(TableIdentity table, StructType schema, ChangeBase base) {
            Version version = folder(table).find(base.release(), base.version().number());
            if (folder(table).head() != version.number()) {
                throw folder(table).problem(Code.TABLE_CHANGED, "The newest version is not the last release");
            }
            return new Before(spark, folder(table), version.parts(), schema, base.renamed());
        }

        @Override
        public StagedTable restore(String run, TableIdentity table, RunMark release, ReleasedTable former) {
            Version version = folder(table).find(release, former.version().number());
            return new Staged(
                    spark,
                    table,
                    version.schema(),
                    LoadMode.REPLACE,
                    run,
                    Optional.empty(),
                    Optional.of(version.parts()));
        }

        @Override
        public void prepare(RunMark mark, List<StagedEntry> entries, TableComments comments) {
            for (StagedEntry entry : entries) {
                Folder folder = folder(entry.table());
                Set<String> removed = new HashSet<>(entry.removed());
                List<Part> kept = entry.load() != LoadMode.CHANGE
                        ? List.of()
                        : folder.read(entry.base().orElseThrow()).parts().stream()
                                .filter(part -> !removed.contains(part.name()))
                                .toList();
                long next = entry.base().orElse(-1) + 1;
                boolean made = folder.head() <= next
                        && (folder.create(Version.of(next, mark, entry, kept))
                                || folder.read(next).run().equals(mark.run()));
                if (!made) {
                    throw folder.problem(Code.TABLE_CHANGED, "The table has gone on since the run began");
                }
            }
        }

        @Override
        public List<String> publish(RunMark mark, List<StagedEntry> entries, TableComments comments) {
            for (StagedEntry entry : entries) {
                Folder folder = folder(entry.table());
                if (!entry.load().isReleased()
                        && entry.version().isPresent()
                        && folder.all().stream()
                                .noneMatch(version -> version.run().equals(mark.run()))) {
                    List<Part> there = folder.newest().map(Version::parts).orElse(List.of());
                    folder.create(Version.of(folder.head() + 1, mark, entry, there));
                }
            }
            return List.of();
        }

        @Override
        public void rollBack(RunMark mark, List<StagedEntry> entries) {
            for (StagedEntry entry : entries) {
                Folder folder = folder(entry.table());
                folder.newest()
                        .filter(newest ->
                                entry.load().isReleased() && newest.run().equals(mark.run()))
                        .ifPresent(newest -> folder.forget(newest.number()));
                folder.removeFilesOf(mark.run());
            }
        }

        private static Version version(RunMark release, ReleasedTable table) {
            return folder(table).find(release, table.version().number());
        }

        @Override
        public void require(RunMark release, ReleasedTable table) {
            version(release, table);
        }

        @Override
        public OptionalLong newestRelease(Warehouse warehouse, String product) {
            return new Upkeep(spark, warehouse)
                    .tables(product).stream()
                            .flatMap(table -> folder(table).all().stream())
                            .mapToLong(Version::release)
                            .filter(release -> release > 0)
                            .max();
        }

        @Override
        public Dataset<Row> read(RunMark release, ReleasedTable table) {
            return rows(table, version(release, table), version(release, table).parts());
        }

        private Dataset<Row> rows(ReleasedTable table, Version version, List<Part> parts) {
            return folder(table)
                    .rows(spark, parts, version.schema())
                    .select(table.columns().stream()
                            .map(column -> ColumnsByName.column(column.name()))
                            .toArray(Column[]::new));
        }

        @Override
        public List<DataFile> files(RunMark release, ReleasedTable table) {
            return folder(table).files(version(release, table).parts());
        }

        @Override
        public Optional<Dataset<Row>> read(RunMark release, ReleasedTable table, Set<String> files) {
            Version version = version(release, table);
            return Optional.of(rows(
                    table,
                    version,
                    version.parts().stream()
                            .filter(part -> files.contains(folder(table).path(part)))
                            .toList()));
        }
    }

    /** What a change begins on. */
    private record Before(
            SparkSession spark, Folder folder, List<Part> parts, StructType schema, Map<String, String> renamed)
            implements BaseRows {

        @Override
        public List<DataFile> files() {
            return folder.files(parts);
        }

        @Override
        public List<DataFile> stale() {
            return renamed.isEmpty() ? List.of() : files();
        }

        @Override
        public Dataset<Row> rows() {
            return folder.rows(spark, parts, schema, renamed);
        }

        @Override
        public Dataset<Row> rows(Set<String> paths) {
            return folder.rows(spark, parts(paths), schema, renamed);
        }

        List<Part> parts(Set<String> paths) {
            return parts.stream()
                    .filter(part -> paths.contains(folder.path(part)))
                    .toList();
        }
    }

    private static final class Staged implements StagedTable {

        private final SparkSession spark;
        private final TableIdentity identity;
        private final StructType schema;
        private final LoadMode load;
        private final String run;
        private final Optional<Before> before;
        private final Folder folder;
        private final long head;
        private final Set<Part> removed = new HashSet<>();
        private Optional<List<Part>> added;

        Staged(
                SparkSession spark,
                TableIdentity identity,
                StructType schema,
                LoadMode load,
                String run,
                Optional<Before> before,
                Optional<List<Part>> added) {
            this.spark = spark;
            this.identity = identity;
            this.schema = schema;
            this.load = load;
            this.run = run;
            this.before = before;
            this.added = added;
            this.folder = Store.folder(identity);
            this.head = folder.head();
        }

        @Override
        public SupportsWrite target() {
            return new ParquetFolder(
                    spark,
                    folder.data().toString(),
                    run,
                    schema,
                    Optional.empty(),
                    ParquetFolder.Statistics.FROM_FOOTER,
                    this::written);
        }

        private synchronized void written(List<WrittenParquet> files) {
            List<Part> all = new ArrayList<>(added.orElse(List.of()));
            files.forEach(file -> all.add(Part.of(file, schema)));
            added = Optional.of(all);
        }

        private synchronized List<Part> added() {
            return added.orElse(List.of());
        }

        private boolean isWritten() {
            return added.isPresent() || before.isPresent();
        }

        @Override
        public TableIdentity identity() {
            return identity;
        }

        @Override
        public ReleasedTable.Version version() {
            if (!isWritten()) {
                throw new IllegalStateException("Nothing was written");
            }
            if (folder.head() != head) {
                throw folder.problem(Code.TABLE_CHANGED, "The table has changed since the run began");
            }
            return new ReleasedTable.Version(PLAIN, identity.location(), identity.location(), head + 1);
        }

        @Override
        public StagedEntry entry() {
            return new StagedEntry(
                    identity,
                    load,
                    schema.json(),
                    head < 0 ? OptionalLong.empty() : OptionalLong.of(head),
                    isWritten() ? OptionalLong.of(head + 1) : OptionalLong.empty(),
                    added().stream().map(Part::text).toList(),
                    removed.stream().map(Part::name).toList());
        }

        @Override
        public List<DataFile> base() {
            return before.map(Before::files).orElse(List.of());
        }

        @Override
        public List<DataFile> stale() {
            return before.map(Before::stale).orElse(List.of());
        }

        private List<Part> all() {
            List<Part> all = new ArrayList<>(before.map(Before::parts).orElse(List.of()));
            all.removeAll(removed);
            all.addAll(added());
            return all;
        }

        @Override
        public List<DataFile> files() {
            return folder.files(all());
        }

        @Override
        public Dataset<Row> rows() {
            return folder.rows(spark, all(), schema);
        }

        @Override
        public Dataset<Row> addedRows() {
            return folder.rows(spark, added(), schema);
        }

        @Override
        public Dataset<Row> baseRows() {
            return before.map(Before::rows).orElseGet(this::none);
        }

        @Override
        public Dataset<Row> baseRows(Set<String> paths) {
            return paths.isEmpty() ? none() : before.orElseThrow().rows(paths);
        }

        private Dataset<Row> none() {
            return folder.rows(spark, List.of(), schema, Map.of());
        }

        @Override
        public void remove(Set<String> paths) {
            removed.addAll(before.orElseThrow().parts(paths));
        }
    }

    private record Upkeep(SparkSession spark, Warehouse warehouse) implements TableUpkeep {

        @Override
        public List<TableIdentity> tables(String namespace) {
            if (warehouse.disk().isEmpty()) {
                return List.of(); // this format keeps tables on a disk alone
            }
            Path folder = warehouse.disk().get().resolve(namespace);
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (Stream<Path> folders = Files.list(folder)) {
                return folders.filter(table -> Files.isDirectory(table.resolve(PLAIN.name())))
                        .map(table -> TableIdentity.of(
                                warehouse, PLAIN, namespace, table.getFileName().toString()))
                        .sorted(Comparator.comparing(TableIdentity::name))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static List<Version> going(TableIdentity table, RetainedVersions kept) {
            Folder folder = Store.folder(table);
            return folder.all().stream()
                    .filter(version ->
                            version.number() != folder.head() && !kept.of(table).contains(version.number()))
                    .toList();
        }

        @Override
        public TableSurplus surplus(TableIdentity table, RetainedVersions kept) {
            Folder folder = Store.folder(table);
            List<Version> going = going(table, kept);
            Set<String> needed = new TreeSet<>();
            folder.all().stream()
                    .filter(version -> !going.contains(version))
                    .flatMap(version -> version.parts().stream())
                    .forEach(part -> needed.add(folder.path(part)));
            return new TableSurplus(
                    table, going.size(), folder(table).beside(needed, path -> path.startsWith("data/")));
        }

        @Override
        public void forget(TableIdentity table, RetainedVersions kept) {
            going(table, kept).forEach(version -> Store.folder(table).forget(version.number()));
        }

        @Override
        public void remove(TableIdentity table, TableSurplus.Left file) {
            folder(table).remove(file.path());
        }

        @Override
        public Set<Long> there(TableIdentity table, Map<Long, ReleasedTable> releases) {
            Folder folder = Store.folder(table);
            Set<Long> whole = new HashSet<>();
            folder.all().stream()
                    .filter(version ->
                            version.parts().stream().allMatch(part -> Files.exists(Path.of(folder.path(part)))))
                    .forEach(version -> whole.add(version.number()));
            Set<Long> there = new TreeSet<>();
            releases.forEach((release, version) -> {
                if (whole.contains(version.version().number())) {
                    there.add(release);
                }
            });
            return there;
        }

        @Override
        public Map<Long, List<DataFile>> files(TableIdentity table, Map<Long, ReleasedTable> releases) {
            Folder folder = Store.folder(table);
            Map<Long, List<DataFile>> files = new LinkedHashMap<>();
            for (Version version : folder.all()) {
                releases.forEach((release, released) -> {
                    if (released.version().number() == version.number()) {
                        files.put(release, folder.files(version.parts()));
                    }
                });
            }
            return files;
        }

        @Override
        public Optional<List<DataFile>> newest(TableIdentity table) {
            Folder folder = Store.folder(table);
            return folder.newest().map(newest -> folder.files(newest.parts()));
        }

        private TableFolder folder(TableIdentity table) {
            return new TableFolder(table.location(), spark.sessionState().newHadoopConf());
        }
    }
}
