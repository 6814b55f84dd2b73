package dev.weir.quality.dqdl;

import static dev.weir.quality.dqdl.DeequName.quoted;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import com.amazon.deequ.dqdl.execution.DQDLExecutor;
import com.amazon.deequ.dqdl.model.AggregateMatchExecutableRule;
import com.amazon.deequ.dqdl.model.AggregateOperation;
import com.amazon.deequ.dqdl.model.Avg;
import com.amazon.deequ.dqdl.model.DatasetMatchExecutableRule;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.model.Passed$;
import com.amazon.deequ.dqdl.model.RowCountMatchExecutableRule;
import com.amazon.deequ.dqdl.model.RuleOutcome;
import com.amazon.deequ.dqdl.model.SchemaMatchExecutableRule;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.contracts.text.NumberText;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.state.DecimalState;
import dev.weir.quality.state.LongState;
import dev.weir.quality.state.NumberState;
import dev.weir.quality.state.TableState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.JavaConverters;

/**
 * Compares a table with another: numbers of rows and sums out of what was measured, where it was; references and schemas as
 * Deequ does; equal rows by their values, where Deequ compares 32-bit hashes of columns that it pairs by the order of their
 * names.
 */
record TableMatches(Optional<TableState> state, CheckTables looks) {

    private static final String PRIMARY = "primary";
    private static final String OTHER = "_weir_other_";

    /** @param maySay whether what is compared may be seen: one sum would tell the other, and a list of one its only row */
    Finding finding(CheckTree.Compared leaf, boolean maySay) {
        Finding found = compared(leaf);
        return maySay ? found : Finding.withoutNumber(found.answer(), name(leaf), asked(leaf));
    }

    private Finding compared(CheckTree.Compared leaf) {
        ExecutableRule rule = leaf.rule();
        if (rule instanceof RowCountMatchExecutableRule match) {
            return judged(leaf, rows(), rows(leaf.other()), match.assertion());
        } else if (rule instanceof AggregateMatchExecutableRule match) {
            return judged(
                    leaf,
                    aggregate(match.firstAggregateOperation()),
                    aggregate(match.secondAggregateOperation()),
                    match.assertion());
        } else if (rule instanceof SchemaMatchExecutableRule match) {
            StructType others = looks.schema(leaf.other());
            return judged(leaf, same(leaf.columns(), others), leaf.columns().size(), match.assertion());
        } else if (rule instanceof DatasetMatchExecutableRule match) {
            return datasets(leaf, match);
        }
        return outcome(leaf);
    }

    /** The columns of the own table, as written, whose sums decide: a mask takes them from the rows, and the pass adds them up. */
    static List<String> summed(CheckTree.Compared leaf) {
        return leaf.rule() instanceof AggregateMatchExecutableRule match
                ? Stream.of(match.firstAggregateOperation(), match.secondAggregateOperation())
                        .filter(operation -> operation.dataSourceAlias().equals(PRIMARY))
                        .map(AggregateOperation::column)
                        .toList()
                : List.of();
    }

    private long rows() {
        return state.map(TableState::rows).orElseGet(() -> looks.rows().count());
    }

    private long rows(String other) {
        OptionalLong known = looks.count(other);
        return known.isPresent() ? known.getAsLong() : looks.other(other).count();
    }

    /** As Deequ: of two tables with as many columns, those that have the same name and type; else none. */
    private static long same(StructType columns, StructType others) {
        if (columns.size() != others.size()) {
            return 0;
        }
        Map<String, String> types = new LinkedHashMap<>();
        for (StructField other : others.fields()) {
            types.put(other.name(), other.dataType().typeName());
        }
        return Arrays.stream(columns.fields())
                .filter(column -> column.dataType().typeName().equals(types.get(column.name())))
                .count();
    }

    /** As Deequ: nothing of nothing is all of it, and anything of nothing is none. */
    private static double ratio(double first, double second) {
        return first == 0 && second == 0 ? 1 : second == 0 ? 0 : first / second;
    }

