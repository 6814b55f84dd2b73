package dev.weir.jobs.engine.quarantine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.quarantine.QuarantinedTable.Cause;
import dev.weir.jobs.engine.quarantine.QuarantinedTable.Example;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/** Groups what a run put aside by cause: one job, whatever the number of tables; only examples come to the driver. */
public final class QuarantineReader {

    private static final String RULE = "rule";
    private static final String COLUMN = "column";
    private static final String DETAIL = "detail";
    private static final String REASON = "reason";
    private static final String ROWS = "rows";
    private static final String NUMBER = "number";

    private final QuarantineRows rows;

    public QuarantineReader(WeirSession session) {
        this(session.spark(), session.warehouse());
    }

    /** In a session that sees the warehouse's tables. */
    public QuarantineReader(SparkSession spark, Warehouse warehouse) {
        this.rows = QuarantineRows.apart(spark, warehouse);
    }

    /**
     * What is asked for.
     *
     * @param rule one rule's rows only
     * @param table one table's rows only
     * @param examples rows shown of each cause
     */
    public record Question(Optional<String> rule, Optional<String> table, int examples) {}

    /** What a run put aside, by table; tables of which nothing is outside are left out. */
    public List<QuarantinedTable> read(RunRecord run, Question question) {
        List<QuarantinePart> parts = QuarantinePart.of(run).stream()
                .filter(part ->
                        question.table().isEmpty() || question.table().get().equals(part.table()))
                .toList();
        Map<String, Dataset<Row>> present = new LinkedHashMap<>();
        for (QuarantinePart part : parts) {
            rows.of(run.run().product(), part)
                    .ifPresent(found -> present.put(
                            part.table(),
                            found.where(
                                    col(QuarantineRows.RUN).equalTo(run.run().id()))));
        }
        Map<String, List<Cause>> causes = present.values().stream()
                .reduce(Dataset::union)
                .map(all -> causes(all, question))
                .orElse(Map.of());
        return parts.stream()
                .map(part -> new QuarantinedTable(
                        part.table(),
                        part.rows(),
                        present.containsKey(part.table())
                                ? QuarantinedTable.State.KEPT
                                : QuarantinedTable.State.DROPPED,
                        causes.getOrDefault(part.table(), List.of())))
                .toList();
    }

    /** By table: rows in the shape of {@link QuarantineRows}, grouped by each of their reasons. */
    static Map<String, List<Cause>> causes(Dataset<Row> all, Question question) {
        Column reason = col(REASON);
        Dataset<Row> reasons = all.withColumn(REASON, explode(col(QuarantineRows.REASONS)))
                .select(
                        col(QuarantineRows.TABLE),
                        reason.getField(RULE).as(RULE),
                        reason.getField(COLUMN).as(COLUMN),
                        reason.getField(DETAIL).as(DETAIL),
                        col(QuarantineRows.FILE),
                        col(QuarantineRows.LINE),
                        col(QuarantineRows.VALUES));
        Dataset<Row> asked = question.rule()
                .map(rule -> reasons.where(col(RULE).equalTo(rule)))
                .orElse(reasons);
        Column[] cause = Stream.of(QuarantineRows.TABLE, RULE, COLUMN, DETAIL)
                .map(name -> col(name))
                .toArray(Column[]::new);
        List<Row> found = asked.withColumn(ROWS, count(lit(1)).over(Window.partitionBy(cause)))
                .withColumn(
                        NUMBER,
                        row_number()
                                .over(Window.partitionBy(cause)
                                        .orderBy(
                                                col(QuarantineRows.FILE),
                                                col(QuarantineRows.LINE),
                                                col(QuarantineRows.VALUES))))
                .where(col(NUMBER).leq(Math.max(1, question.examples())))
                .collectAsList();
        return grouped(found, question.examples());
    }

    private record Key(String table, String rule, Optional<String> column, Optional<String> detail) {}

    private static Map<String, List<Cause>> grouped(List<Row> found, int examples) {
        Map<Key, List<Row>> byCause = new LinkedHashMap<>();
        found.stream()
                .sorted(Comparator.comparingInt(row -> row.<Integer>getAs(NUMBER)))
                .forEach(row -> byCause.computeIfAbsent(
                                new Key(
                                        row.getAs(QuarantineRows.TABLE),
                                        row.getAs(RULE),
                                        Optional.ofNullable(row.getAs(COLUMN)),
                                        Optional.ofNullable(row.getAs(DETAIL))),
                                key -> new ArrayList<>())
                        .add(row));
        Map<String, List<Cause>> causes = new LinkedHashMap<>();
        byCause.forEach((key, rows) -> causes.computeIfAbsent(key.table(), table -> new ArrayList<>())
                .add(new Cause(
                        key.rule(),
                        key.column(),
                        key.detail(),
                        rows.get(0).<Long>getAs(ROWS),
                        rows.stream()
                                .limit(examples)
                                .map(QuarantineReader::example)
                                .toList())));
        causes.values()
                .forEach(list -> list.sort(Comparator.comparingLong(Cause::rows)
                        .reversed()
                        .thenComparing(Cause::rule)
                        .thenComparing(cause -> cause.column().orElse(""))
                        .thenComparing(cause -> cause.detail().orElse(""))));
        return causes;
    }

    static Example example(Row row) {
        Long line = row.getAs(QuarantineRows.LINE);
        return new Example(
                Optional.ofNullable(row.getAs(QuarantineRows.FILE)),
                line == null ? OptionalLong.empty() : OptionalLong.of(line),
                row.getAs(QuarantineRows.VALUES));
    }
}
