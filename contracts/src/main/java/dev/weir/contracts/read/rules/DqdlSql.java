package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlPolicy;
import dev.weir.contracts.sql.UserSql;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.List;

/** Looks at the SQL inside DQDL rules. */
final class DqdlSql {

    private static final String PRIMARY = "primary";
    private static final String FORM = "write SELECT * FROM primary WHERE and a condition, or a 'row' rule";
    private static final String COUNT = "where a sub-query or another table is needed, count the rows that break it:"
            + " CustomSql \"SELECT count(*) FROM primary WHERE …\" = 0; else " + FORM;

    private final Table table;
    private final ReadContext reading;
    private final Problems problems;

    DqdlSql(Table table, ReadContext reading) {
        this.table = table;
        this.reading = reading;
        this.problems = reading.problems();
    }

    static Place place(YamlScalar rule, Word word) {
        return rule.at(word.line(), word.column());
    }

    /** A {@code where}: a condition on one row. */
    void where(YamlScalar rule, Word where) {
        SqlPolicy.Outcome read = reading.gate().expression(written(rule, where, "the 'where'"));
        read.problems().forEach(problems::add);
        if (read.facts().isEmpty()) {
            return;
        }
        SqlFacts facts = read.facts().get();
        if (facts.shape() == SqlFacts.Shape.GENERAL || !facts.tables().isEmpty()) {
            problems.add(
                    Code.INVALID_RULE,
                    place(rule, where),
                    "the 'where' needs more than the row",
                    "it says of each row whether the rule is about it",
                    "write a condition on the row's own columns");
        }
        columns(rule, where, facts);
    }

    /** The query of {@code CustomSql}: a number where it is compared with one, else the rows that pass. */
    void query(YamlScalar rule, Leaf leaf) {
        Word query = leaf.parameters().get(0);
        SqlPolicy.Outcome read = reading.gate().query(written(rule, query, "the query of CustomSql"));
        read.problems().forEach(problems::add);
        if (read.facts().isEmpty() || leaf.condition().isPresent()) {
            return;
        }
        SqlFacts facts = read.facts().get();
        boolean plain = facts.shape() == SqlFacts.Shape.ROW_WISE
                && facts.tables().size() == 1
                && facts.tables().get(0).equalsIgnoreCase(PRIMARY);
        if (!plain) {
            problems.add(
                    Code.UNSUPPORTED,
                    place(rule, query),
                    "CustomSql has no condition, and its query is not a plain filter of 'primary'",
                    "it then gives the rows that pass, and each is judged by its own columns",
                    COUNT);
            return;
        }
        columns(rule, query, facts);
        if (!namesRows(facts.output().columns())) {
            problems.add(
                    Code.UNSUPPORTED,
                    place(rule, query),
                    "the query of CustomSql does not select * or the table's key",
                    "Deequ looks for rows by the values selected, and finds a value that repeats more than once",
                    FORM);
        }
    }

    private boolean namesRows(List<String> selected) {
        List<String> key = table.keys().primary();
        return selected.equals(List.of("*"))
                || (!key.isEmpty()
                        && key.stream().allMatch(part -> selected.stream().anyMatch(part::equalsIgnoreCase)));
    }

    private void columns(YamlScalar rule, Word at, SqlFacts facts) {
        for (String name : facts.columns()) {
            if (!name.equals("*") && table.columnNames().stream().noneMatch(name::equalsIgnoreCase)) {
                reading.unknownColumn(table, name, place(rule, at), "the check names the column '" + name + "'");
            }
        }
    }

    /** The quoted text begins one character after the word. */
    private static UserSql written(YamlScalar rule, Word at, String name) {
        return new UserSql(
                at.text(),
                name,
                (line, column) -> rule.at(at.line() + line - 1, line == 1 ? at.column() + column : column));
    }
}