    /** By all digits of both where they are known, since two sums that differ may have one double. */
    private static Finding judged(
            CheckTree.Compared leaf, Aggregate first, Aggregate second, Function1<Object, Object> assertion) {
        double ratio = ratio(first.value(), second.value());
        Optional<ExactCondition> asked = leaf.leaf().condition().flatMap(ExactCondition::of);
        if (asked.isEmpty() || first.exact().isEmpty() || second.exact().isEmpty() || second.value() == 0) {
            return judged(leaf, ratio, (Boolean) assertion.apply(ratio));
        }
        BigDecimal exact = first.exact().get().divide(second.exact().get(), ExactCondition.QUOTIENT);
        return new Finding(
                asked.get().holds(exact) ? Answer.PASSED : Answer.FAILED,
                name(leaf) + " is " + NumberText.of(exact, asked.get().operands()) + asked(leaf),
                Map.of(leaf.metric(), ratio));
    }

    /** A mean or a sum; of whole numbers and decimals the sum by all its digits. */
    private record Aggregate(double value, Optional<BigDecimal> exact) {
        static final Aggregate NONE = new Aggregate(0, Optional.of(BigDecimal.ZERO));

        static Aggregate sum(BigDecimal exact) {
            return new Aggregate(exact.doubleValue(), Optional.of(exact));
        }

        static Aggregate of(double value) {
            return new Aggregate(value, Optional.empty());
        }
    }

    /** 0 where there is no value, as Deequ has it. */
    private Aggregate aggregate(AggregateOperation operation) {
        boolean mean = operation instanceof Avg;
        boolean own = operation.dataSourceAlias().equals(PRIMARY);
        Optional<TableState> measured = own ? state : looks.state(operation.dataSourceAlias());
        Optional<NumberState> numbers = measured.flatMap(table -> table.columns().stream()
                .filter(column -> StateNeeds.isOf(operation.column(), column.name()))
                .findFirst()
                .flatMap(column -> column.numbers()));
        if (numbers.isPresent()) {
            return mean
                    ? Aggregate.of(
                            numbers.get().count() == 0
                                    ? 0
                                    : numbers.get().sum() / numbers.get().count())
                    : added(numbers.get());
        }
        Dataset<Row> rows = own ? looks.rows() : looks.other(operation.dataSourceAlias());
        Column of = col(quoted(operation.column()));
        // two sums of numbers that fit need not fit themselves
        boolean isWhole = rows.select(of).schema().apply(0).dataType() instanceof LongType;
        Column added = isWhole ? of.cast(DataTypes.createDecimalType(DecimalType.MAX_PRECISION(), 0)) : of;
        Object found = rows.select(mean ? avg(of).cast(DataTypes.DoubleType) : sum(added))
                .head()
                .get(0);
        if (found == null) {
            return Aggregate.NONE;
        } else if (found instanceof BigDecimal decimal) {
            return Aggregate.sum(decimal);
        }
        return found instanceof Long whole
                ? Aggregate.sum(BigDecimal.valueOf(whole))
                : Aggregate.of(((Number) found).doubleValue());
    }

    private static Aggregate added(NumberState numbers) {
        if (numbers instanceof LongState longs) {
            return Aggregate.sum(new BigDecimal(longs.exactSum()));
        }
        return numbers instanceof DecimalState decimals
                ? Aggregate.sum(decimals.exactSum())
                : Aggregate.of(numbers.sum());
    }

