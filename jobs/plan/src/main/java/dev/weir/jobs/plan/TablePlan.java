package dev.weir.jobs.plan;

import dev.weir.contracts.Load;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.sql.SqlWords;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one table of the product is made.
 *
 * @param table its contract
 * @param format how it is kept
 * @param route where its rows come from
 * @param protection of the people in its rows
 * @param rules all on this table, in the product's order
 * @param aside the clear columns that are kept until the run ends
 */
public record TablePlan(
        Table table, TableFormat format, Route route, Protection protection, List<RulePlan> rules, ClearColumns aside) {

    /** Spark's {@code spark.sql.codegen.maxFields}. */
    private static final int FIELDS_COMPILED_TOGETHER = 100;

    /** File, line, and why a record is unreadable. */
    private static final int HIDDEN = 3;

    public TablePlan {
        rules = List.copyOf(rules);
        if (!protection.masks().stream().map(ColumnMask::column).toList().equals(table.columnNames())) {
            throw new IllegalArgumentException("Table '" + table.name() + "' needs a mask for each of its columns");
        }
    }

    /** The table's name. */
    public String name() {
        return table.name();
    }

    /** What its rows become of those of the last release. */
    public Load load() {
        return table.making().load();
    }

    /** Whether a run can take these values of its columns away, so that rows which refer to them have no parent. */
    public boolean canLose(List<String> columns) {
        return LoadedRules.canLose(table, columns);
    }

    /** The masks, one for each column, in the contract's order. */
    public List<ColumnMask> masks() {
        return protection.masks();
    }

    /** Whether a mask of the table depends on the workspace's key. */
    public boolean isMaskedByKey() {
        return masks().stream().anyMatch(mask -> mask.mask().isKeyed());
    }

    /** The mask of a column of this table. */
    public ColumnMask mask(String column) {
        return masks().stream()
                .filter(mask -> mask.column().equals(column))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Table '" + table.name() + "' has no column '" + column + "'"));
    }

    /** The masked columns of which something holds. */
    Set<String> masked(Predicate<ColumnMask> holds) {
        return masks().stream()
                .filter(mask -> !mask.keeps() && holds.test(mask))
                .map(ColumnMask::column)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a text of SQL may read a column with such a mask. */
    boolean namesMasked(String sql, Predicate<ColumnMask> such) {
        SqlWords words = new SqlWords(sql);
        return masks().stream().filter(such).anyMatch(mask -> words.mayRead(mask.column()));
    }

    /**
     * Whether a row is too wide for Spark to compile all steps between reader and sink into one, so that it compiles each
     * by itself. Judged rows are compiled either way.
     */
    public boolean isCompiledStepByStep() {
        return table.columns().size() + HIDDEN + markers().size() > FIELDS_COMPILED_TOGETHER;
    }

    /** The rules that are answered so, in their order. */
    public List<RulePlan> rules(VerdictSource answer) {
        return rules.stream().filter(rule -> rule.answer() == answer).toList();
    }

    /**
     * The product's tables on whose rows it depends what this table's rows are and what becomes of them: those that its
     * query reads, its parents, and itself where rows of one run are compared with those that are there.
     */
    public Set<String> looksInto() {
        Set<String> tables = new LinkedHashSet<>();
        route.inputs().stream()
                .filter(input -> input.origin() == Input.Origin.TABLE)
                .forEach(input -> tables.add(input.name()));
        ParentLookup.of(this).forEach(lookup -> tables.add(lookup.reference().parent()));
        protection.minors().followed().forEach(reference -> tables.add(reference.parent()));
        if (markers().stream().anyMatch(marker -> marker.rule().check() instanceof Rule.Key)) {
            tables.add(name());
        }
        return tables;
    }

    /** The rules that are judged row by row, those with a marker among them. */
    public List<RulePlan> judged() {
        return Stream.concat(rules(VerdictSource.ROW).stream(), markers().stream())
                .toList();
    }

    /** The rules that are answered from what the rows add up to. */
    public List<RulePlan> measured() {
        return Stream.concat(rules(VerdictSource.STATES).stream(), rules(VerdictSource.COUNTS).stream())
                .toList();
    }

    /** The rules with a marker: the n-th has the hidden column {@link HiddenColumns#mark mark(n)}, from 0. */
    public List<RulePlan> markers() {
        return rules(VerdictSource.MARKER);
    }

    /**
     * Where a table's rows come from.
     *
     * @param query one SELECT
     * @param inputs what it reads, each once, in the query's order
     * @param way fused with its one source, or from landed sources and staged tables
     * @param reason why this way, a sentence without its full stop
     */
    public record Route(Table.Query query, List<Input> inputs, SourceRoute way, String reason) {
        public Route {
            inputs = List.copyOf(inputs);
            if (way == SourceRoute.FUSED && inputs.size() != 1) {
                throw new IllegalArgumentException("A fused table reads one source, not " + inputs.size());
            }
        }
    }
}
