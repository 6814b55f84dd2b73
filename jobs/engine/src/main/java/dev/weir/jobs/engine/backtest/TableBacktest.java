package dev.weir.jobs.engine.backtest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.read.base.LanguageParsers;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.engine.backtest.BacktestResult.From;
import dev.weir.quality.CountVerdict;
import dev.weir.quality.KeyAndReferenceCheck;
import dev.weir.quality.RowPredicates;
import dev.weir.quality.dqdl.DqdlCheck;
import dev.weir.quality.dqdl.DqdlCompiler;
import dev.weir.quality.dqdl.DqdlVerdicts;
import dev.weir.quality.history.TableSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The rules of one table, asked of it as one release has it: row rules in one pass, checks in another. */
final class TableBacktest {

    private static final String TAKEN_ROWS_GONE = "the rows that its run took out are not all there any more";
    private static final Set<String> KEPT = Set.of("keep");
    private static final Set<String> APART = Set.of("keep", "pseudonymise");
    private static final Set<RuleType> FROM_PRESENCE =
            Set.of(RuleType.ROW_COUNT, RuleType.COMPLETENESS, RuleType.IS_COMPLETE);

    private final Table table;
    private final ReleasedRows rows;
    private final Map<String, ReleasedRows> parents;
    private final Optional<TableSummary> states;
    private final LanguageParsers languages;
    private final Map<Rule, BacktestAnswer> answers = new LinkedHashMap<>();
    private final Map<Rule, Column> failing = new LinkedHashMap<>();
    private OptionalLong rowsWould = OptionalLong.empty();

    /**
     * @param parents all tables of the release, by name
     * @param states what was stored of this one
     */
    TableBacktest(
            Table table,
            ReleasedRows rows,
            Map<String, ReleasedRows> parents,
            Optional<TableSummary> states,
            LanguageParsers languages) {
        this.table = table;
        this.rows = rows;
        this.parents = parents;
        this.states = states;
        this.languages = languages;
    }

    /** Rows that would have been released; empty where that is unknown. */
    OptionalLong rowsWould() {
        return rowsWould;
    }

    /**
     * Asks the rules.
     *
     * @param open those that no recorded verdict answers
     * @param takingOut ids of the rules that take a row out as they did then
     */
    Map<Rule, BacktestAnswer> ask(List<Rule> open, Set<String> takingOut) {
        List<Rule> checks = new ArrayList<>();
        for (Rule rule : open) {
            asked(rule, checks).ifPresent(answer -> answers.put(rule, answer));
        }
        pass(open, takingOut);
        checks(checks);
        return answers;
    }

    /** One aggregate over all produced rows answers every row rule, and counts the rows that would have been released. */
    private void pass(List<Rule> open, Set<String> takingOut) {
        Optional<Dataset<Row>> produced = rows.producedRows();
        if (produced.isEmpty()) {
            failing.keySet().forEach(rule -> answers.put(rule, BacktestAnswer.not(TAKEN_ROWS_GONE)));
            return;
        }
        boolean rowsKnown = open.stream()
                .filter(rule -> rule.severity() == Severity.QUARANTINE)
                .allMatch(failing::containsKey);
        Column out = col(ReleasedRows.TAKEN_BY)
                .isNotNull()
                .and(arrays_overlap(
                        col(ReleasedRows.TAKEN_BY),
                        array(takingOut.stream().map(functions::lit).toArray(Column[]::new))
                                .cast("array<string>")));
        List<Column> asked = new ArrayList<>();
        for (Map.Entry<Rule, Column> entry : failing.entrySet()) {
            asked.add(count(when(entry.getValue(), 1)));
            asked.add(count(when(RowPredicates.meant(entry.getKey()), 1)));
            if (entry.getKey().severity() == Severity.QUARANTINE) {
                out = out.or(entry.getValue());
            }
        }
        if (asked.isEmpty() && !rowsKnown) {
            return;
        }
        // where the rows that were there cannot be told apart from the run's, their number is known, and those it took
        // out
        // are apart
        boolean together = rows.together().isPresent();
        Column in = together ? not(out).and(not(col(ReleasedRows.RELEASED))) : not(out);
        Row counts = produced.get()
                .groupBy()
                .agg(count(when(in, 1)), asked.toArray(new Column[0]))
                .head();
        rowsWould =
                rowsKnown ? OptionalLong.of(counts.getLong(0) + (together ? rows.rows() : 0)) : OptionalLong.empty();
        int at = 1;
        for (Rule rule : failing.keySet()) {
            long failed = counts.getLong(at++);
            answers.put(rule, BacktestAnswer.counted(rule, counts.getLong(at++), failed, From.TABLE_AND_QUARANTINE));
        }
    }

