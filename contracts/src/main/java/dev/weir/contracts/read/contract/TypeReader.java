package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.TimePattern;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a column's type from {@code logicalType}, {@code physicalType} and {@code logicalTypeOptions}. */
final class TypeReader {

    private static final String LOGICAL_TYPE = "logicalType";
    private static final String PHYSICAL_TYPE = "physicalType";
    private static final String OPTIONS = "logicalTypeOptions";
    private static final String FORMAT = "format";
    private static final String TIMEZONE = "timezone";
    private static final String DEFAULT_TIMEZONE = "defaultTimezone";
    private static final Set<String> TIMES = Set.of("date", "timestamp", "time");
    private static final String ITEMS = "items";
    private static final String PROPERTIES = "properties";
    private static final int MOST_DIGITS = 38;

    private final Problems problems;
    private final TimePatternReader patterns;

    TypeReader(Problems problems) {
        this.problems = problems;
        this.patterns = new TimePatternReader(problems);
    }

    /** The type; empty when the contract gives none that is right, which is then among the problems. */
    Optional<DataType> read(YamlMap column) {
        if (!column.has(LOGICAL_TYPE)) {
            problems.add(
                    Code.MISSING_FIELD,
                    column.place(),
                    "the column '" + column.textOrEmpty("name") + "' has no 'logicalType'",
                    "Weir reads and checks every column by its type",
                    "add 'logicalType': string, date, timestamp, time, number, integer, object, array, vector or boolean");
            return Optional.empty();
        }
        YamlMap options = column.map(OPTIONS).orElse(new YamlMap(java.util.Map.of(), column.place()));
        String logical = column.textOrEmpty(LOGICAL_TYPE);
        if (!TIMES.contains(logical) && !logical.equals(DecimalMarkReader.NUMBER)) {
            patterns.refuse(column);
        }
        return switch (logical) {
            case "string" -> Optional.of(new DataType.Text());
            case "integer" -> integer(options);
            case "number" -> number(column, options);
            case "boolean" -> Optional.of(new DataType.Bool());
            case "date" -> Optional.of(new DataType.Date(patterns.read(column, TimePattern.Meaning.DAY)));
            case "timestamp" ->
                Optional.of(new DataType.Timestamp(
                        options.isTrue(TIMEZONE) ? DataType.Clock.INSTANT : DataType.Clock.WALL,
                        patterns.read(column, TimePattern.Meaning.MOMENT),
                        zone(options)));
            case "time" -> time(column, options);
            case "array" -> array(column);
            case "object" -> structure(column);
            case "vector" -> vector(options);
            case "map" -> map(column);
            default -> Optional.empty(); // the standard's check has reported it
        };
    }

    /** The type of an element or a field, whose numbers JSON writes with a point. */
    private Optional<DataType> within(YamlMap part) {
        if (part.textOrEmpty(LOGICAL_TYPE).equals(DecimalMarkReader.NUMBER)) {
            patterns.refuse(part);
        }
        return read(part);
    }

    private Optional<DataType> integer(YamlMap options) {
        String format = options.textOrEmpty(FORMAT);
        if (format.equals("i128") || format.equals("u64") || format.equals("u128")) {
            unsupported(
                    options,
                    FORMAT,
                    "integers of the format " + format,
                    "an integer has 64 bits, signed",
                    "use logicalType number with physicalType decimal(38,0)");
        }
        return Optional.of(new DataType.Int64());
    }

    private Optional<DataType> number(YamlMap column, YamlMap options) {
        String physical =
                column.textOrEmpty(PHYSICAL_TYPE).toLowerCase(Locale.ROOT).replace(" ", "");
        boolean decimal = physical.startsWith("decimal") || physical.startsWith("numeric");
        if (!decimal) {
            if (options.textOrEmpty(FORMAT).equals("f32")) {
                unsupported(options, FORMAT, "numbers of the format f32", "a number has 64 bits", "take 'format' out");
            }
            return Optional.of(new DataType.Real());
        }
        int open = physical.indexOf('(');
        int comma = physical.indexOf(',');
        int close = physical.indexOf(')');
        if (open == 7 && close == physical.length() - 1) {
            int precision = digits(physical.substring(open + 1, comma < 0 ? close : comma));
            int scale = comma < 0 ? 0 : digits(physical.substring(comma + 1, close));
            if (precision >= 1 && precision <= MOST_DIGITS && scale >= 0 && scale <= precision) {
                return Optional.of(new DataType.Decimal(precision, scale));
            }
        }
        problems.add(
                Code.INVALID_VALUE,
                column.placeOf(PHYSICAL_TYPE),
                "'physicalType' is '" + column.textOrEmpty(PHYSICAL_TYPE) + "'",
                "a decimal is written decimal(precision,scale) with a precision of 1 to 38 and a scale of 0 to the "
                        + "precision",
                "write such as decimal(10,2)");
        return Optional.empty();
    }

