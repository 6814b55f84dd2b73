package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Preconditions;
import com.amazon.deequ.metrics.Metric;
import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.quality.dqdl.parse.DqdlGrammar;
import dev.weir.quality.state.RowCondition;
import dev.weir.quality.wording.CheckedAnalysis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Compiles the DQDL rules of one table by Deequ's own parser and translator. */
public final class DqdlCompiler {

    private final Dataset<Row> rows;
    private final StructType seen;
    private final RuleTrees trees;
    private final TouchedColumns touched;
    private final CheckConditions conditions;
    private final UnseenColumns unseen;

    private DqdlCompiler(Table table, Dataset<Row> rows, UnseenColumns unseen) {
        this.unseen = unseen;
        this.rows = rows;
        this.seen = DeequName.beside(rows).schema();
        this.trees = new RuleTrees(rows, table.keys().primary());
        this.touched = new TouchedColumns(rows);
        this.conditions = new CheckConditions(rows);
    }

    /**
     * Compiles rules.
     *
     * @param rules each with a {@link Rule.Dqdl} check, on the table
     * @param table what they are about
     * @param rows the table's rows; only the columns matter, nothing is read
     * @return as many checks, in the order of the rules
     * @throws ProblemsException with a problem for each rule that does not parse or has the wrong parameters ({@link
     *     Code#INVALID_RULE}, {@link Code#INVALID_SQL}), names a column that is not there ({@link Code#UNKNOWN_NAME}) or
     *     is of another type ({@link Code#TYPE_MISMATCH}), or that nothing can answer yet ({@link Code#UNSUPPORTED})
     */
    public static List<DqdlCheck> compile(List<Rule> rules, Table table, Dataset<Row> rows) {
        return compile(rules, table, rows, UnseenColumns.NONE);
    }

