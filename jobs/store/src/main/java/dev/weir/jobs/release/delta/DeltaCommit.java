package dev.weir.jobs.release.delta;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.warehouse.Warehouse;
import io.delta.exceptions.DeltaConcurrentModificationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The commit of one run's files to one table: once, however often it is tried, and taken back where the run is undone. Beside
 * the release's transaction ({@code weir/<product>} at its number) it carries one of the run's own ({@code weir/run/<run>}).
 */
final class DeltaCommit {

    private static final int ATTEMPTS = 20;

    /** Versions of a run's own transaction. */
    private static final long DONE = 1;

    private static final long UNDONE = 2;

    private static final long NO_RELEASE = 0;

    /** Releases are read by version for ever: neither log nor files may go by age. */
    private static final Map<String, String> KEEP = Map.of(
            "delta.logRetentionDuration", "interval 36500 days",
            "delta.deletedFileRetentionDuration", "interval 36500 days",
            "delta.enableExpiredLogCleanup", "false");

    private final SparkSession session;
    private final RunMark mark;
    private final StagedEntry entry;
    private final String own;

    DeltaCommit(SparkSession session, RunMark mark, StagedEntry entry) {
        this.session = session;
        this.mark = mark;
        this.entry = entry;
        this.own = "weir/run/" + mark.run();
    }

    /** The application whose transactions are the releases of a product. */
    static String application(String product) {
        return "weir/" + product;
    }

    private DeltaLog log() {
        return DeltaLog.forTable(session, entry.table().location());
    }

    /** Adds rows to those that are there, whatever these are. */
    void append() {
        commit(DONE, transaction -> {
            describe(transaction, schema(transaction), Optional.empty());
            return actions(DONE, NO_RELEASE, SaveMode.Append, List.of(), files(entry.files()));
        });
    }

    /**
     * Makes the version that the release's manifest names.
     *
     * @param comment of the table; where there is none it keeps the one that it has
     * @throws ProblemsException with {@code TABLE_CHANGED} when the table has gone on since the run began
     */
    void release(Optional<String> comment) {
        OptionalLong made = commit(DONE, transaction -> {
            if (transaction.readVersion() != base()) {
                throw changed();
            }
            describe(transaction, nullable((StructType) StructType.fromJson(entry.schema())), comment);
            List<AddFile> added = files(entry.files());
            if (entry.load() == LoadMode.CHANGE) {
                transaction.readWholeTable();
                return actions(DONE, released(), SaveMode.Append, files(entry.removed()), added);
            }
            List<AddFile> there = JavaConverters.seqAsJavaList(transaction.filterFiles());
            return actions(DONE, released(), SaveMode.Overwrite, without(there, added), without(added, there));
        });
        if (made.isPresent() && made.getAsLong() != base() + 1) { // a foreign commit that touches no row came between
            throw changed();
        }
    }

    /**
     * Takes the release's version back: the newest one holds again what it would hold without the run. A table that came into
     * being with it goes.
     */
    void undo() {
        DeltaLog log = log();
        Snapshot newest = log.update(false, Option.empty(), Option.empty());
        if (newest.version() < 0 || newest.transactions().get(own).isEmpty()) {
            return;
        }
        if (newest.version() == 0) {
            forget(log);
            return;
        }
        commit(UNDONE, transaction -> {
            List<AddFile> ours = files(entry.files());
            List<AddFile> there = JavaConverters.seqAsJavaList(transaction.filterFiles());
            List<AddFile> before = List.of();
            OptionalLong release = OptionalLong.empty();
            if (base() >= 0) {
                Snapshot base = log.getSnapshotAt(base(), Option.empty(), Option.empty());
                before = AddFiles.of(base);
                release = DeltaHead.release(base, mark.product());
                if (!transaction.metadata().equals(base.metadata())) {
                    transaction.updateMetadata(base.metadata(), true);
                }
            }
            List<AddFile> foreign = without(there, ours);
            return actions(
                    UNDONE,
                    release.orElse(NO_RELEASE),
                    SaveMode.Overwrite,
                    without(without(there, foreign), before),
                    without(before, there).stream().map(AddFiles::again).toList());
        });
    }

    /** Deletes the log of a table that this run alone has written, and no manifest names. */
    private void forget(DeltaLog log) {
        try {
            log.logPath().getFileSystem(session.sessionState().newHadoopConf()).delete(log.logPath(), true);
        } catch (IOException e) {
            throw Warehouse.notWritable(entry.table().location(), e);
        }
        DeltaLog.invalidateCache(session, log.dataPath());
    }

    private long base() {
        return entry.base().orElse(-1);
    }

