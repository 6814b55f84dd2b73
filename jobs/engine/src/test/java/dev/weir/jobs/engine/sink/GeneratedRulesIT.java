package dev.weir.jobs.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.sink.GeneratedExpressions.Generated;
import dev.weir.jobs.engine.sink.Meaning.Nothing;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.Origin;
import dev.weir.jobs.engine.sink.spec.RowRule;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.quality.RowPredicates;
import dev.weir.quality.state.MetricRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Conditions that nobody thought of, as row rules, on rows with NULL and extremes: no rule passes a row unless its condition
 * is true or NULL there, and a condition that is refused is met by none of the rows, or fails for none. {@code -Dweir.expressions=20000} asks for more of them.
 */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class GeneratedRulesIT {

    private static final int EXPRESSIONS = Integer.getInteger("weir.expressions", 2_000);
    private static final long SEED = Long.getLong("weir.seed", 20_261_121L);
    private static final int AT_ONCE = 250;
    private static final int ROWS = 40;
    private static final Pattern RULE = Pattern.compile("'r([0-9]+)'");

    private final SparkSession spark;

    GeneratedRulesIT(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void aRulePassesOnlyWhatItsConditionHoldsForOrSaysNothingOf() {
        GeneratedExpressions generated = new GeneratedExpressions(SEED);
        Set<String> wrong = new TreeSet<>();
        for (int first = 0; first < EXPRESSIONS; first += AT_ONCE) {
            List<Generated> conditions = Stream.generate(generated::condition)
                    .limit(Math.min(AT_ONCE, EXPRESSIONS - first))
                    .toList();
            List<Map<String, Object>> rows =
                    Stream.generate(generated::row).limit(ROWS).toList();
            wrong.addAll(different(conditions, rows));
        }
        assertThat(wrong).isEmpty();
    }

    /** In the way of {@code weir check}: refused or not by the analysis, bound, sent to a task, and judged. */
    private List<String> different(List<Generated> all, List<Map<String, Object>> rows) {
        List<String> wrong = new ArrayList<>();
        Set<Integer> refused = new TreeSet<>();
        for (Problem problem : refused(all.stream().map(Generated::sql).toList())) {
            Matcher rule = RULE.matcher(problem.what());
            if (problem.what().contains("makes DOUBLE of BIGINT")
                    && problem.why().contains("the number ")
                    && rule.find()) {
                refused.add(Integer.parseInt(rule.group(1)));
                continue; // a written number that no double is
            }
            if (!rule.find() || problem.why().indexOf("would be") < 0) {
                wrong.add("refused: " + problem.what() + ": " + problem.why());
                continue;
            }
            int place = Integer.parseInt(rule.group(1));
            refused.add(place);
            boolean never = problem.what().endsWith("can be met by no row");
            for (Map<String, Object> row : rows) {
                if (all.get(place).meaning().of(row).contains(never)) {
                    wrong.add(problem.what() + ": " + problem.why() + ", and it is " + never + " of "
                            + shown(all.get(place).sql(), row));
                }
            }
        }
        if (!wrong.isEmpty()) {
            return wrong;
        }
        List<Generated> conditions = IntStream.range(0, all.size())
                .filter(place -> !refused.contains(place))
                .mapToObj(all::get)
                .toList();
        List<String> predicates = conditions.stream().map(Generated::sql).toList();
        BoundRules plan = SerializationUtils.clone(BoundRules.of(spark, spec(predicates)));
        RowJudge judge = new RowJudge(plan, columns().size(), 0, 0);
        for (Map<String, Object> row : rows) {
            InternalRow spark = internal(row);
            judge.judge(spark);
            String[] found = new String[predicates.size()];
            judge.forEachFailed(spark, (rule, detail) -> found[rule] = detail == null ? "fails" : detail.toString());
            for (int i = 0; i < found.length; i++) {
                String answer = found[i] == null ? "passes" : found[i];
                Set<String> right = new TreeSet<>();
                conditions.get(i).meaning().of(row).forEach(said -> right.add(answer(said)));
                if (!right.contains(answer)) {
                    wrong.add(answer + ", not " + right + ": " + predicates.get(i) + " of "
                            + shown(predicates.get(i), row));
                }
            }
        }
        return wrong;
    }

    private static String answer(Object said) {
        if (said == Nothing.FAILURE) {
            return "could not be evaluated";
        }
        return said.equals(false) ? "fails" : "passes";
    }

    private static String shown(String predicate, Map<String, Object> row) {
        StringBuilder shown = new StringBuilder();
        row.forEach((column, value) -> {
            if (predicate.matches("(?s).*\\b" + column + "\\b.*")) {
                shown.append(column).append('=').append(value).append(' ');
            }
        });
        return shown.toString();
    }

    @Test
    void textAgainstAnotherTypeIsRefused() {
        GeneratedExpressions generated = new GeneratedExpressions(SEED);
        List<String> confused =
                Stream.generate(generated::confused).limit(EXPRESSIONS / 20).toList();
        List<String> words = refused(confused).stream().map(Problem::what).toList();

        assertThat(IntStream.range(0, confused.size())
                        .filter(i -> words.stream().noneMatch(what -> what.contains("'r" + i + "'")))
                        .mapToObj(confused::get))
                .isEmpty();
    }

    private List<Problem> refused(List<String> predicates) {
        Dataset<Row> frame = spark.createDataFrame(List.of(), columns());
        List<Rule> rules = IntStream.range(0, predicates.size())
                .mapToObj(i -> new Rule(
                        "r" + i,
                        "rows",
                        new Rule.Row(predicates.get(i), List.of()),
                        Severity.WARN,
                        new Rule.Standing(Rule.Author.STEWARD, Dimension.CONSISTENCY, "o@example.org", "Generated."),
                        new Place("rules.yaml", i + 1, 1)))
                .toList();
        try {
            RowPredicates.failing(rules, frame);
            return List.of();
        } catch (ProblemsException e) {
            return e.problems();
        }
    }

    private static StructType columns() {
        StructType columns = new StructType();
        for (Kind kind : Kind.values()) {
            for (String column : kind.columns) {
                columns = columns.add(column, DataType.fromDDL(kind.sql));
            }
        }
        return columns;
    }

    private static SinkSpec spec(List<String> predicates) {
        return new SinkSpec(
                "run",
                Stream.of(columns().fields())
                        .map(field -> GovernedColumn.kept(field.name(), field.dataType()))
                        .toList(),
                new SinkSpec.Rules(
                        IntStream.range(0, predicates.size())
                                .mapToObj(i -> RowRule.sql("r" + i, predicates.get(i), "", Severity.WARN))
                                .toList(),
                        List.of()),
                MetricRequest.countsOnly(),
                Origin.LEFT_OUT);
    }

    private static InternalRow internal(Map<String, Object> row) {
        return new GenericInternalRow(Stream.of(columns().fieldNames())
                .map(column -> internal(row.get(column)))
                .toArray());
    }

    private static @Nullable Object internal(@Nullable Object value) {
        if (value == null || value == Nothing.NULL) {
            return null;
        } else if (value instanceof String text) {
            return UTF8String.fromString(text);
        } else if (value instanceof BigDecimal number) {
            return Decimal.apply(number, 10, 2);
        } else if (value instanceof LocalDate day) {
            return Math.toIntExact(day.toEpochDay());
        } else if (value instanceof List<?> list) {
            return new GenericArrayData(
                    list.stream().map(GeneratedRulesIT::internal).toArray());
        }
        return value;
    }
}