    /** Equal keys, each in one row only on either side, and equal values, NULL being equal to NULL. */
    private Finding datasets(CheckTree.Compared leaf, DatasetMatchExecutableRule match) {
        Map<String, String> keys = JavaConverters.mapAsJavaMap(match.keyColumnMappings());
        Dataset<Row> rows = looks.rows();
        Dataset<Row> others = looks.other(leaf.other());
        Map<String, String> values = new LinkedHashMap<>();
        if (match.matchColumnMappings().isDefined()) {
            values.putAll(
                    JavaConverters.mapAsJavaMap(match.matchColumnMappings().get()));
        } else {
            for (String column : rows.columns()) {
                if (keys.keySet().stream().noneMatch(key -> StateNeeds.isOf(key, column))) {
                    String name = DeequName.of(List.of(rows.columns()), column);
                    values.put(name, name);
                }
            }
        }
        if (!isKey(rows, keys.keySet()) || !isKey(others, keys.values())) {
            return new Finding(Answer.FAILED, name(leaf) + " finds the same key in more than one row");
        }
        List<Column> renamed = new ArrayList<>();
        Column equal = lit(true);
        for (Map.Entry<String, String> key : keys.entrySet()) {
            renamed.add(col(quoted(key.getValue())).as(OTHER + renamed.size()));
            equal = equal.and(col(quoted(key.getKey())).equalTo(col(OTHER + (renamed.size() - 1))));
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            renamed.add(col(quoted(value.getValue())).as(OTHER + renamed.size()));
            equal = equal.and(col(quoted(value.getKey())).eqNullSafe(col(OTHER + (renamed.size() - 1))));
        }
        long matched = rows.join(others.select(renamed.toArray(new Column[0])), equal, "left_semi")
                .count();
        long all = rows();
        return all == 0
                ? new Finding(Answer.FAILED, name(leaf) + " has no value to go by")
                : judged(leaf, matched, all, match.assertion());
    }

    private static boolean isKey(Dataset<Row> rows, Collection<String> columns) {
        Column[] key = columns.stream().map(name -> col(quoted(name))).toArray(Column[]::new);
        return rows.groupBy(key)
                .agg(count(lit(1)).as(OTHER))
                .where(col(OTHER).gt(1))
                .isEmpty();
    }

    private Dataset<Row> others(CheckTree.Compared leaf) {
        return DeequName.beside(
                looks.other(leaf.other()),
                leaf.leaf().others().stream()
                        .flatMap(other -> other.columns().stream())
                        .toList());
    }

    private Finding outcome(CheckTree.Compared leaf) {
        RuleOutcome outcome = DQDLExecutor.executeRules(
                        ScalaCollections.<ExecutableRule>seq(List.of(leaf.rule())),
                        DeequName.beside(looks.rows()),
                        ScalaCollections.map(Map.of(leaf.other(), others(leaf))))
                .apply(leaf.rule().dqRule());
        Map<String, Object> values = JavaConverters.mapAsJavaMap(outcome.evaluatedMetrics());
        if (values.isEmpty()) {
            return new Finding(Answer.FAILED, name(leaf) + " has no row to go by");
        }
        double share = (Double) values.values().iterator().next();
        return judged(
                leaf,
                share,
                leaf.leaf()
                        .condition()
                        .flatMap(ExactCondition::of)
                        .map(asked -> asked.holds(share))
                        .orElse(outcome.outcome().equals(Passed$.MODULE$)));
    }

    private static Finding judged(CheckTree.Compared leaf, long part, long whole, Function1<Object, Object> assertion) {
        double share = part / (double) whole;
        Optional<ExactCondition> asked = leaf.leaf().condition().flatMap(ExactCondition::of);
        boolean holds =
                (whole > 0 && asked.isPresent()) ? asked.get().holds(part, whole) : (Boolean) assertion.apply(share);
        return judged(leaf, share, holds);
    }

    private static Finding judged(CheckTree.Compared leaf, double value, boolean holds) {
        return new Finding(
                holds ? Answer.PASSED : Answer.FAILED,
                name(leaf) + " is " + NumberText.of(value, bounds(leaf)) + asked(leaf),
                Double.isFinite(value) ? Map.of(leaf.metric(), value) : Map.of());
    }

    private static String name(CheckTree.Compared leaf) {
        return leaf.leaf().name().text() + " with " + leaf.other();
    }

    private static double[] bounds(CheckTree.Compared leaf) {
        return leaf.leaf()
                .condition()
                .map(condition -> ConditionOperands.bounds(condition.text()))
                .orElseGet(() -> new double[0]);
    }

    private static String asked(CheckTree.Compared leaf) {
        return leaf.leaf()
                .condition()
                .map(condition -> "; asked: " + condition.text())
                .orElse("");
    }
}
