package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.dqdl.WrittenColumn;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.rules.DqdlReader;
import dev.weir.contracts.read.rules.PackInterpolation;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * ODCS's {@code quality}: a library metric that must be 0, or at most a percentage, judges each row; every other number
 * that a metric or {@code sql} counts becomes DQDL, as {@code custom} checks with {@code engine: dqdl} are. {@code text},
 * and the rules of other engines, are for people.
 */
final class QualityChecks {

    private static final Field<Dimension> DIMENSION = Field.optional("dimension", FieldKinds.oneOf(Dimension.class));
    private static final List<String> SEVERITIES = List.of("block", "quarantine", "warn", "error", "warning", "info");

    private final Table table;
    private final DerivedRules rules;
    private final ReadContext reading;
    private final Problems problems;
    private final DqdlReader checks;

    QualityChecks(Table table, DerivedRules rules, ReadContext reading) {
        this.table = table;
        this.rules = rules;
        this.reading = reading;
        this.problems = reading.problems();
        this.checks = new DqdlReader(table, reading);
    }

    void ofTable(List<YamlMap> checks) {
        for (YamlMap check : checks) {
            QualityArguments.check(check, problems);
            switch (sort(check)) {
                case "library" -> tableMetric(check);
                case "sql" -> sql("", "", check);
                case "custom" -> custom("", check);
                default -> {} // text is for people
            }
        }
    }