    /** DQDL over the released rows, as far as the masks let it be asked; that of presence alone from the stored states. */
    private void checks(List<Rule> rules) {
        List<Rule> clear = new ArrayList<>();
        List<Rule> apart = new ArrayList<>();
        List<Rule> presence = new ArrayList<>();
        for (Rule rule : rules) {
            List<Leaf> leaves = leaves((Rule.Dqdl) rule.check());
            boolean whole = leaves.stream().allMatch(leaf -> leaf.where().isEmpty());
            Set<RuleType> types =
                    leaves.stream().map(leaf -> leaf.type().orElseThrow()).collect(Collectors.toSet());
            if (types.stream().anyMatch(type -> type.answers() == RuleType.Answers.TABLES)) {
                answers.put(rule, BacktestAnswer.not("it looks at another table as well"));
            } else if (types.contains(RuleType.COLUMN_COUNT)
                    || types.contains(RuleType.COLUMN_EXISTS)
                    || types.contains(RuleType.COLUMN_NAMES)) {
                answers.put(rule, BacktestAnswer.not("it asks after the columns as they were before the mask"));
            } else if (whole && FROM_PRESENCE.containsAll(types) && states.isPresent()) {
                presence.add(rule);
            } else if (whole && types.stream().allMatch(type -> type.answers() == RuleType.Answers.GROUPS)) {
                apart.add(rule);
            } else {
                clear.add(rule);
            }
        }
        states.ifPresent(summary -> checks(presence, presence(summary), From.STATES));
        checks(apart, rows.apart(), From.TABLE);
        checks(clear, rows.clear(), From.TABLE);
    }

    private List<Leaf> leaves(Rule.Dqdl check) {
        try {
            return languages.dqdl().rule(check.rule()).leaves();
        } catch (DqdlSyntaxException e) {
            throw new IllegalStateException("The reader let through what is no DQDL: " + check.rule(), e);
        }
    }

    /** Whether the stored states alone, which are of the run's rows, answer it. */
    private boolean presence(Rule.Dqdl check) {
        return states.isPresent()
                && leaves(check).stream()
                        .allMatch(leaf -> leaf.where().isEmpty()
                                && leaf.type().filter(FROM_PRESENCE::contains).isPresent());
    }

    private void checks(List<Rule> rules, Dataset<Row> over, From from) {
        List<DqdlCheck> compiled = new ArrayList<>();
        for (Rule rule : rules) {
            try {
                compiled.addAll(DqdlCompiler.compile(List.of(rule), table, over));
            } catch (ProblemsException e) {
                answers.put(rule, BacktestAnswer.not(missing((Rule.Dqdl) rule.check(), e)));
            }
        }
        if (!compiled.isEmpty()) {
            for (Verdict verdict : DqdlVerdicts.overRows(compiled, over)) {
                answers.put(
                        verdict.rule(),
                        verdict.answer() == Verdict.Answer.ERROR
                                ? BacktestAnswer.not(verdict.explanation())
                                : BacktestAnswer.by(verdict, from));
            }
        }
    }

    /** The column whose mask stands in the way; else the compiler's message. */
    private String missing(Rule.Dqdl check, ProblemsException refused) {
        return table.columnNames().stream()
                .filter(name -> check.rule().contains(name))
                .flatMap(name -> rows.obstacle(name, KEPT).stream())
                .findFirst()
                .orElse(refused.problems().get(0).why());
    }

    /** A table of as many rows, filled as the states say: all that a question after presence needs. */
    private Dataset<Row> presence(TableSummary summary) {
        List<String> columns = new ArrayList<>();
        summary.columns()
                .forEach((name, column) -> columns.add(
                        "IF(id < " + column.nonNull() + ", 'x', NULL) AS `" + name.replace("`", "``") + "`"));
        Dataset<Row> made = rows.released().sparkSession().range(summary.rows()).toDF();
        return columns.isEmpty() ? made : made.selectExpr(columns.toArray(new String[0]));
    }

    /** The answer; empty where a pass over the rows gives it. */
    private Optional<BacktestAnswer> asked(Rule rule, List<Rule> checks) {
        return rule.check()
                .match(
                        row -> row(rule, row),
                        dqdl -> check(rule, dqdl, checks),
                        key -> key(rule, key),
                        reference -> reference(rule, reference),
                        columns -> unanswered("the headers of the files are not kept"),
                        depends -> depends(rule, depends),
                        drift -> unanswered("it compares with the releases before it, as they stood then"),
                        freshness -> unanswered("it asks how late it was when the run began"),
                        readable -> {
                            throw new IllegalArgumentException(
                                    "Rule '" + rule.id() + "' is about a source, not a table");
                        },
                        notEmpty ->
                                Optional.of(BacktestAnswer.by(CountVerdict.notEmpty(rule, rows.rows()), From.RECORDED)),
                        noneLeftOut -> unanswered("the rows that a run left out are not kept"),
                        cast -> unanswered("the texts that its query reads are not kept"));
    }

    private static Optional<BacktestAnswer> unanswered(String why) {
        return Optional.of(BacktestAnswer.not(why));
    }

