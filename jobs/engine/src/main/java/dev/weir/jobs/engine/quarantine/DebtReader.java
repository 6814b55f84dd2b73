package dev.weir.jobs.engine.quarantine;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.QuarantineDebt;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Finds since which release each row is outside, by its identity in the quarantine of earlier releases: one job over the
 * runs of those releases and no other.
 */
public final class DebtReader {

    private static final String RELEASE = "release";
    private static final String NOW = "now";
    private static final String FIRST = "first";
    private static final String ROWS = "rows";

    /** After every release: a row that was outside in no other. */
    private static final long NO_OTHER = Long.MAX_VALUE;

    private final QuarantineRows rows;

    public DebtReader(WeirSession session) {
        this(session.spark(), session.warehouse());
    }

    /** In a session that sees the warehouse's tables. */
    public DebtReader(SparkSession spark, Warehouse warehouse) {
        this.rows = QuarantineRows.apart(spark, warehouse);
    }

    /**
     * What a run left outside, by age.
     *
     * @param releases the last ones, in which rows are looked for; what is older counts as of the first of them
     */
    public QuarantineDebt read(RunRecord run, List<Manifest> releases) {
        List<QuarantinePart> parts = QuarantinePart.of(run);
        return parts.stream()
                .map(part -> rows.of(run.run().product(), part))
                .flatMap(java.util.Optional::stream)
                .reduce(Dataset::union)
                .map(all -> debt(all, run, releases, parts))
                .orElse(new QuarantineDebt(List.of()));
    }

    private QuarantineDebt debt(Dataset<Row> all, RunRecord run, List<Manifest> releases, List<QuarantinePart> parts) {
        Map<Long, Instant> ends = new LinkedHashMap<>();
        List<Row> runs = new ArrayList<>();
        boolean released = false;
        for (Manifest release : releases) {
            RunRecord.Run made = release.record().run();
            ends.put(release.number(), made.ended());
            runs.add(RowFactory.create(made.id(), release.number()));
            released |= made.id().equals(run.run().id());
        }
        if (!released) {
            runs.add(RowFactory.create(run.run().id(), NO_OTHER));
        }
        Dataset<Row> known = rows.session()
                .createDataFrame(
                        runs,
                        new StructType()
                                .add(QuarantineRows.RUN, DataTypes.StringType)
                                .add(RELEASE, DataTypes.LongType));
        Column ofRun = col(QuarantineRows.RUN).equalTo(run.run().id());
        List<Row> found = all
                // Written out, so that files of other runs are not read.
                .where(col(QuarantineRows.RUN)
                        .isin(runs.stream().map(row -> row.getString(0)).toArray()))
                .join(broadcast(known), QuarantineRows.RUN)
                .groupBy(QuarantineRows.TABLE, QuarantineRows.IDENTITY)
                .agg(min(RELEASE).as(FIRST), count(when(ofRun, lit(1))).as(NOW))
                .where(col(NOW).gt(0))
                .groupBy(QuarantineRows.TABLE, FIRST)
                .agg(sum(NOW).as(ROWS))
                .collectAsList();
        return new QuarantineDebt(parts.stream()
                .flatMap(part -> found.stream()
                        .filter(row -> row.getString(0).equals(part.table()))
                        .sorted(Comparator.comparingLong(row -> row.getLong(1)))
                        .map(row -> part(row, ends, run.run().ended())))
                .toList());
    }

    private static QuarantineDebt.Part part(Row row, Map<Long, Instant> ends, Instant ended) {
        long first = row.getLong(1);
        return new QuarantineDebt.Part(
                row.getString(0),
                first == NO_OTHER ? OptionalLong.empty() : OptionalLong.of(first),
                Objects.requireNonNullElse(ends.get(first), ended),
                row.getLong(2));
    }
}
