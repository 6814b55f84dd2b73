package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Nearest;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one rule that a steward wrote, for a table of a product's contract. */
final class RuleReader {

    private static final List<String> LATER = List.of("drift", "depends", "join", "from", "until", "threshold", "tags");

    private final Reading reading;
    private final Problems problems;

    RuleReader(Reading reading) {
        this.reading = reading;
        this.problems = reading.problems();
    }

    /** The rule; empty when it cannot be made, which is then among the problems. */
    Optional<Rule> read(YamlMap node, Contract contract) {
        boolean supported = true;
        for (String key : LATER) {
            if (node.has(key)) {
                supported = false;
                problems.add(
                        Code.UNSUPPORTED,
                        node.placeOfKey(key),
                        "rules with '" + key + "' are not judged yet",
                        "a later version of Weir does",
                        "write the rule with 'row' or 'check' alone, or leave it out until then");
            }
        }
        Optional<Table> table = table(node, contract);
        Optional<Severity> severity = severity(node);
        Optional<Dimension> dimension = dimension(node);
        if (!supported || table.isEmpty() || severity.isEmpty() || dimension.isEmpty()) {
            return Optional.empty();
        }
        Optional<Rule.Check> check = Optional.empty();
        if (node.text("row").isPresent() && !node.has("check")) {
            check = row(node, node.text("row").get(), table.get());
        } else if (node.text("check").isPresent() && !node.has("row")) {
            check = dqdl(node, node.text("check").get(), table.get(), severity.get());
        }
        Optional<YamlScalar> id = node.text("id");
        if (check.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Rule(
                id.get().text(),
                table.get().name(),
                check.get(),
                severity.get(),
                new Rule.Standing(
                        Rule.Author.STEWARD, dimension.get(), node.textOrEmpty("owner"), node.textOrEmpty("because")),
                id.get().place()));
    }