    private Optional<BacktestAnswer> row(Rule rule, Rule.Row check) {
        if (rows.together().isPresent()) {
            return rows.together().map(BacktestAnswer::not);
        }
        if (check.join().isPresent()) {
            return unanswered("it looks at the parent's row before the mask");
        }
        try {
            for (String column : languages.sql().expression(check.sql()).columns()) {
                Optional<String> obstacle = rows.obstacle(column.substring(column.lastIndexOf('.') + 1), KEPT);
                if (obstacle.isPresent()) {
                    return obstacle.map(BacktestAnswer::not);
                }
            }
            failing.put(rule, RowPredicates.failing(List.of(rule), rows.clear()).get(0));
            return Optional.empty();
        } catch (SqlSyntaxException e) {
            throw new IllegalStateException("The reader let through what is no SQL: " + check.sql(), e);
        } catch (ProblemsException e) {
            return unanswered("its predicate cannot be asked of the released columns: "
                    + e.problems().get(0).what());
        }
    }

    private Optional<BacktestAnswer> check(Rule rule, Rule.Dqdl check, List<Rule> checks) {
        if (rows.together().isPresent() && !presence(check)) {
            return rows.together().map(BacktestAnswer::not);
        }
        if (check.of() == Rule.Of.PRODUCED) {
            return unanswered("it asks of all produced rows, and a part of them is known only by counts");
        }
        if (check.rule().contains("last(")) {
            return unanswered("it asks of the releases before");
        }
        checks.add(rule);
        return Optional.empty();
    }

    private Optional<BacktestAnswer> key(Rule rule, Rule.Key check) {
        Optional<String> obstacle = obstacle(rows, check.columns());
        if (check.where().isPresent()) {
            return unanswered("which rows its 'where' selects is not worked out here");
        }
        if (check.keep().isPresent() || obstacle.isPresent()) {
            return unanswered(obstacle.orElse("which of several rows stays is not worked out here"));
        }
        return compared(rule, rows.released(), over -> KeyAndReferenceCheck.key(rule, over));
    }

    private Optional<BacktestAnswer> reference(Rule rule, Rule.Reference check) {
        if (rows.together().isPresent()) {
            return rows.together().map(BacktestAnswer::not);
        }
        ReleasedRows parent = parents.get(check.parent());
        if (parent == null) {
            return unanswered("the release has no table '" + check.parent() + "'");
        }
        Optional<String> obstacle = obstacle(rows, check.columns()).or(() -> obstacle(parent, check.parentColumns()));
        return obstacle.isPresent()
                ? obstacle.map(BacktestAnswer::not)
                : compared(rule, rows.own(), over -> KeyAndReferenceCheck.reference(rule, over, parent.released()));
    }

    private Optional<BacktestAnswer> compared(Rule rule, Dataset<Row> released, Function<Dataset<Row>, Verdict> judge) {
        boolean all = rule.severity() == Severity.QUARANTINE;
        Optional<Dataset<Row>> over = all ? rows.producedRows() : Optional.of(released);
        return over.map(judge)
                .map(verdict -> BacktestAnswer.counted(
                        rule,
                        verdict.rows().evaluated(),
                        verdict.rows().failed(),
                        all ? From.TABLE_AND_QUARANTINE : From.TABLE))
                .or(() -> unanswered(TAKEN_ROWS_GONE));
    }

    private Optional<BacktestAnswer> depends(Rule rule, Rule.Depends check) {
        if (rows.together().isPresent()) {
            return rows.together().map(BacktestAnswer::not);
        }
        List<String> all = new ArrayList<>(check.on());
        all.add(check.column());
        Optional<String> obstacle = obstacle(rows, all);
        Optional<Dataset<Row>> over = rows.producedRows();
        if (obstacle.isPresent() || over.isEmpty()) {
            return unanswered(obstacle.orElse(TAKEN_ROWS_GONE));
        }
        Column[] group = all.stream().map(ReleasedRows::quoted).toArray(Column[]::new);
        Column complete = Stream.of(group).map(Column::isNotNull).reduce(lit(true), Column::and);
        Column[] on = check.on().stream().map(ReleasedRows::quoted).toArray(Column[]::new);
        Row counts = over.get()
                .where(complete)
                .groupBy(group)
                .agg(expr("count(1) AS _weir_votes"))
                .groupBy(on)
                .agg(
                        expr("sum(_weir_votes) AS _weir_rows"),
                        expr("max(_weir_votes) AS _weir_most"),
                        expr("array_sort(collect_list(_weir_votes)) AS _weir_each"))
                .agg(expr("coalesce(sum(IF(size(_weir_each) = 1, 0, IF(_weir_each[size(_weir_each) - 2] = _weir_most,"
                        + " _weir_rows, _weir_rows - _weir_most))), 0L)"))
                .head();
        return Optional.of(BacktestAnswer.counted(rule, rows.produced(), counts.getLong(0), From.TABLE_AND_QUARANTINE));
    }

    private static Optional<String> obstacle(ReleasedRows rows, List<String> columns) {
        return columns.stream()
                .flatMap(column -> rows.obstacle(column, APART).stream())
                .findFirst();
    }
}
