package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Nearest;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * ODCS's {@code quality}: a library metric that must be 0 judges each row; row counts, shares of NULL and {@code custom}
 * checks with {@code engine: dqdl} become DQDL. {@code text}, and the rules of other engines, are for people.
 */
final class QualityChecks {

    private static final List<String> SEVERITIES = List.of("block", "quarantine", "warn", "error", "warning", "info");

    private final Table table;
    private final DerivedRules rules;
    private final Problems problems;
    private final DqdlReader checks;

    QualityChecks(Table table, DerivedRules rules, Reading reading) {
        this.table = table;
        this.rules = rules;
        this.problems = reading.problems();
        this.checks = new DqdlReader(table, reading);
    }

    void ofTable(List<YamlMap> checks) {
        for (YamlMap check : checks) {
            switch (sort(check)) {
                case "library" -> tableMetric(check);
                case "sql" -> unsupported(check, "query", "SQL checks are not run yet");
                case "custom" -> custom("", check);
                default -> {} // text is for people
            }
        }
    }

    void ofColumn(Column column, List<YamlMap> checks) {
        for (YamlMap check : checks) {
            switch (sort(check)) {
                case "library" -> columnMetric(column, check);
                case "sql" -> unsupported(check, "query", "SQL checks are not run yet");
                case "custom" -> custom(column.name() + ".", check);
                default -> {} // text is for people
            }
        }
    }

    private static String sort(YamlMap check) {
        return check.has("metric") ? "library" : check.textOrEmpty("type");
    }

    private void tableMetric(YamlMap check) {
        String metric = check.textOrEmpty("metric");
        if (metric.equals("rowCount")) {
            rowCount(check);
        } else if (metric.equals("duplicateValues")) {
            List<String> columns =
                    argument(check, "properties").map(QualityChecks::texts).orElse(List.of());
            for (String column : columns) {
                if (table.column(column).isEmpty()) {
                    problems.add(
                            Code.UNKNOWN_NAME,
                            check.placeOf("arguments"),
                            "'properties' names the column '" + column + "'",
                            "the table '" + table.name() + "' has no such column",
                            Nearest.remedy(column, columnNames(), "name one of its columns"));
                    return;
                }
            }
            if (columns.isEmpty()) {
                problems.add(
                        Code.MISSING_FIELD,
                        check.place(),
                        "duplicateValues of a table says not of which columns",
                        "its 'arguments' name them",
                        "add 'arguments: { properties: [ … ] }'");
            } else if (mustBeNone(check)) {
                add("", check, "duplicate-values", new Rule.Key(columns, Rule.Nulls.PASS), Dimension.UNIQUENESS);
            }
        } else if (!metric.isEmpty()) {
            unsupported(check, "metric", "'" + metric + "' of a whole table is not measured yet");
        }
    }

    private List<String> columnNames() {
        List<String> names = new ArrayList<>();
        for (Column column : table.columns()) {
            names.add(column.name());
        }
        return names;
    }

    private void rowCount(YamlMap check) {
        Optional<String> condition = Comparison.of(check);
        if (condition.isEmpty() || isPercent(check)) {
            unsupported(check, "metric", "a rowCount like this is not checked yet");
            return;
        }
        dqdl("", check, "row-count", "RowCount " + condition.get(), Dimension.COVERAGE);
    }

    private void columnMetric(Column column, YamlMap check) {
        String name = Predicates.quoted(column.name());
        switch (check.textOrEmpty("metric")) {
            case "nullValues" -> nullValues(column, name, check);
            case "missingValues" -> missingValues(column, name, check);
            case "invalidValues" -> invalidValues(column, name, check);
            case "duplicateValues" -> {
                if (mustBeNone(check)) {
                    Rule.Key key = new Rule.Key(List.of(column.name()), Rule.Nulls.PASS);
                    add(column.name() + ".", check, "duplicate-values", key, Dimension.UNIQUENESS);
                }
            }
            case "rowCount" -> rowCount(check);
            default -> {} // the standard's check has told
        }
    }

