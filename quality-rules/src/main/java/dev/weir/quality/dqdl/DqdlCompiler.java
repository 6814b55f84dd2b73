package dev.weir.quality.dqdl;

import static org.apache.spark.sql.functions.expr;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.Preconditions;
import com.amazon.deequ.dqdl.util.DefaultDQDLParser;
import com.amazon.deequ.metrics.Metric;
import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.quality.wording.Analysed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.DQRuleset;

/** Compiles the DQDL rules of one table by Deequ's own parser and translator. */
public final class DqdlCompiler {

    private final Dataset<Row> rows;
    private final RuleTrees trees;
    private final TouchedColumns touched;

    private DqdlCompiler(Table table, Dataset<Row> rows) {
        this.rows = rows;
        this.trees = new RuleTrees(rows, table.keys().primary());
        this.touched = new TouchedColumns(rows);
    }

    /**
     * Compiles rules.
     *
     * @param rules each with a {@link Rule.Dqdl} check, on the table
     * @param table what they are about
     * @param rows the table's rows; only the columns matter, nothing is read
     * @return as many checks, in the order of the rules; none is {@link Answerable#UNSUPPORTED}
     * @throws ProblemsException with a problem for each rule that does not parse or has the wrong parameters ({@link
     *     Code#INVALID_RULE}, {@link Code#INVALID_SQL}), names a column that is not there ({@link Code#UNKNOWN_NAME}) or
     *     is of another type ({@link Code#TYPE_MISMATCH}), or that nothing can answer yet ({@link Code#UNSUPPORTED})
     */
    public static List<DqdlCheck> compile(List<Rule> rules, Table table, Dataset<Row> rows) {
        DqdlCompiler compiler = new DqdlCompiler(table, rows);
        Problems problems = new Problems();
        List<DqdlCheck> checks = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            if (!(rule.check() instanceof Rule.Dqdl check)) {
                throw new IllegalArgumentException("Rule '" + rule.id() + "' is not DQDL");
            }
            try {
                checks.add(compiler.compile(rule, check));
            } catch (DqdlRefusal refusal) {
                problems.add(refusal.problem(rule));
            }
        }
        problems.throwIfAny();
        return List.copyOf(checks);
    }

    private DqdlCheck compile(Rule rule, Rule.Dqdl check) throws DqdlRefusal {
        DQRule parsed = parse(check.rule());
        List<String> columns = touched.of(parsed);
        DqdlCheck compiled = new DqdlCheck(rule, trees.tree(parsed), columns);
        for (CheckTree leaf : compiled.leaves()) {
            if (leaf instanceof CheckTree.Measured measured) {
                for (Analyzer<?, Metric<?>> analyzer : measured.analyzers()) {
                    requireFitting(analyzer);
                }
            }
        }
        return compiled;
    }

    private static DQRule parse(String rule) throws DqdlRefusal {
        DQRuleset parsed;
        try {
            parsed = DefaultDQDLParser.parse("Rules = [\n" + rule + "\n]");
        } catch (RuntimeException e) {
            throw new DqdlRefusal(
                    Code.INVALID_RULE,
                    "it is not DQDL: " + reason(e),
                    "write one DQDL rule, such as IsComplete \"id\"");
        }
        if (parsed.getRules().size() != 1 || !parsed.getAnalyzers().isEmpty()) {
            throw new DqdlRefusal(
                    Code.INVALID_RULE, "it is not one DQDL rule", "give each its own entry, or join them by 'and'");
        }
        return parsed.getRules().get(0);
    }

    private static String reason(RuntimeException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "the parser gave no reason");
        return message.replaceFirst("(?s)^Parsing Error: ?", "")
                .replaceFirst("^line \\d+:\\d+ ", "")
                .lines()
                .findFirst()
                .orElse("the parser gave no reason")
                .strip();
    }

    /** What Deequ would find out only when it runs: that a metric does not fit its column, or its SQL does not resolve. */
    private void requireFitting(Analyzer<?, Metric<?>> analyzer) throws DqdlRefusal {
        Option<Exception> unfit = Preconditions.findFirstFailing(rows.schema(), analyzer.preconditions());
        if (unfit.isDefined()) {
            throw new DqdlRefusal(
                    Code.TYPE_MISMATCH,
                    Objects.requireNonNullElse(unfit.get().getMessage(), "the column's type does not fit")
                            .replaceFirst("!$", ""),
                    "ask it of a column of a fitting type");
        }
        if ((Analyzer<?, ?>) analyzer instanceof Compliance compliance) {
            requireResolved(expr(compliance.predicate()));
        }
    }

    private void requireResolved(Column column) throws DqdlRefusal {
        try {
            Analysed.select(rows, column);
        } catch (AnalysisException e) {
            throw DqdlRefusal.of(e, rows, "give values of the column's type");
        }
    }
}
