package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the {@code arguments} of a quality check hold, and the SQL in its {@code query}. */
final class QualityArguments {

    private static final List<String> UNITS = List.of("rows", "percent");

    private static final Map<String, List<String>> ARGUMENTS = Map.of(
            "invalidValues", List.of("validValues", "pattern"),
            "missingValues", List.of("missingValues"),
            "duplicateValues", List.of("properties"));

    private QualityArguments() {}

    /** Reports what a metric's arguments, unit and condition say that nothing honours, or that nothing can keep. */
    static void check(YamlMap check, Problems problems) {
        if (check.has("metric")) {
            arguments(check, problems);
            unit(check, problems);
        }
        for (String range : List.of("mustBeBetween", "mustNotBeBetween")) {
            List<BigDecimal> ends = check.scalars(range).stream()
                    .flatMap(end -> end.number().stream())
                    .toList();
            if (ends.size() == 2 && ends.get(0).compareTo(ends.get(1)) > 0) {
                problems.add(
                        Code.INVALID_VALUE,
                        check.placeOf(range),
                        "'" + range + "' goes from " + ends.get(0).toPlainString() + " to "
                                + ends.get(1).toPlainString(),
                        "no number is within",
                        "write the smaller one first");
            }
        }
    }

    private static void arguments(YamlMap check, Problems problems) {
        List<String> known = ARGUMENTS.getOrDefault(check.textOrEmpty("metric"), List.of());
        check.map("arguments")
                .ifPresent(arguments -> arguments.entries().forEach((key, entry) -> {
                    if (!known.contains(key)) {
                        problems.add(
                                Code.UNKNOWN_FIELD,
                                entry.key(),
                                "'" + key + "' is no argument of " + check.textOrEmpty("metric"),
                                known.isEmpty() ? "it takes none" : "it takes " + String.join(", ", known),
                                NearestName.remedy(key, known, "take it out"));
                    } else if (entry.value() instanceof YamlList list
                            && list.items().isEmpty()) {
                        problems.add(
                                Code.INVALID_VALUE,
                                entry.value().place(),
                                "'" + key + "' is an empty list",
                                "the check would say nothing, or fail on every row",
                                "write its values, or take the check out");
                    }
                }));
    }

    private static void unit(YamlMap check, Problems problems) {
        Optional<YamlScalar> unit = check.text("unit");
        if (unit.isPresent() && !UNITS.contains(unit.get().text().toLowerCase(Locale.ROOT))) {
            problems.add(
                    Code.INVALID_VALUE,
                    unit.get().place(),
                    "the unit of a quality check is '" + unit.get().text() + "'",
                    "a metric is counted in rows or in percent",
                    NearestName.remedy(unit.get().text(), UNITS, "write rows or percent"));
        }
    }

    static Optional<YamlNode> argument(YamlMap check, String name) {
        return check.map("arguments").flatMap(arguments -> arguments.get(name));
    }

    static List<String> texts(YamlNode node) {
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

    static boolean hasNull(YamlNode values) {
        return values instanceof YamlList list
                && list.items().stream()
                        .anyMatch(item -> item instanceof YamlScalar scalar && scalar.sort() == YamlScalar.Sort.NULL);
    }

    /**
     * The values other than NULL, as literals of the column's type; empty when one is not of it.
     *
     * @param zone of moments without an offset
     */
    static Optional<String> literals(Column column, YamlNode values, ZoneId zone, Problems problems) {
        StringBuilder literals = new StringBuilder();
        for (YamlNode item : values instanceof YamlList list ? list.items() : List.of(values)) {
            if (item instanceof YamlScalar scalar && scalar.sort() == YamlScalar.Sort.NULL) {
                continue;
            }
            Optional<String> literal = item instanceof YamlScalar scalar
                    ? SqlWriter.literal(column.type(), scalar, zone)
                    : Optional.empty();
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

    /** A query with its placeholders filled; empty when it cannot be, which is then among the problems. */
    static Optional<String> query(YamlScalar query, String column, Problems problems) {
        String text = query.text().strip();
        text = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        for (String placeholder : List.of("${table}", "{table}")) {
            text = text.replace(placeholder, "primary");
        }
        String asked = text;
        if (!column.isEmpty()) {
            for (String placeholder : List.of("${column}", "{column}")) {
                asked = asked.replace(placeholder, "");
                text = text.replace(placeholder, column);
            }
        }
        boolean open = asked.contains("{");
        if (open || asked.indexOf('"') >= 0) {
            problems.add(
                    Code.INVALID_RULE,
                    query.place(),
                    "this quality check's query cannot be run",
                    open ? "it has a placeholder that is not filled" : "it has a double quote",
                    open
                            ? "write {table} and, on a column, {column}"
                            : "write texts in single quotes, and names in back-ticks");
            return Optional.empty();
        }
        return Optional.of(text);
    }
}