    void ofColumn(Column column, List<YamlMap> checks) {
        for (YamlMap check : checks) {
            QualityArguments.check(check, problems);
            switch (sort(check)) {
                case "library" -> columnMetric(column, check);
                case "sql" -> sql(column.name() + ".", SqlWriter.quoted(column.name()), check);
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
            List<String> columns = QualityArguments.argument(check, "properties")
                    .map(QualityArguments::texts)
                    .orElse(List.of());
            for (String column : columns) {
                if (table.column(column).isEmpty()) {
                    problems.add(
                            Code.UNKNOWN_NAME,
                            check.placeOf("arguments"),
                            "'properties' names the column '" + column + "'",
                            "the table '" + table.name() + "' has no such column",
                            NearestName.remedy(column, table.columnNames(), "name one of its columns"));
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
            } else {
                duplicateValues("", columns, check);
            }
        } else if (!metric.isEmpty()) {
            unsupported(check, "metric", "'" + metric + "' of a whole table is not measured yet");
        }
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
        String name = SqlWriter.quoted(column.name());
        switch (check.textOrEmpty("metric")) {
            case "nullValues" -> nullValues(column, name, check);
            case "missingValues" -> missingValues(column, name, check);
            case "invalidValues" -> invalidValues(column, name, check);
            case "duplicateValues" -> duplicateValues(column.name() + ".", List.of(column.name()), check);
            case "rowCount" -> rowCount(check);
            default -> {} // the standard's check has reported it
        }
    }

    /** Rows that share their values with another; those with a NULL in them do not. */
    private void duplicateValues(String prefix, List<String> columns, YamlMap check) {
        Rule.Key key = new Rule.Key(columns, Rule.Nulls.PASS);
        Optional<Rule.Terms> terms = rowTerms(check);
        if (terms.isPresent()) {
            add(prefix, check, "duplicate-values", key, terms.get(), Dimension.UNIQUENESS);
            return;
        }
        if (isPercent(check)) {
            unsupported(check, "metric", "of a share of duplicates only 'mustBeLessOrEqualTo' is checked");
            return;
        }
        String names = String.join(", ", columns.stream().map(SqlWriter::quoted).toList());
        String complete = String.join(
                " AND ",
                columns.stream()
                        .map(name -> SqlWriter.quoted(name) + " IS NOT NULL")
                        .toList());
        number(
                prefix,
                check,
                "duplicate-values",
                "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM primary WHERE " + complete + " GROUP BY "
                        + names + ") WHERE n > 1",
                Dimension.UNIQUENESS);
    }

    private void nullValues(Column column, String name, YamlMap check) {
        Optional<String> complete =
                isPercent(check) && !isNone(check) ? Comparison.ofComplement(check) : Optional.empty();
        if (complete.isPresent()) {
            String rule = "Completeness " + WrittenColumn.parameter(column.name()) + " " + complete.get();
            dqdl(column.name() + ".", check, "null-values", rule, Dimension.COMPLETENESS);
        } else {
            rows(column, check, "null-values", name + " IS NOT NULL", Dimension.COMPLETENESS);
        }
    }

    private void missingValues(Column column, String name, YamlMap check) {
        Optional<YamlNode> values = QualityArguments.argument(check, "missingValues");
        Optional<String> list = values.isPresent()
                ? QualityArguments.literals(column, values.get(), reading.zone(), problems)
                : Optional.of("");
        boolean nulls = values.isEmpty() || QualityArguments.hasNull(values.get());
        if (list.isPresent() && (nulls || !list.get().isEmpty())) {
            String present = nulls ? name + " IS NOT NULL" : "";
            String other = list.get().isEmpty() ? "" : name + " NOT IN (" + list.get() + ")";
            String both = present.isEmpty() || other.isEmpty() ? present + other : present + " AND " + other;
            rows(column, check, "missing-values", both, Dimension.COMPLETENESS);
        }
    }

    private void invalidValues(Column column, String name, YamlMap check) {
        Optional<YamlNode> values = QualityArguments.argument(check, "validValues");
        Optional<YamlNode> pattern = QualityArguments.argument(check, "pattern");
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
        if (pattern.isPresent()) {
            PatternReader.read(pattern.get(), problems)
                    .ifPresent(text -> rows(
                            column, check, "valid-pattern", SqlWriter.fullMatch(name, text), Dimension.CONFORMITY));
        } else if (values.get() instanceof YamlList list && !list.items().isEmpty()) {
            Optional<String> literals = QualityArguments.literals(column, list, reading.zone(), problems);
            if (literals.isPresent()) {
                rows(column, check, "valid-values", name + " IN (" + literals.get() + ")", Dimension.CONFORMITY);
            }
        } else if (values.get() instanceof YamlMap map && map.text("from").isPresent()) {
            from(column, check, map.text("from").get());
        } else if (!(values.get() instanceof YamlList)) {
            problems.add(
                    Code.UNSUPPORTED,
                    values.get().place(),
                    "'validValues' is " + values.get().describe(),
                    "Weir checks a list of values, or those of another table",
                    "write the values, or '{ from: table.column }'");
        }
    }

    private void custom(String prefix, YamlMap check) {
        if (!check.textOrEmpty("engine").toLowerCase(Locale.ROOT).equals("dqdl")) {
            return; // another engine's rule goes to the catalogue
        }
        Optional<YamlScalar> rule = check.text("implementation");
        if (rule.isPresent()) {
            if (checks.read(rule.get()).isPresent()) {
                dqdl(prefix, check, "dqdl", rule.get().text().strip(), Dimension.CONSISTENCY);
            }
        } else if (check.map("implementation").isPresent()) {
            problems.add(
                    Code.INVALID_RULE,
                    check.placeOf("implementation"),
                    "a DQDL check's 'implementation' is an object",
                    "it has to be the text of one DQDL rule",
                    "write such as 'RowCount > 0'");
        } // the standard's check has reported anything else
    }

    /** The values that a column of a table of the product has. */
    private void from(Column column, YamlMap check, YamlScalar from) {
        int dot = from.text().indexOf('.');
        if (dot < 1 || dot == from.text().length() - 1) {
            problems.add(
                    Code.INVALID_VALUE,
                    from.place(),
                    "'from' is '" + from.text() + "'",
                    "it names a column of another table of the product",
                    "write table.column");
            return;
        }
        Rule.Reference reference = new Rule.Reference(
                List.of(column.name()),
                from.text().substring(0, dot),
                List.of(from.text().substring(dot + 1)));
        Optional<Rule.Terms> terms = rowTerms(check);
        if (terms.isPresent()) {
            add(column.name() + ".", check, "valid-values", reference, terms.get(), Dimension.CONFORMITY);
        } else {
            unsupported(check, "metric", "values of another table are not counted, they are there or not");
        }
    }

    private void sql(String prefix, String column, YamlMap check) {
        Optional<YamlScalar> query = check.text("query");
        if (query.isEmpty()) {
            return; // the standard's check has reported it
        }
        QualityArguments.query(query.get(), column, problems)
                .ifPresent(text -> number(prefix, check, "sql", text, Dimension.CONSISTENCY));
    }

    /**
     * A rule on each row where that is what the condition says, else on their number. A share is one of decimals: 29 of 100 are 29 percent,
     * and no double below.
     */
    private void rows(Column column, YamlMap check, String name, String predicate, Dimension dimension) {
        Optional<Rule.Terms> terms = rowTerms(check);
        if (terms.isPresent()) {
            Rule.Row row = new Rule.Row(predicate, List.of(column.name()));
            add(column.name() + ".", check, name, row, terms.get(), dimension);
            return;
        }
        String bad = "NOT (" + predicate + ")";
        number(
                column.name() + ".",
                check,
                name,
                isPercent(check)
                        ? "SELECT coalesce(CAST(100 * count_if(" + bad
                                + ") AS DECIMAL(22, 0)) / nullif(count(*), 0), 0) FROM primary"
                        : "SELECT count(*) FROM primary WHERE " + bad,
                dimension);
    }

    /** What single rows have to keep: all of them, or all but a percentage. */
    private static Optional<Rule.Terms> rowTerms(YamlMap check) {
        if (isNone(check)) {
            return Optional.of(Rule.Terms.ALWAYS);
        }
        OptionalDouble passing = isPercent(check) ? Comparison.passing(check) : OptionalDouble.empty();
        return passing.isPresent()
                ? Optional.of(new Rule.Terms(Optional.empty(), Optional.empty(), passing, List.of()))
                : Optional.empty();
    }

    private void number(String prefix, YamlMap check, String name, String query, Dimension dimension) {
        Optional<String> rule = Comparison.dqdl("CustomSql \"" + query.replace("\"", "\\\"") + "\"", check);
        if (rule.isEmpty()) {
            unsupported(check, check.has("metric") ? "metric" : "query", "its condition is none on a number");
            return;
        }
        Place place = check.placeOf(check.has("metric") ? "metric" : "query");
        YamlScalar text = PackInterpolation.text(rule.get(), place);
        if (checks.read(text).isPresent()) {
            dqdl(prefix, check, name, rule.get(), dimension);
        }
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
        add(
                prefix,
                check,
                name,
                new Rule.Dqdl(rule, Rule.Of.RELEASED, check.textOrEmpty("metric")),
                Rule.Terms.ALWAYS,
                dimension);
    }

    private void add(String prefix, YamlMap check, String name, Rule.Check what, Rule.Terms terms, Dimension usual) {
        String says =
                check.has("metric") ? "metric: " + check.textOrEmpty("metric") : "type: " + check.textOrEmpty("type");
        Place place = check.place();
        rules.add(
                prefix + check.text("id").map(YamlScalar::text).orElse(name),
                what,
                terms,
                severity(check),
                DIMENSION.or(check, usual),
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
                        NearestName.remedy(written.get().text(), SEVERITIES, "write one of these"));
                yield Severity.BLOCK;
            }
        };
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

    private void unsupported(YamlMap check, String key, String why) {
        problems.add(
                Code.UNSUPPORTED,
                check.placeOf(key),
                "this quality check is not run",
                why,
                "write a rule with 'check' and its DQDL in quality-rules, or make it 'type: text'");
    }
}