    private void nullValues(Column column, String name, YamlMap check) {
        if (isNone(check)) {
            row(column, check, "null-values", name + " IS NOT NULL", Dimension.COMPLETENESS);
            return;
        }
        Optional<String> complete = isPercent(check) ? Comparison.ofComplement(check) : Optional.empty();
        if (complete.isPresent()) {
            String rule = "Completeness \"" + column.name() + "\" " + complete.get();
            dqdl(column.name() + ".", check, "null-values", rule, Dimension.COMPLETENESS);
        } else {
            unsupported(check, "metric", "a number of NULLs other than 0 is not checked yet");
        }
    }

    private void missingValues(Column column, String name, YamlMap check) {
        if (!mustBeNone(check)) {
            return;
        }
        Optional<YamlNode> values = argument(check, "missingValues");
        Optional<String> list = values.isPresent() ? literals(column, values.get()) : Optional.of("");
        boolean nulls = values.isEmpty() || hasNull(values.get());
        if (list.isPresent()) {
            String present = nulls ? name + " IS NOT NULL" : "";
            String other = list.get().isEmpty() ? "" : name + " NOT IN (" + list.get() + ")";
            String both = present.isEmpty() || other.isEmpty() ? present + other : present + " AND " + other;
            row(column, check, "missing-values", both, Dimension.COMPLETENESS);
        }
    }

    private void invalidValues(Column column, String name, YamlMap check) {
        Optional<YamlNode> values = argument(check, "validValues");
        Optional<YamlNode> pattern = argument(check, "pattern");
        if (values.isPresent() == pattern.isPresent()) {
            problems.add(
                    Code.MISSING_FIELD,
                    check.place(),
                    values.isPresent()
                            ? "invalidValues has 'validValues' and 'pattern'"
                            : "invalidValues says not what is valid",
                    "its 'arguments' have one of 'validValues' and 'pattern'",
                    values.isPresent() ? "write two checks" : "add 'arguments: { validValues: [ … ] }'");
            return;
        }
        if (!mustBeNone(check)) {
            return;
        }
        if (pattern.isPresent()) {
            if (pattern.get() instanceof YamlScalar text) {
                row(column, check, "valid-pattern", Predicates.fullMatch(name, text.text()), Dimension.CONFORMITY);
            }
        } else if (values.get() instanceof YamlList list && !list.items().isEmpty()) {
            Optional<String> literals = literals(column, list);
            if (literals.isPresent()) {
                row(column, check, "valid-values", name + " IN (" + literals.get() + ")", Dimension.CONFORMITY);
            }
        } else {
            problems.add(
                    Code.UNSUPPORTED,
                    values.get().place(),
                    "'validValues' is " + values.get().describe(),
                    "Weir checks a list of values",
                    "write the values, or state a relationship to the table that has them");
        }
    }

    private void custom(String prefix, YamlMap check) {
        if (!check.textOrEmpty("engine").toLowerCase(Locale.ROOT).equals("dqdl")) {
            return; // another engine's rule goes to the catalogue
        }
        Optional<YamlScalar> rule = check.text("implementation");
        if (rule.isEmpty()) {
            problems.add(
                    Code.INVALID_RULE,
                    check.placeOf("implementation"),
                    "a DQDL check's 'implementation' is "
                            + check.get("implementation")
                                    .map(YamlNode::describe)
                                    .orElse("empty"),
                    "it has to be the text of one DQDL rule",
                    "write such as 'RowCount > 0'");
        } else if (checks.read(rule.get()).isPresent()) {
            dqdl(prefix, check, "dqdl", rule.get().text().strip(), Dimension.CONSISTENCY);
        }
    }

    private void row(Column column, YamlMap check, String name, String predicate, Dimension dimension) {
        Rule.Row row = new Rule.Row(predicate, List.of(column.name()));
        add(column.name() + ".", check, name, row, dimension);
    }

    private void dqdl(String prefix, YamlMap check, String name, String rule, Dimension dimension) {
        if (severity(check) == Severity.QUARANTINE) {
            problems.add(
                    Code.INVALID_RULE,
                    check.placeOf("severity"),
                    "a check of the whole table has the severity quarantine",
                    "it does not say which rows are wrong",
                    "write block or warn");
            return;
        }
        add(prefix, check, name, new Rule.Dqdl(rule, Rule.Of.RELEASED), dimension);
    }