    private static int digits(String text) {
        if (text.isEmpty() || text.length() > 3) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private Optional<DataType> time(YamlMap column, YamlMap options) {
        if (options.isTrue(TIMEZONE)) {
            unsupported(
                    options,
                    TIMEZONE,
                    "times of day with a time zone",
                    "a time of day is what a clock on the wall " + "shows",
                    "take 'timezone' out, or use a timestamp");
        }
        return Optional.of(new DataType.Time(patterns.read(column, TimePattern.Meaning.TIME)));
    }

    private Optional<DataType> array(YamlMap column) {
        Optional<YamlMap> items = column.map(ITEMS);
        if (items.isEmpty()) {
            problems.add(
                    Code.MISSING_FIELD,
                    column.place(),
                    "the array '" + column.textOrEmpty("name") + "' has no 'items'",
                    "Weir has to know what its elements are",
                    "add 'items' with their logicalType");
            return Optional.empty();
        }
        Optional<DataType> element = within(items.get());
        return element.isEmpty() ? Optional.empty() : Optional.of(new DataType.Array(element.get()));
    }

    /** A list of numbers; how many is a rule. */
    private Optional<DataType> vector(YamlMap options) {
        return switch (options.textOrEmpty("elementType")) {
            case "", "float64", "float32", "float16", "bfloat16" ->
                Optional.of(new DataType.Array(new DataType.Real()));
            case "int8", "uint8" -> Optional.of(new DataType.Array(new DataType.Int64()));
            case "binary" -> {
                unsupported(
                        options,
                        "elementType",
                        "vectors of bits",
                        "the elements of a vector are numbers",
                        "write 'elementType: uint8', or logicalType string with 'format: byte'");
                yield Optional.empty();
            }
            default -> Optional.empty(); // the standard's check has reported it
        };
    }

    private Optional<DataType> map(YamlMap column) {
        unsupported(
                column,
                LOGICAL_TYPE,
                "maps",
                "masks and rules go by fields that are known",
                "write logicalType array, with 'items' of logicalType object that have the properties key and value");
        return Optional.empty();
    }

    private Optional<DataType> structure(YamlMap column) {
        List<DataType.Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean whole = true;
        for (YamlMap property : column.maps(PROPERTIES)) {
            Optional<DataType> type = within(property);
            Optional<YamlScalar> name = property.text("name");
            if (name.isPresent() && !names.add(name.get().text().toLowerCase(Locale.ROOT))) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        name.get().place(),
                        "the object '" + column.textOrEmpty("name") + "' has two fields '"
                                + name.get().text() + "'",
                        "queries know no capitals, and would not know which is meant",
                        "give one of them another name, or take it out");
                whole = false;
            } else if (type.isPresent() && name.isPresent()) {
                fields.add(new DataType.Field(name.get().text(), type.get()));
            } else {
                whole = false;
            }
        }
        if (fields.isEmpty() && whole) {
            problems.add(
                    Code.MISSING_FIELD,
                    column.place(),
                    "the object '" + column.textOrEmpty("name") + "' has no 'properties'",
                    "Weir has to know its fields",
                    "add 'properties' with their names and types");
            return Optional.empty();
        }
        return whole ? Optional.of(new DataType.Structure(fields)) : Optional.empty();
    }

    private Optional<String> zone(YamlMap options) {
        Optional<YamlScalar> zone = options.text(DEFAULT_TIMEZONE);
        if (zone.isEmpty()) {
            return Optional.empty();
        }
        try {
            ZoneId.of(zone.get().text());
            return Optional.of(zone.get().text());
        } catch (DateTimeException noZone) {
            problems.add(
                    Code.INVALID_VALUE,
                    zone.get().place(),
                    "there is no time zone '" + zone.get().text() + "'",
                    "'defaultTimezone' names one of the IANA time zone database",
                    "write such as Asia/Shanghai or Etc/UTC");
            return Optional.empty();
        }
    }

    private void unsupported(YamlMap options, String key, String what, String why, String remedy) {
        problems.add(Code.UNSUPPORTED, options.placeOf(key), what + " are not kept yet", why, remedy);
    }
}