    private ProblemsException changed() {
        return ProblemsException.of(
                Code.TABLE_CHANGED,
                Place.of(entry.table().location()),
                "Table '" + entry.table().identifier() + "' has changed since the run began",
                "somebody else has written to it; only releases should",
                "Find out who writes there and stop it, then run again.");
    }

    /** The version that it made; empty when the run's transaction had come so far before. */
    private OptionalLong commit(long step, Function<OptimisticTransaction, Actions> work) {
        for (int attempt = 1; ; attempt++) {
            OptimisticTransaction transaction = log().startTransaction(Option.empty(), Option.empty());
            if (transaction.txnVersion(own) >= step) {
                return OptionalLong.empty();
            }
            Actions actions = work.apply(transaction);
            removeLostSums(transaction.readVersion() + 1);
            try {
                return OptionalLong.of(transaction.commit(
                        JavaConverters.asScalaBuffer(actions.list()).toSeq(),
                        new DeltaOperations.Write(actions.mode(), Option.empty(), Option.empty(), Option.empty())));
            } catch (DeltaConcurrentModificationException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * On a local disk Hadoop keeps a check sum beside each file, and Delta one beside each commit. Those of a commit which was lost
     * would be taken for the sums of the next commit of its number.
     */
    private void removeLostSums(long version) {
        Path folder = log().logPath();
        String name = "%020d".formatted(version);
        try {
            FileSystem files = folder.getFileSystem(session.sessionState().newHadoopConf());
            if (files instanceof ChecksumFileSystem && !files.exists(new Path(folder, name + ".json"))) {
                files.delete(new Path(folder, name + ".crc"), false);
                files.delete(new Path(folder, "." + name + ".json.crc"), false);
                files.delete(new Path(folder, "." + name + ".crc.crc"), false);
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(entry.table().location(), e);
        }
    }

    private record Actions(SaveMode mode, List<Action> list) {}

    private long released() {
        return mark.release().orElseThrow();
    }

    /** @param release that the version holds; none is named of rows that are put aside */
    private Actions actions(long step, long release, SaveMode mode, List<AddFile> gone, List<AddFile> added) {
        long now = System.currentTimeMillis();
        List<Action> actions = new ArrayList<>();
        actions.add(new SetTransaction(own, step, Option.apply(now)));
        if (entry.load().isReleased()) {
            actions.add(new SetTransaction(application(mark.product()), release, Option.apply(now)));
        }
        gone.forEach(file -> actions.add(file.removeWithTimestamp(now, true)));
        actions.addAll(added);
        return new Actions(mode, actions);
    }

    private static List<AddFile> without(List<AddFile> files, List<AddFile> others) {
        Set<String> paths = others.stream().map(AddFile::path).collect(Collectors.toSet());
        return files.stream().filter(file -> !paths.contains(file.path())).toList();
    }

    private static List<AddFile> files(List<String> json) {
        return json.stream().map(file -> (AddFile) Action.fromJson(file)).toList();
    }

    /** The table's columns and its comment change in the commit that brings the rows. */
    private static void describe(OptimisticTransaction transaction, StructType schema, Optional<String> comment) {
        if (transaction.readVersion() < 0) {
            transaction.updateMetadata(
                    new Metadata(
                            UUID.randomUUID().toString(),
                            null,
                            comment.orElse(null),
                            new Format("parquet", scala(Map.of())),
                            schema.json(),
                            JavaConverters.asScalaBuffer(new ArrayList<String>())
                                    .toSeq(),
                            scala(KEEP),
                            Option.apply(System.currentTimeMillis())),
                    true);
            return;
        }
        Metadata present = transaction.metadata();
        StructType former = nullable((StructType) StructType.fromJson(present.schemaString()));
        String description = comment.orElse(present.description());
        if (!former.equals(schema) || !Objects.equals(description, present.description())) {
            transaction.updateMetadata(
                    present.copy(
                            present.id(),
                            present.name(),
                            description,
                            present.format(),
                            schema.json(),
                            present.partitionColumns(),
                            present.configuration(),
                            present.createdTime()),
                    true);
        }
    }

    /** Rows that are added leave the columns of the rows that are there. */
    private StructType schema(OptimisticTransaction transaction) {
        StructType schema = nullable((StructType) StructType.fromJson(entry.schema()));
        if (transaction.readVersion() < 0) {
            return schema;
        }
        Map<String, StructField> columns = new LinkedHashMap<>();
        StructType former =
                nullable((StructType) StructType.fromJson(transaction.metadata().schemaString()));
        Stream.of(former.fields(), schema.fields())
                .flatMap(Stream::of)
                .forEach(field -> columns.put(field.name(), field));
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
