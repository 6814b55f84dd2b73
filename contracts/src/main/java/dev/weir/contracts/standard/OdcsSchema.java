package dev.weir.contracts.standard;

import dev.weir.contracts.Code;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ODCS's tables, columns, relationships and quality checks. */
final class OdcsSchema {

    private static final String[] LOGICAL_TYPES = {
        "string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean", "map", "vector"
    };

    // Forms of a reference, as the standard writes them.
    private static final Pattern SHORT_REFERENCE =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_-]*)+");
    private static final Pattern FULL_REFERENCE =
            Pattern.compile("(?:(?:https?://)?[A-Za-z0-9._\\-/]+\\.ya?ml#)?/?[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+"
                    + "(?:/[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+)*");

    private static final FieldKind<?> REFERENCE = FieldKinds.text(
            text -> SHORT_REFERENCE.matcher(text).matches()
                    || FULL_REFERENCE.matcher(text).matches(),
            "'table.column' or 'file.odcs.yaml#/schema/table/properties/column'");
    private static final FieldKind<?> REFERENCES = FieldKinds.either(REFERENCE, FieldKinds.someOf(REFERENCE));

    private static final Shape RELATIONSHIP = Shape.of("a column's relationship", Odcs.BOOK)
            .optional("id", FieldKinds.TEXT)
            .optional("type", FieldKinds.oneOf("foreignKey"))
            .required("to", REFERENCES)
            .optional("customProperties", Odcs.CUSTOM_PROPERTIES);

    private static final Shape TABLE_RELATIONSHIP = Shape.of("a table's relationship", Odcs.BOOK)
            .optional("id", FieldKinds.TEXT)
            .optional("type", FieldKinds.oneOf("foreignKey"))
            .required("from", REFERENCES)
            .required("to", REFERENCES)
            .optional("customProperties", Odcs.CUSTOM_PROPERTIES)
            .further(OdcsSchema::bothOfOneForm, Map.of());

    private static final Map<String, FieldKind<?>> OPERATORS = operators();

    private static final Shape LIBRARY = operatorsOf(Shape.of("a quality check of type library", Odcs.BOOK))
            .required(
                    "metric",
                    FieldKinds.oneOf("nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount"))
            .optional("rule", FieldKinds.TEXT)
            .optional("arguments", FieldKinds.OPEN_OBJECT);

    private static final Shape SQL =
            operatorsOf(Shape.of("a quality check of type sql", Odcs.BOOK)).required("query", FieldKinds.TEXT);

    private static final Shape CUSTOM = Shape.of("a quality check of type custom", Odcs.BOOK)
            .required("engine", FieldKinds.TEXT)
            .required("implementation", FieldKinds.either(FieldKinds.TEXT, FieldKinds.OPEN_OBJECT));

    private static final Shape QUALITY = Shape.of("a quality check", Odcs.BOOK)
            .optional("id", Odcs.STABLE_ID)
            .optional("authoritativeDefinitions", Odcs.AUTHORITATIVE_DEFINITIONS)
            .optional("customProperties", Odcs.CUSTOM_PROPERTIES)
            .optional("dimension", FieldKinds.oneOf(Dimension.class))
            .optional(FieldKinds.TEXT, "businessImpact", "description", "method", "name")
            .optional(FieldKinds.TEXT, "schedule", "scheduler", "severity", "unit")
            .optional("tags", FieldKinds.TEXTS)
            .optional("type", FieldKinds.oneOf("text", "library", "sql", "custom"))
            .variant(quality -> isLibrary(quality) ? LIBRARY : null)
            .variant(quality -> isOfType(quality, "sql") ? SQL : null)
            .variant(quality -> isOfType(quality, "custom") ? CUSTOM : null)
            .further(OdcsSchema::oneOperator, Map.of());

    private static final FieldKind<?> QUALITY_CHECKS = FieldKinds.objects(QUALITY);

    private static final Shape SYNONYM = Shape.of("a synonym", Odcs.BOOK)
            .optional("id", Odcs.STABLE_ID)
            .required("synonym", FieldKinds.TEXT)
            .optional(FieldKinds.TEXT, "description", "locale", "source", "status")
            .optional("customProperties", Odcs.CUSTOM_PROPERTIES);

    private static final Shape ENUM_VALUE = Shape.of("a value of an enum", Odcs.BOOK)
            .required("value", FieldKinds.SINGLE)
            .optional("id", Odcs.STABLE_ID)
            .optional(FieldKinds.TEXT, "label", "description")
            .optional("customProperties", Odcs.CUSTOM_PROPERTIES)
            .optional("authoritativeDefinitions", Odcs.AUTHORITATIVE_DEFINITIONS)
            .optional("tags", FieldKinds.TEXTS);

    private static final Map<String, Shape> OPTIONS = options();

    static final Shape COLUMN = column().required("name", FieldKinds.TEXT);

    private static final Shape ITEM = column().optional("name", FieldKinds.TEXT);

    static final Shape TABLE = element(Shape.of("a table", Odcs.BOOK))
            .required("name", FieldKinds.TEXT)
            .optional("logicalType", FieldKinds.oneOf("object"))
            .optional(FieldKinds.TEXT, "physicalName", "dataGranularityDescription")
            .optional("context", Odcs.CONTEXT)
            .optional("properties", FieldKinds.objects(COLUMN))
            .optional("relationships", FieldKinds.objects(TABLE_RELATIONSHIP))
            .optional("quality", QUALITY_CHECKS);

    private OdcsSchema() {}

    private static Shape element(Shape shape) {
        return shape.optional("id", Odcs.STABLE_ID)
                .optional(FieldKinds.TEXT, "physicalType", "description", "businessName")
                .optional("authoritativeDefinitions", Odcs.AUTHORITATIVE_DEFINITIONS)
                .optional("tags", FieldKinds.TEXTS)
                .optional("synonyms", FieldKinds.objects(SYNONYM))
                .optional("deprecated", FieldKinds.FLAG)
                .optional("customProperties", Odcs.CUSTOM_PROPERTIES);
    }

    private static Shape column() {
        return element(Shape.of("a column", Odcs.BOOK))
                .optional("logicalType", FieldKinds.oneOf(LOGICAL_TYPES))
                .optional("logicalTypeOptions", FieldKinds.OPEN_OBJECT)
                .optional(FieldKinds.FLAG, "primaryKey", "required", "unique", "partitioned", "criticalDataElement")
                .optional(FieldKinds.WHOLE, "primaryKeyPosition", "partitionKeyPosition")
                .optional(FieldKinds.TEXT, "physicalName", "classification", "encryptedName")
                .optional(FieldKinds.TEXT, "transformLogic", "transformDescription")
                .optional("transformSourceObjects", FieldKinds.TEXTS)
                .optional("examples", FieldKinds.listOf(FieldKinds.ANYTHING))
                .optional("semanticType", FieldKinds.oneOf("column", "measure", "dimension"))
                .optional("enum", FieldKinds.someOf(FieldKinds.object(ENUM_VALUE)))
                .optional("relationships", FieldKinds.objects(RELATIONSHIP))
                .optional("quality", QUALITY_CHECKS)
                .variant(OdcsSchema::ofLogicalType);
    }

    /**
     * What a column has besides by its type. Without a type the standard's conditions all hold at once, and the options
     * that every type allows are none.
     */
    private static @Nullable Shape ofLogicalType(YamlMap column) {
        Optional<YamlNode> type = column.get("logicalType");
        if (type.isEmpty()) {
            return OPTIONS.get("");
        }
        return type.get() instanceof YamlScalar scalar
                ? OPTIONS.getOrDefault(scalar.text(), OPTIONS.get("?"))
                : OPTIONS.get("?");
    }

    private static Map<String, Shape> options() {
        FieldKind<?> positive =
                FieldKinds.number(number -> number.signum() > 0, "a number above 0", Map.of("exclusiveMinimum", 0));
        Map<String, Shape> options = new LinkedHashMap<>();
        options.put(
                "string",
                typed(options("a string's logicalTypeOptions")
                        .optional(FieldKinds.COUNT, "minLength", "maxLength")
                        .optional(FieldKinds.TEXT, "pattern", "format")));
        options.put(
                "date",
                typed(bounds(FieldKinds.TEXT, options("a date's logicalTypeOptions"))
                        .optional("format", FieldKinds.TEXT)));
        for (String type : List.of("timestamp", "time")) {
            options.put(
                    type,
                    typed(bounds(FieldKinds.TEXT, options("a " + type + "'s logicalTypeOptions"))
                            .optional(FieldKinds.TEXT, "format", "defaultTimezone")
                            .optional("timezone", FieldKinds.FLAG)));
        }
        options.put(
                "integer",
                typed(bounds(FieldKinds.NUMBER, options("an integer's logicalTypeOptions"))
                        .optional("multipleOf", positive)
                        .optional(
                                "format",
                                FieldKinds.oneOf(
                                        "i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128"))));
        options.put(
                "number",
                typed(bounds(FieldKinds.NUMBER, options("a number's logicalTypeOptions"))
                        .optional("multipleOf", positive)
                        .optional("format", FieldKinds.oneOf("f32", "f64"))));
        options.put("boolean", Shape.of("a column", Odcs.BOOK));
        FieldKind<?> fields = FieldKinds.listOf(FieldKinds.object(() -> OdcsSchema.COLUMN));
        FieldKind<?> items = FieldKinds.object(() -> OdcsSchema.ITEM);
        options.put(
                "object",
                typed(options("an object's logicalTypeOptions")
                                .optional(FieldKinds.COUNT, "minProperties", "maxProperties")
                                .optional("required", FieldKinds.distinct(FieldKinds.someOf(FieldKinds.TEXT))))
                        .optional("properties", fields));
        options.put(
                "array",
                typed(options("an array's logicalTypeOptions")
                                .optional(FieldKinds.COUNT, "minItems", "maxItems")
                                .optional("uniqueItems", FieldKinds.FLAG))
                        .optional("items", items));
        options.put(
                "map",
                Shape.of("a column", Odcs.BOOK)
                        .required(
                                "map",
                                FieldKinds.object(Shape.of("a map", Odcs.BOOK)
                                        .required("key", items)
                                        .required("value", items))));
        options.put(
                "vector",
                typed(options("a vector's logicalTypeOptions")
                        .required("dimensions", FieldKinds.POSITION)
                        .optional(
                                "elementType",
                                FieldKinds.oneOf(
                                        "bfloat16", "binary", "float16", "float32", "float64", "int8", "uint8"))
                        .optional(
                                "distanceMetric",
                                FieldKinds.oneOf("cosine", "dotProduct", "euclidean", "hamming", "manhattan"))
                        .optional(FieldKinds.TEXT, "embeddingModel", "embeddingModelVersion")
                        .optional("normalized", FieldKinds.FLAG)));
        options.put(
                "",
                typed(options("the logicalTypeOptions of a column without a logicalType"))
                        .optional("properties", fields)
                        .optional("items", items));
        // An unknown type is reported once; what hangs on it is not judged, but for what lies deeper.
        options.put(
                "?",
                Shape.of("a column", Odcs.BOOK).optional("properties", fields).optional("items", items));
        return options;
    }

    private static Shape options(String noun) {
        return Shape.of(noun, Odcs.BOOK);
    }

    private static Shape bounds(FieldKind<?> kind, Shape options) {
        return options.optional(kind, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
    }

    private static Shape typed(Shape options) {
        return Shape.of("a column", Odcs.BOOK).optional("logicalTypeOptions", FieldKinds.object(options));
    }

    private static Map<String, FieldKind<?>> operators() {
        FieldKind<?> pair = FieldKinds.distinct(FieldKinds.listOf(FieldKinds.NUMBER, 2, 2));
        Map<String, FieldKind<?>> operators = new LinkedHashMap<>();
        operators.put("mustBe", FieldKinds.ANYTHING);
        operators.put("mustNotBe", FieldKinds.ANYTHING);
        operators.put("mustBeGreaterThan", FieldKinds.NUMBER);
        operators.put("mustBeGreaterOrEqualTo", FieldKinds.NUMBER);
        operators.put("mustBeLessThan", FieldKinds.NUMBER);
        operators.put("mustBeLessOrEqualTo", FieldKinds.NUMBER);
        operators.put("mustBeBetween", pair);
        operators.put("mustNotBeBetween", pair);
        return operators;
    }

    private static Shape operatorsOf(Shape shape) {
        Shape all = shape;
        for (Map.Entry<String, FieldKind<?>> operator : OPERATORS.entrySet()) {
            all = all.optional(operator.getKey(), operator.getValue());
        }
        return all;
    }

    private static boolean isOfType(YamlMap quality, String type) {
        Optional<YamlScalar> text = quality.scalar("type");
        return text.isPresent() && text.get().text().equals(type);
    }

    private static boolean isLibrary(YamlMap quality) {
        return isOfType(quality, "library")
                || quality.scalar("metric")
                        .filter(metric -> metric.sort() == YamlScalar.Sort.TEXT)
                        .isPresent();
    }

    private static void oneOperator(YamlMap quality, Problems problems) {
        if (!isLibrary(quality) && !isOfType(quality, "sql")) {
            return;
        }
        List<String> found = OPERATORS.keySet().stream().filter(quality::has).toList();
        if (found.isEmpty()) {
            problems.add(
                    Code.MISSING_FIELD,
                    quality.place(),
                    "a quality check says nothing of what its result must be",
                    Odcs.BOOK + " requires one of " + String.join(", ", OPERATORS.keySet()),
                    "add one, such as 'mustBe: 0'");
        } else if (found.size() > 1) {
            problems.add(
                    Code.INVALID_VALUE,
                    quality.placeOfKey(found.get(1)),
                    "a quality check has " + String.join(" and ", found),
                    Odcs.BOOK + " allows one of them",
                    "write two checks, or mustBeBetween");
        }
    }

    private static void bothOfOneForm(YamlMap relationship, Problems problems) {
        Optional<YamlNode> from = relationship.get("from");
        Optional<YamlNode> to = relationship.get("to");
        if (from.isPresent() && to.isPresent() && from.get() instanceof YamlList != to.get() instanceof YamlList) {
            problems.add(
                    Code.INVALID_VALUE,
                    to.get().place(),
                    "'from' is " + from.get().describe() + " and 'to' is "
                            + to.get().describe(),
                    Odcs.BOOK + " asks for two texts, or two lists",
                    "write both as lists");
        }
    }
}
