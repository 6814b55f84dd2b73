package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What {@code required} and {@code logicalTypeOptions} of a column say, as predicates of Spark SQL that are NULL or true
 * for NULL ({@code required} apart). Fields of objects and elements of arrays are gone into.
 */
final class Constraints {

    private static final String OPTIONS = "logicalTypeOptions";
    private static final String ENUM = "enum";
    private static final String VALUE = "value";
    private static final String DIMENSIONS = "dimensions";
    private static final String INFINITY = "CAST('Infinity' AS DOUBLE)";
    private static final String MINUS_INFINITY = "CAST('-Infinity' AS DOUBLE)";

    private static final Map<String, String> BOUNDS =
            Map.of("minimum", " >= ", "maximum", " <= ", "exclusiveMinimum", " > ", "exclusiveMaximum", " < ");

    private final ZoneId zone;
    private final Problems problems;
    private final List<Constraint> found = new ArrayList<>();

    private Constraints(ZoneId zone, Problems problems) {
        this.zone = zone;
        this.problems = problems;
    }

    /** One predicate; {@code name} ends the rule's id, and {@code says} is the contract's own word for it. */
    record Constraint(String name, String predicate, Dimension dimension, String says, Place place) {}

    /**
     * Every constraint of a column, in the contract's order.
     *
     * @param zone of bounds without an offset
     */
    static List<Constraint> of(YamlMap column, DataType type, ZoneId zone, Problems problems) {
        Constraints constraints = new Constraints(zone, problems);
        String name = SqlWriter.quoted(column.textOrEmpty(ColumnReader.NAME));
        if (column.isTrue(ColumnReader.REQUIRED)) {
            constraints.required("", name + " IS NOT NULL", column.placeOf(ColumnReader.REQUIRED));
        }
        constraints.value(column, type, new Spot(name, "", 0), predicate -> predicate);
        return constraints.found;
    }

    /** A value inside a column: its expression, the beginning of its constraints' names, how many arrays it is in. */
    private record Spot(String expression, String prefix, int depth) {}

    private void required(String prefix, String predicate, Place place) {
        found.add(new Constraint(prefix + "required", predicate, Dimension.COMPLETENESS, "required: true", place));
    }

    private void value(YamlMap node, DataType type, Spot spot, UnaryOperator<String> whole) {
        Optional<YamlMap> options = node.map(OPTIONS);
        if (options.isPresent()) {
            ContradictoryBounds.check(options.get(), type, zone, problems);
            for (Map.Entry<String, YamlMap.Entry> entry :
                    options.get().entries().entrySet()) {
                YamlNode value = entry.getValue().value();
                Optional<String> predicate = predicate(entry.getKey(), value, type, spot.expression());
                if (predicate.isPresent()) {
                    String says = entry.getKey() + (value instanceof YamlScalar scalar ? ": " + scalar.text() : "");
                    found.add(new Constraint(
                            spot.prefix() + entry.getKey(),
                            whole.apply(predicate.get()),
                            Dimension.CONFORMITY,
                            says,
                            value.place()));
                }
            }
        }
        among(node, type, spot, whole);
        vector(node, spot, whole);
        if (type instanceof DataType.Structure structure) {
            fields(node, structure, spot, whole);
        } else if (type instanceof DataType.Array array) {
            items(node, array, spot, whole);
        }
    }

    /** {@code enum}: one of its values. */
    private void among(YamlMap node, DataType type, Spot spot, UnaryOperator<String> whole) {
        List<String> literals = new ArrayList<>();
        for (YamlMap entry : node.maps(ENUM)) {
            Optional<YamlScalar> value = entry.scalar(VALUE).filter(scalar -> scalar.sort() != YamlScalar.Sort.NULL);
            Optional<String> literal = value.flatMap(scalar -> SqlWriter.literal(type, scalar, zone));
            literal.ifPresent(literals::add);
            if (value.isPresent() && literal.isEmpty()) {
                problems.add(
                        Code.TYPE_MISMATCH,
                        value.get().place(),
                        "a value of 'enum' is " + value.get().describe(),
                        "the column has the type " + type.display(),
                        "write a value of that type; texts that look like numbers stand in quotes");
            }
        }
        if (!literals.isEmpty()) {
            found.add(new Constraint(
                    spot.prefix() + ENUM,
                    whole.apply(spot.expression() + " IN (" + String.join(", ", literals) + ")"),
                    Dimension.CONFORMITY,
                    ENUM,
                    node.placeOf(ENUM)));
        }
    }

