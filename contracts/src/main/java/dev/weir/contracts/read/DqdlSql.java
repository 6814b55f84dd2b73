package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Nearest;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Looks at the SQL inside DQDL rules. */
final class DqdlSql {

    private static final String PRIMARY = "primary";
    private static final String FORM = "write SELECT * FROM primary WHERE and a condition, or a 'row' rule";

    private final Table table;
    private final Reading reading;
    private final Problems problems;

    DqdlSql(Table table, Reading reading) {
        this.table = table;
        this.reading = reading;
        this.problems = reading.problems();
    }

    static Place place(YamlScalar rule, Word word) {
        return rule.at(word.line(), word.column());
    }

    /** A {@code where}: a condition on one row. */
    void where(YamlScalar rule, Word where) {
        SqlFacts facts;
        try {
            facts = reading.sql().expression(where.text());
        } catch (SqlSyntaxException broken) {
            broken(rule, where, broken, "the 'where' is no expression of Spark SQL");
            return;
        }
        if (facts.shape() == SqlFacts.Shape.GENERAL || !facts.tables().isEmpty()) {
            problems.add(
                    Code.INVALID_RULE,
                    place(rule, where),
                    "the 'where' needs more than the row",
                    "it says of each row whether the rule is about it",
                    "write a condition on the row's own columns");
        }
        functions(rule, where, facts);
        columns(rule, where, facts);
    }

    /** The query of {@code CustomSql}: a number where it is compared with one, else the rows that pass. */
    void query(YamlScalar rule, Leaf leaf) {
        Word query = leaf.parameters().get(0);
        SqlFacts facts;
        Optional<List<String>> selected;
        try {
            facts = reading.sql().query(query.text());
            selected = reading.sql().selectedColumns(query.text());
        } catch (SqlSyntaxException broken) {
            broken(rule, query, broken, "the query of CustomSql is no SELECT of Spark SQL");
            return;
        }
        functions(rule, query, facts);
        if (leaf.condition().isPresent()) {
            return;
        }
        boolean plain = facts.shape() == SqlFacts.Shape.ROW_WISE
                && facts.tables().size() == 1
                && facts.tables().get(0).equalsIgnoreCase(PRIMARY);
        if (!plain) {
            problems.add(
                    Code.UNSUPPORTED,
                    place(rule, query),
                    "CustomSql has no condition, and its query is not a plain filter of 'primary'",
                    "it then gives the rows that pass, each at most once",
                    FORM);
            return;
        }
        columns(rule, query, facts);
        if (selected.isEmpty() || !namesRows(selected.get())) {
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

    private void functions(YamlScalar rule, Word at, SqlFacts facts) {
        for (String function : facts.functions()) {
            if (Transformations.isRefused(function)) {
                problems.add(
                        Code.INVALID_RULE,
                        place(rule, at),
                        "a check calls " + function + "()",
                        "the same rows have to give the same verdicts",
                        "compare with a column of the row");
            }
        }
    }

    private void columns(YamlScalar rule, Word at, SqlFacts facts) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        for (String name : facts.columns()) {
            boolean known = names.stream().anyMatch(name::equalsIgnoreCase) || name.equals("*");
            if (!known && !reading.wasUnread(table.name() + "." + name)) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        place(rule, at),
                        "the check names the column '" + name + "'",
                        "the table '" + table.name() + "' has no such column",
                        Nearest.remedy(name, names, "it has " + String.join(", ", names)));
            }
        }
    }

    private void broken(YamlScalar rule, Word at, SqlSyntaxException broken, String what) {
        problems.add(
                Code.INVALID_SQL,
                rule.at(
                        at.line() + broken.line() - 1,
                        broken.line() == 1 ? at.column() + broken.column() : broken.column()),
                what,
                String.valueOf(broken.getMessage()),
                "put it right");
    }
}