    static Optional<Severity> severity(YamlMap node) {
        for (Severity severity : Severity.values()) {
            if (severity.toString().equals(node.textOrEmpty("severity"))) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }

    private static Optional<Dimension> dimension(YamlMap node) {
        for (Dimension dimension : Dimension.values()) {
            if (dimension.toString().equals(node.textOrEmpty("dimension"))) {
                return Optional.of(dimension);
            }
        }
        return Optional.empty();
    }

    private Optional<Table> table(YamlMap node, Contract contract) {
        List<String> names = contract.tables().stream().map(Table::name).toList();
        Optional<YamlScalar> written = node.text("table");
        if (written.isEmpty()) {
            if (names.size() > 1 && !node.has("table")) {
                problems.add(
                        Code.MISSING_FIELD,
                        node.place(),
                        "the rule '" + node.textOrEmpty("id") + "' does not say its table",
                        "the contract '" + contract.id() + "' has " + String.join(", ", names),
                        "add 'table'");
            }
            return names.size() == 1 ? contract.table(names.get(0)) : Optional.empty();
        }
        Optional<Table> table = contract.table(written.get().text());
        if (table.isEmpty() && !reading.wasUnread(written.get().text())) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    written.get().place(),
                    "there is no table '" + written.get().text() + "'",
                    "the contract '" + contract.id() + "' has " + String.join(", ", names),
                    Nearest.remedy(written.get().text(), names, "name one of its tables"));
        }
        return table;
    }

    private Optional<Rule.Check> row(YamlMap node, YamlScalar row, Table table) {
        if (node.has("of")) {
            problems.add(
                    Code.INVALID_RULE,
                    node.placeOf("of"),
                    "a row rule has 'of'",
                    "it judges every row that the transformation made",
                    "take 'of' out");
        }
        Optional<SqlFacts> facts = facts(row, table);
        Optional<YamlScalar> where = node.text("where");
        Optional<SqlFacts> condition = where.isEmpty() ? facts : facts(where.get(), table);
        if (facts.isEmpty() || condition.isEmpty()) {
            return Optional.empty();
        }
        String predicate = where.isEmpty()
                ? row.text().strip()
                : "CASE WHEN " + where.get().text().strip() + " THEN "
                        + row.text().strip() + " ELSE TRUE END";
        return Optional.of(new Rule.Row(predicate, blamed(node, facts.get(), table)));
    }

    private List<String> blamed(YamlMap node, SqlFacts facts, Table table) {
        List<String> columns = new ArrayList<>();
        if (!node.has("columns")) {
            for (String name : facts.columns()) {
                column(table, name)
                        .map(Column::name)
                        .filter(real -> !columns.contains(real))
                        .ifPresent(columns::add);
            }
            return columns;
        }
        for (YamlScalar name : node.scalars("columns")) {
            if (table.column(name.text()).isPresent()) {
                columns.add(name.text());
            } else {
                unknownColumn(name.text(), name.place(), table);
            }
        }
        return columns;
    }

    private Optional<SqlFacts> facts(YamlScalar expression, Table table) {
        SqlFacts facts;
        try {
            facts = reading.sql().expression(expression.text());
        } catch (SqlSyntaxException broken) {
            problems.add(
                    Code.INVALID_SQL,
                    expression.at(broken.line(), broken.column()),
                    "the predicate is no expression of Spark SQL",
                    String.valueOf(broken.getMessage()),
                    "put it right");
            return Optional.empty();
        }
        boolean right = true;
        for (String function : facts.functions()) {
            if (Transformations.isRefused(function)) {
                right = false;
                problems.add(
                        Code.INVALID_RULE,
                        expression.place(),
                        "a rule calls " + function + "()",
                        "the same rows have to give the same verdicts",
                        "compare with a column of the row");
            }
        }
        if (facts.shape() == SqlFacts.Shape.GENERAL || !facts.tables().isEmpty()) {
            right = false;
            problems.add(
                    Code.INVALID_RULE,
                    expression.place(),
                    "the predicate needs more than the row",
                    "'row' judges one row by its own columns",
                    "write a 'check', or bring the value into the row in the transformation");
        }
        for (String name : facts.columns()) {
            if (column(table, name).isEmpty() && !reading.wasUnread(table.name() + "." + name)) {
                right = false;
                unknownColumn(name, placeOf(name, expression), table);
            }
        }
        return right ? Optional.of(facts) : Optional.empty();
    }

    private static Optional<Column> column(Table table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private void unknownColumn(String name, Place place, Table table) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        problems.add(
                Code.UNKNOWN_NAME,
                place,
                "the rule names the column '" + name + "'",
                "the table '" + table.name() + "' has no such column",
                Nearest.remedy(name, names, "it has " + String.join(", ", names)));
    }

    private static Place placeOf(String name, YamlScalar expression) {
        int at = expression.text().toLowerCase(Locale.ROOT).indexOf(name.toLowerCase(Locale.ROOT));
        if (at < 0) {
            return expression.place();
        }
        String before = expression.text().substring(0, at);
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        return expression.at(line, at - before.lastIndexOf('\n'));
    }

    private Optional<Rule.Check> dqdl(YamlMap node, YamlScalar check, Table table, Severity severity) {
        if (node.has("columns") || node.has("where")) {
            String key = node.has("where") ? "where" : "columns";
            problems.add(
                    Code.INVALID_RULE,
                    node.placeOf(key),
                    "a check has '" + key + "'",
                    "it belongs to 'row'",
                    key.equals("where") ? "write DQDL's own 'where \"…\"' in the check" : "take it out");
        }
        if (!Dqdl.isWellFormed(check, problems)) {
            return Optional.empty();
        }
        String rule = check.text().strip();
        if (severity != Severity.QUARANTINE) {
            Rule.Of of = node.textOrEmpty("of").equals("produced") ? Rule.Of.PRODUCED : Rule.Of.RELEASED;
            return Optional.of(new Rule.Dqdl(rule, of));
        }
        Optional<Rule.Check> rowWise = rowWise(rule, table);
        if (rowWise.isEmpty()) {
            problems.add(
                    Code.INVALID_RULE,
                    node.placeOf("severity"),
                    "the check of '" + node.textOrEmpty("id") + "' has the severity quarantine",
                    "a check of the whole table does not say which rows are wrong",
                    "write it as 'row', or with block or warn");
        }
        return rowWise;
    }

    /** Those checks that say which rows are wrong: keys and references. */
    private static Optional<Rule.Check> rowWise(String rule, Table table) {
        List<String> names = Dqdl.quotedTexts(rule);
        String word = rule.substring(0, rule.indexOf(' ') < 0 ? rule.length() : rule.indexOf(' '));
        boolean columns = !names.isEmpty()
                && names.stream().allMatch(name -> table.column(name).isPresent())
                && rule.endsWith("\"");
        if (word.equals("IsPrimaryKey") && columns) {
            return Optional.of(new Rule.Key(names, Rule.Nulls.FAIL));
        }
        if (word.equals("IsUnique") && columns && names.size() == 1) {
            return Optional.of(new Rule.Key(names, Rule.Nulls.PASS));
        }
        return Optional.empty();
    }
}
