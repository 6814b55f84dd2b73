package dev.weir.jobs.release.delta;

import dev.weir.jobs.release.Load;
import dev.weir.jobs.release.Mark;
import dev.weir.jobs.release.StagedEntry;
import io.delta.exceptions.DeltaConcurrentModificationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;

/** The commit of one run's files to one table: once, however often it is tried. */
final class DeltaCommit {

    private static final int ATTEMPTS = 20;

    /** Releases are read by version for ever: neither log nor files may go by age. */
    private static final Map<String, String> KEEP = Map.of(
            "delta.logRetentionDuration", "interval 36500 days",
            "delta.deletedFileRetentionDuration", "interval 36500 days",
            "delta.enableExpiredLogCleanup", "false");

    private final SparkSession session;
    private final StagedEntry entry;
    private final String application;
    private final long number;

    DeltaCommit(SparkSession session, Mark mark, StagedEntry entry) {
        this.session = session;
        this.entry = entry;
        boolean released = entry.load().isReleased();
        this.application = released ? application(mark.product()) : "weir/run/" + mark.run();
        this.number = released ? mark.release().orElseThrow() : 1;
    }

    /** The application whose transactions are the releases of a product. */
    static String application(String product) {
        return "weir/" + product;
    }

    /** The version that the commit made; empty when it had been made before. */
    OptionalLong commit() {
        DeltaLog log = DeltaLog.forTable(session, entry.table().location());
        for (int attempt = 1; ; attempt++) {
            OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
            if (transaction.txnVersion(application) >= number) {
                return OptionalLong.empty();
            }
            try {
                return OptionalLong.of(commit(transaction));
            } catch (DeltaConcurrentModificationException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private long commit(OptimisticTransaction transaction) {
        long now = System.currentTimeMillis();
        describe(transaction, now);
        List<Action> actions = new ArrayList<>();
        actions.add(new SetTransaction(application, number, Option.apply(now)));
        List<AddFile> added = files(entry.files());
        SaveMode mode = SaveMode.Append;
        if (entry.load() == Load.CHANGE && isBase(transaction.readVersion())) {
            transaction.readWholeTable();
            files(entry.removed()).forEach(file -> actions.add(file.removeWithTimestamp(now, true)));
        } else if (entry.load().isReleased()) {
            mode = SaveMode.Overwrite;
            added = replace(transaction, now, actions);
        }
        actions.addAll(added);
        return transaction.commit(
                JavaConverters.asScalaBuffer(actions).toSeq(),
                new DeltaOperations.Write(mode, Option.empty(), Option.empty(), Option.empty()));
    }

    private boolean isBase(long version) {
        return entry.base().isPresent() && entry.base().getAsLong() == version;
    }

    /** Adds the removal of what the release has not, and answers with what the table has not. */
    private List<AddFile> replace(OptimisticTransaction transaction, long now, List<Action> actions) {
        Map<String, AddFile> wanted = new LinkedHashMap<>();
        if (entry.load() == Load.CHANGE) {
            DeltaLog log = DeltaLog.forTable(session, entry.table().location());
            AddFiles.of(log.getSnapshotAt(entry.base().orElseThrow(), Option.empty(), Option.empty()))
                    .forEach(file -> wanted.put(file.path(), AddFiles.again(file)));
            files(entry.removed()).forEach(file -> wanted.remove(file.path()));
        }
        files(entry.files()).forEach(file -> wanted.put(file.path(), file));
        for (AddFile present : JavaConverters.seqAsJavaList(transaction.filterFiles())) {
            if (wanted.remove(present.path()) == null) {
                actions.add(present.removeWithTimestamp(now, true));
            }
        }
        return List.copyOf(wanted.values());
    }

    private static List<AddFile> files(List<String> json) {
        return json.stream().map(file -> (AddFile) Action.fromJson(file)).toList();
    }

    /** The table's columns change in the commit that brings the rows. */
    private void describe(OptimisticTransaction transaction, long now) {
        StructType schema = nullable((StructType) StructType.fromJson(entry.schema()));
        if (transaction.readVersion() < 0) {
            transaction.updateMetadata(
                    new Metadata(
                            UUID.randomUUID().toString(),
                            null,
                            null,
                            new Format("parquet", scala(Map.of())),
                            schema.json(),
                            JavaConverters.asScalaBuffer(new ArrayList<String>())
                                    .toSeq(),
                            scala(KEEP),
                            Option.apply(now)),
                    true);
            return;
        }
        Metadata present = transaction.metadata();
        StructType former = nullable((StructType) StructType.fromJson(present.schemaString()));
        if (!former.equals(schema)) {
            transaction.updateMetadata(
                    present.copy(
                            present.id(),
                            present.name(),
                            present.description(),
                            present.format(),
                            columns(former, schema).json(),
                            present.partitionColumns(),
                            present.configuration(),
                            present.createdTime()),
                    true);
        }
    }

    /** A release brings its own columns; rows that are added leave those of the rows that are there. */
    private StructType columns(StructType former, StructType schema) {
        if (entry.load().isReleased()) {
            return schema;
        }
        Map<String, StructField> columns = new LinkedHashMap<>();
        for (StructField field : former.fields()) {
            columns.put(field.name(), field);
        }
        for (StructField field : schema.fields()) {
            columns.put(field.name(), field);
        }
        return new StructType(columns.values().toArray(StructField[]::new));
    }

    private static StructType nullable(StructType schema) {
        StructType result = new StructType();
        for (StructField field : schema.fields()) {
            result = result.add(field.name(), field.dataType(), true, field.metadata());
        }
        return result;
    }

    private static <K, V> scala.collection.immutable.Map<K, V> scala(Map<K, V> map) {
        return scala.collection.immutable.Map$.MODULE$.<K, V>empty().$plus$plus(JavaConverters.mapAsScalaMap(map));
    }
}
