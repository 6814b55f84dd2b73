package dev.weir.jobs.release.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.SmallFiles;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableFolder;
import dev.weir.quality.ColumnsByName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;

/** The version that a change begins on. */
final class DeltaBase implements BaseRows {

    private static final String FILE_NAME = "_metadata.file_name";

    private final DeltaLog log;
    private final Snapshot snapshot;
    private final StructType schema;
    private final ChangeBase base;
    private final Map<String, AddFile> files;
    private final Map<String, AddFile> newest;

    /**
     * @param newest what everybody sees: mostly the same version
     * @param schema of the whole table after the change
     */
    DeltaBase(DeltaLog log, Snapshot snapshot, Snapshot newest, StructType schema, ChangeBase base) {
        this.log = log;
        this.snapshot = snapshot;
        this.schema = schema;
        this.base = base;
        this.files = byPath(log.dataPath().toString(), AddFiles.of(snapshot));
        this.newest = newest == snapshot ? files : byPath(log.dataPath().toString(), AddFiles.of(newest));
    }

    private static Map<String, AddFile> byPath(String location, List<AddFile> files) {
        Map<String, AddFile> byPath = new LinkedHashMap<>();
        files.forEach(file -> byPath.put(AddFiles.path(location, file), file));
        return Collections.unmodifiableMap(byPath);
    }

    Map<String, AddFile> byPath() {
        return files;
    }

    /** Of files that stay, those that everybody sees no more: they are added again. */
    List<AddFile> again(Set<String> kept) {
        return byPath(kept).entrySet().stream()
                .filter(file -> !newest.containsKey(file.getKey()))
                .map(file -> AddFiles.again(file.getValue()))
                .toList();
    }

    /** What everybody sees, and is not among the files that stay. */
    List<AddFile> gone(Set<String> kept) {
        return newest.entrySet().stream()
                .filter(file -> !kept.contains(file.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Those of these paths; errors when the version has no such file. */
    Map<String, AddFile> byPath(Set<String> paths) {
        Map<String, AddFile> found = new LinkedHashMap<>();
        for (String path : paths) {
            AddFile file = files.get(path);
            if (file == null) {
                throw new IllegalStateException("The table in '" + log.dataPath() + "' begins without '" + path + "'");
            }
            found.put(path, file);
        }
        return found;
    }

    @Override
    public List<DataFile> files() {
        return AddFiles.list(log.dataPath().toString(), files.values());
    }

    @Override
    public List<DataFile> stale() {
        return isReadable() ? SmallFiles.tooMany(files()) : files();
    }

    /** Whether its files can stay: a column has the type and the name that it has in them, or is not in them at all. */
    private boolean isReadable() {
        StructType there = snapshot.schema();
        for (StructField field : schema.fields()) {
            String former = base.former(field.name());
            Option<Object> found = there.getFieldIndex(former);
            if (found.isDefined()
                    && !(former.equals(field.name())
                            && there.fields()[(int) found.get()]
                                    .dataType()
                                    .catalogString()
                                    .equals(field.dataType().catalogString()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Dataset<Row> rows() {
        return of(files.values());
    }

    @Override
    public Dataset<Row> rows(Set<String> paths) {
        return of(byPath(paths).values());
    }

    private Dataset<Row> of(Collection<AddFile> some) {
        StructType there = snapshot.schema();
        List<Column> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            String former = base.former(field.name());
            Column value = there.getFieldIndex(former).isEmpty() ? lit(null) : ColumnsByName.column(former);
            columns.add(value.cast(field.dataType()).as(field.name()));
        }
        columns.add(concat(lit(TableFolder.plain(log.dataPath().toString()) + "/"), col(FILE_NAME))
                .as(StagedTable.FILE));
        return log.createDataFrame(
                        snapshot,
                        JavaConverters.asScalaBuffer(new ArrayList<>(some)).toSeq(),
                        false,
                        Option.empty())
                .select(columns.toArray(new Column[0]));
    }
}