    private void add(String prefix, YamlMap check, String name, Rule.Check what, Dimension usual) {
        String dimension = check.textOrEmpty("dimension");
        Dimension stated = usual;
        for (Dimension known : Dimension.values()) {
            if (known.toString().equals(dimension)) {
                stated = known;
            }
        }
        String says = check.has("metric") ? "metric: " + check.textOrEmpty("metric") : "type: custom";
        Place place = check.place();
        rules.add(
                prefix + check.text("id").map(YamlScalar::text).orElse(name),
                what,
                severity(check),
                stated,
                says,
                place);
    }

    private Severity severity(YamlMap check) {
        Optional<YamlScalar> written = check.text("severity");
        if (written.isEmpty()) {
            return Severity.BLOCK;
        }
        return switch (written.get().text().toLowerCase(Locale.ROOT)) {
            case "block", "error" -> Severity.BLOCK;
            case "quarantine" -> Severity.QUARANTINE;
            case "warn", "warning", "info" -> Severity.WARN;
            default -> {
                problems.add(
                        Code.INVALID_VALUE,
                        written.get().place(),
                        "the severity is '" + written.get().text() + "'",
                        "it has to be one of " + String.join(", ", SEVERITIES),
                        Nearest.remedy(written.get().text(), SEVERITIES, "write one of these"));
                yield Severity.BLOCK;
            }
        };
    }

    private static Optional<YamlNode> argument(YamlMap check, String name) {
        return check.map("arguments").flatMap(arguments -> arguments.get(name));
    }

    private static List<String> texts(YamlNode node) {
        List<String> texts = new ArrayList<>();
        if (node instanceof YamlList list) {
            for (YamlNode item : list.items()) {
                if (item instanceof YamlScalar scalar) {
                    texts.add(scalar.text());
                }
            }
        }
        return texts;
    }

    private static boolean hasNull(YamlNode values) {
        return values instanceof YamlList list
                && list.items().stream()
                        .anyMatch(item -> item instanceof YamlScalar scalar && scalar.sort() == YamlScalar.Sort.NULL);
    }

    /** The values other than NULL, as literals of the column's type; empty when one is not of it. */
    private Optional<String> literals(Column column, YamlNode values) {
        StringBuilder literals = new StringBuilder();
        for (YamlNode item : values instanceof YamlList list ? list.items() : List.of(values)) {
            if (item instanceof YamlScalar scalar && scalar.sort() == YamlScalar.Sort.NULL) {
                continue;
            }
            Optional<String> literal =
                    item instanceof YamlScalar scalar ? Predicates.literal(column.type(), scalar) : Optional.empty();
            if (literal.isEmpty()) {
                problems.add(
                        Code.TYPE_MISMATCH,
                        item.place(),
                        "a value of the check is " + item.describe(),
                        "the column '" + column.name() + "' has the type "
                                + column.type().display(),
                        "write a value of that type; texts that look like numbers stand in quotes");
                return Optional.empty();
            }
            literals.append(literals.length() == 0 ? "" : ", ").append(literal.get());
        }
        return Optional.of(literals.toString());
    }

    private static boolean isPercent(YamlMap check) {
        return check.textOrEmpty("unit").toLowerCase(Locale.ROOT).startsWith("percent");
    }

    private static boolean isNone(YamlMap check) {
        return check.scalar("mustBe")
                .flatMap(YamlScalar::number)
                .filter(number -> number.signum() == 0)
                .isPresent();
    }

    private boolean mustBeNone(YamlMap check) {
        if (isNone(check)) {
            return true;
        }
        unsupported(check, "metric", "'" + check.textOrEmpty("metric") + "' other than 'mustBe: 0' is not checked yet");
        return false;
    }

    private void unsupported(YamlMap check, String key, String why) {
        problems.add(
                Code.UNSUPPORTED,
                check.placeOf(key),
                "this quality check is not run",
                why,
                "write a rule with 'check' and its DQDL in quality-rules, or make it 'type: text'");
    }
}
