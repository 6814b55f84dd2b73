package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the {@code arguments} of a quality check hold, and the SQL in its {@code query}. */
final class QualityArguments {

    private QualityArguments() {}

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

    /** The values other than NULL, as literals of the column's type; empty when one is not of it. */
    static Optional<String> literals(Column column, YamlNode values, Problems problems) {
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

    /** A query with its placeholders filled; empty when it cannot be, which is then among the problems. */
    static Optional<String> query(YamlScalar query, String column, Problems problems) {
        String text = query.text().strip();
        text = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        for (String placeholder : List.of("${table}", "{table}")) {
            text = text.replace(placeholder, "primary");
        }
        if (!column.isEmpty()) {
            for (String placeholder : List.of("${column}", "{column}")) {
                text = text.replace(placeholder, column);
            }
        }
        boolean open = text.contains("{");
        if (open || text.indexOf('"') >= 0) {
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