    /**
     * Compiles rules; as {@link #compile(List, Table, Dataset)}.
     *
     * @param unseen the columns whose values must not be seen: no verdict tells anything of a row of theirs
     */
    public static List<DqdlCheck> compile(List<Rule> rules, Table table, Dataset<Row> rows, UnseenColumns unseen) {
        DqdlCompiler compiler = new DqdlCompiler(table, rows, unseen);
        Problems problems = new Problems();
        List<DqdlCheck> checks = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            if (!(rule.check() instanceof Rule.Dqdl check)) {
                throw new IllegalArgumentException("Rule '" + rule.id() + "' is not DQDL");
            }
            try {
                DqdlFacts parsed = parse(check.rule());
                DqdlCheck compiled = compiler.compile(rule, parsed);
                compiler.conditions.review(parsed, compiled, problems);
                checks.add(compiled);
            } catch (DqdlRefusal refusal) {
                problems.add(refusal.problem(rule));
            }
        }
        problems.throwIfAny();
        Map<String, Column> conditions = new LinkedHashMap<>();
        checks.forEach(check -> conditions.putAll(check.conditions()));
        Map<String, RowCondition> bound = RowCondition.bind(rows.sparkSession(), rows.schema(), conditions);
        return checks.stream().map(check -> check.with(bound)).toList();
    }

    /**
     * Analyses the query of each {@code CustomSql} that gives a number: what it does is known when all rows are there, and
     * whether it can be done, now.
     *
     * @param primary the columns that it sees of its own table
     * @param others those of the other tables that it looks into, by the name that it gives them
     */
    public static void reviewQueries(
            DqdlCheck check,
            SparkSession spark,
            StructType primary,
            Map<String, StructType> others,
            Problems problems) {
        new CheckQueries(spark, primary, others).review(check, problems);
    }

    private DqdlCheck compile(Rule rule, DqdlFacts parsed) throws DqdlRefusal {
        List<String> columns = touched.of(parsed);
        DqdlCheck compiled = DqdlCheck.of(rule, trees.tree(parsed), columns, looksIntoMasked(columns, parsed), unseen);
        for (CheckTree leaf : compiled.leaves()) {
            if (leaf instanceof CheckTree.Measured measured) {
                for (Analyzer<?, Metric<?>> analyzer : measured.analyzers()) {
                    requireFitting(analyzer);
                }
                requireKept(measured.past().isEmpty() || compiled.maySay(measured.rule()));
            } else if (leaf instanceof CheckTree.Compared compared) {
                List<String> summed = TableMatches.summed(compared);
                boolean dynamic = compared.leaf()
                        .condition()
                        .filter(DqdlCondition::isDynamic)
                        .isPresent();
                requireKept(!dynamic || compiled.maySay(compared));
                for (String column : summed) {
                    requireNumber(column);
                }
            }
        }
        for (Column condition : compiled.conditions().values()) {
            requireResolved(condition);
        }
        return compiled;
    }

    private boolean looksIntoMasked(List<String> columns, DqdlFacts parsed) {
        return columns.stream().anyMatch(unseen.hidden()::contains)
                || parsed.leaves().stream()
                        .anyMatch(leaf -> unseen.hidden().stream().anyMatch(name -> isOfOther(name, leaf)));
    }

    /** Names may have dots. A query is not looked into: where it may name the table, it may name the column. */
    private static boolean isOfOther(String masked, DqdlFacts.Leaf leaf) {
        for (int point = masked.indexOf('.'); point >= 0; point = masked.indexOf('.', point + 1)) {
            if (isOfOther(masked.substring(0, point), masked.substring(point + 1), leaf)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfOther(String table, String masked, DqdlFacts.Leaf leaf) {
        boolean isNamed = leaf.others().stream()
                .filter(other -> other.table().text().equalsIgnoreCase(table))
                .flatMap(other -> other.columns().stream())
                .anyMatch(column -> StateNeeds.isOf(column, masked));
        return isNamed
                || (leaf.type().equals(Optional.of(RuleType.CUSTOM_SQL))
                        && leaf.parameters().stream()
                                .anyMatch(query -> query.text()
                                        .toLowerCase(Locale.ROOT)
                                        .contains(lastPart(table).toLowerCase(Locale.ROOT))));
    }

    /** What cannot be written apart: blanks, back-ticks and comments may stand between the parts of a name. */
    private static String lastPart(String table) {
        return table.substring(table.lastIndexOf('.') + 1);
    }

    private static DqdlFacts parse(String rule) throws DqdlRefusal {
        try {
            return new DqdlGrammar().rule(rule);
        } catch (DqdlSyntaxException e) {
            throw new DqdlRefusal(
                    Code.INVALID_RULE,
                    "it is not DQDL: " + e.getMessage(),
                    "write one DQDL rule, such as IsComplete \"id\"");
        }
    }

    /** What Deequ would find out only when it runs: that a metric does not fit its column, or its SQL does not resolve. */
    private void requireFitting(Analyzer<?, Metric<?>> analyzer) throws DqdlRefusal {
        Option<Exception> unfit = Preconditions.findFirstFailing(seen, analyzer.preconditions());
        if (unfit.isDefined()) {
            throw new DqdlRefusal(
                    Code.TYPE_MISMATCH,
                    DeequName.spelt(Objects.requireNonNullElse(
                                    unfit.get().getMessage(), "the column's type does not fit"))
                            .replaceFirst("!$", ""),
                    "ask it of a column of a fitting type");
        }
    }

    /** What no release keeps, no release can be compared by. */
    private static void requireKept(boolean isKept) throws DqdlRefusal {
        if (!isKept) {
            throw new DqdlRefusal(
                    Code.INVALID_RULE,
                    "it compares with past values, and of a column that is masked releases keep only what its released"
                            + " values show",
                    "compare with a number; or ask for what the mask shows: RowCount, Completeness where NULL stays NULL,"
                            + " Uniqueness or DistinctValuesCount where equal values stay equal");
        }
    }

    private void requireNumber(String written) throws DqdlRefusal {
        for (StructField column : rows.schema().fields()) {
            if (StateNeeds.isOf(written, column.name()) && !(column.dataType() instanceof NumericType)) {
                throw new DqdlRefusal(
                        Code.TYPE_MISMATCH,
                        "column '" + column.name() + "' holds no numbers to add up",
                        "name a column of numbers");
            }
        }
    }

    private void requireResolved(Column column) throws DqdlRefusal {
        try {
            CheckedAnalysis.select(rows, column);
        } catch (AnalysisException e) {
            throw DqdlRefusal.of(e, rows, "give values of the column's type");
        }
    }
}