    /** A vector has as many numbers as dimensions, and each is there. */
    private void vector(YamlMap node, Spot spot, UnaryOperator<String> whole) {
        Optional<YamlScalar> dimensions = node.textOrEmpty("logicalType").equals("vector")
                ? node.map(OPTIONS).flatMap(options -> options.scalar(DIMENSIONS))
                : Optional.empty();
        dimensions
                .flatMap(YamlScalar::whole)
                .ifPresent(size -> found.add(new Constraint(
                        spot.prefix() + DIMENSIONS,
                        whole.apply("array_size(" + spot.expression() + ") = " + size + " AND forall("
                                + spot.expression() + ", number -> number IS NOT NULL)"),
                        Dimension.CONFORMITY,
                        DIMENSIONS + ": " + size,
                        dimensions.get().place())));
    }

    private void fields(YamlMap node, DataType.Structure structure, Spot spot, UnaryOperator<String> whole) {
        List<String> demanded =
                node.map(OPTIONS).map(options -> options.texts("required")).orElse(List.of());
        for (YamlMap property : node.maps("properties")) {
            String name = property.textOrEmpty(ColumnReader.NAME);
            Optional<DataType.Field> field = structure.fields().stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst();
            if (field.isPresent()) {
                String expression = spot.expression() + "." + SqlWriter.quoted(name);
                if (property.isTrue(ColumnReader.REQUIRED) || demanded.contains(name)) {
                    required(
                            spot.prefix() + name + ".",
                            whole.apply(spot.expression() + " IS NULL OR " + expression + " IS NOT NULL"),
                            property.placeOf(ColumnReader.REQUIRED));
                }
                value(
                        property,
                        field.get().type(),
                        new Spot(expression, spot.prefix() + name + ".", spot.depth()),
                        whole);
            }
        }
        for (String name : demanded) {
            if (structure.fields().stream().noneMatch(field -> field.name().equals(name))) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        node.map(OPTIONS).orElse(node).placeOf("required"),
                        "'required' names the field '" + name + "'",
                        "the object has no such field",
                        NearestName.remedy(
                                name,
                                structure.fields().stream()
                                        .map(DataType.Field::name)
                                        .toList(),
                                "take it out, or add the field"));
            }
        }
    }

    private void items(YamlMap node, DataType.Array array, Spot spot, UnaryOperator<String> whole) {
        Optional<YamlMap> items = node.map("items");
        if (items.isEmpty()) {
            return;
        }
        String element = "element" + (spot.depth() + 1);
        UnaryOperator<String> every =
                predicate -> whole.apply("forall(" + spot.expression() + ", " + element + " -> " + predicate + ")");
        String prefix = spot.prefix() + "items.";
        if (items.get().isTrue(ColumnReader.REQUIRED)) {
            required(prefix, every.apply(element + " IS NOT NULL"), items.get().placeOf(ColumnReader.REQUIRED));
        }
        value(items.get(), array.element(), new Spot(element, prefix, spot.depth() + 1), every);
    }

    private Optional<String> predicate(String option, YamlNode value, DataType type, String expression) {
        String bound = BOUNDS.get(option);
        if (bound != null) {
            return bound(option, bound, value, type, expression);
        }
        if (!(value instanceof YamlScalar scalar)) {
            return Optional.empty();
        }
        return switch (option) {
            case "minLength" -> length("char_length", " >= ", scalar, expression);
            case "maxLength" -> length("char_length", " <= ", scalar, expression);
            case "minItems" -> length("array_size", " >= ", scalar, expression);
            case "maxItems" -> length("array_size", " <= ", scalar, expression);
            case "uniqueItems" ->
                scalar.isTrue()
                        ? Optional.of("array_size(array_distinct(" + expression + ")) = array_size(" + expression + ")")
                        : Optional.empty();
            case "pattern" -> pattern(scalar, expression);
            case "multipleOf" -> multiple(scalar, type, expression);
            case "format" -> format(scalar, type, expression);
            case "minProperties", "maxProperties" -> {
                problems.add(
                        Code.UNSUPPORTED,
                        scalar.place(),
                        "'" + option + "' is not checked yet",
                        "an object's fields are the same for every row",
                        "take it out, or require the fields that have to be there");
                yield Optional.empty();
            }
            default -> Optional.empty(); // timezone and defaultTimezone belong to the type
        };
    }

    private static Optional<String> length(String function, String operator, YamlScalar value, String expression) {
        return value.whole().map(limit -> function + "(" + expression + ")" + operator + limit);
    }

    private Optional<String> bound(String option, String operator, YamlNode value, DataType type, String expression) {
        Optional<String> literal =
                value instanceof YamlScalar scalar ? SqlWriter.literal(type, scalar, zone) : Optional.empty();
        if (literal.isEmpty()) {
            if (value instanceof YamlScalar scalar && isRightSort(scalar, type)) {
                problems.add(
                        Code.INVALID_VALUE,
                        value.place(),
                        "'" + option + "' is " + value.describe(),
                        "it is no value of the type " + type.display(),
                        "write a value of that type, in the form of ISO 8601 or of 'format' for dates and times");
            }
            return Optional.empty();
        }
        String predicate = expression + operator + literal.get();
        if (type instanceof DataType.Real) {
            // Spark puts NaN above everything; neither it nor an infinity is inside any bound.
            predicate += option.endsWith("inimum")
                    ? " AND " + expression + " < " + INFINITY
                    : " AND " + expression + " > " + MINUS_INFINITY;
        }
        return Optional.of(predicate);
    }

    /** Whether the standard's own check, which tells texts from numbers, has nothing to say. */
    private static boolean isRightSort(YamlScalar value, DataType type) {
        boolean numeric =
                type instanceof DataType.Int64 || type instanceof DataType.Decimal || type instanceof DataType.Real;
        boolean text = value.sort() == YamlScalar.Sort.TEXT;
        return numeric ? !text : text;
    }

    private Optional<String> pattern(YamlScalar pattern, String expression) {
        return PatternReader.read(pattern, problems).map(text -> SqlWriter.fullMatch(expression, text));
    }

    private Optional<String> multiple(YamlScalar step, DataType type, String expression) {
        Optional<String> exact = SqlWriter.literal(new DataType.Decimal(38, 18), step, zone);
        if (exact.isEmpty()) {
            return exact;
        }
        // A double is compared by its decimal digits: 0.3 is a multiple of 0.1. What has none is no multiple.
        return Optional.of(
                type instanceof DataType.Real
                        ? expression + " IS NULL OR coalesce(CAST(" + expression + " AS DECIMAL(38,18)) % "
                                + exact.get() + " = 0, FALSE)"
                        : expression + " % " + exact.get() + " = 0");
    }

    private Optional<String> format(YamlScalar format, DataType type, String expression) {
        if (type instanceof DataType.Int64) {
            return OdcsFormats.range(format.text()).map(range -> expression + " BETWEEN " + range);
        }
        if (!(type instanceof DataType.Text)) {
            return Optional.empty(); // how a source's text is written; a number's is its type
        }
        Optional<String> pattern = OdcsFormats.pattern(format.text());
        if (pattern.isEmpty()) {
            problems.add(
                    Code.UNSUPPORTED,
                    format.place(),
                    "the format '" + format.text() + "' is not checked",
                    "Weir checks " + String.join(", ", OdcsFormats.names()),
                    NearestName.remedy(format.text(), OdcsFormats.names(), "take it out, or say it with 'pattern'"));
            return pattern;
        }
        return Optional.of(SqlWriter.fullMatch(expression, pattern.get()));
    }
}
