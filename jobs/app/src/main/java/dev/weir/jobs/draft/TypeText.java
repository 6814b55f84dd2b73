package dev.weir.jobs.draft;

import dev.weir.contracts.yaml.YamlText;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A type as a contract writes it.
 *
 * @param isSource whether the form of its texts stands in it
 */
record TypeText(boolean isSource) {

    String of(ValueType type) {
        return switch (type.kind()) {
            case TEXT, AS_WRITTEN -> "logicalType: string";
            case WHOLE -> "logicalType: integer";
            case EXACT -> {
                ValueType.Exact exact = (ValueType.Exact) type;
                yield "logicalType: number, physicalType: \"decimal(" + exact.precision() + "," + exact.scale() + ")\"";
            }
            case REAL -> "logicalType: number";
            case FLAG -> "logicalType: boolean";
            case DAY ->
                "logicalType: date"
                        + options(false, ((ValueType.Day) type).pattern().text());
            case INSTANT ->
                "logicalType: timestamp"
                        + options(true, ((ValueType.Instant) type).pattern().text());
            case WALL_CLOCK ->
                "logicalType: timestamp"
                        + options(false, ((ValueType.WallClock) type).pattern().text());
            case TIME_OF_DAY ->
                "logicalType: time"
                        + options(false, ((ValueType.TimeOfDay) type).pattern().text());
            case LIST_OF -> "logicalType: array, items: { " + of(((ValueType.ListOf) type).element()) + " }";
            case OBJECT_OF ->
                "logicalType: object, properties: ["
                        + ((ValueType.ObjectOf) type)
                                .fields().stream()
                                        .map(field -> "{ name: " + YamlText.quoted(field.name()) + ", "
                                                + of(field.type()) + " }")
                                        .collect(Collectors.joining(", "))
                        + "]";
        };
    }

    private String options(boolean zone, String pattern) {
        List<String> options = new ArrayList<>();
        if (zone) {
            options.add("timezone: true");
        }
        if (isSource && !pattern.equals(ValueType.ISO)) {
            options.add("format: " + YamlText.quoted(pattern));
        }
        return options.isEmpty() ? "" : ", logicalTypeOptions: { " + String.join(", ", options) + " }";
    }
}
