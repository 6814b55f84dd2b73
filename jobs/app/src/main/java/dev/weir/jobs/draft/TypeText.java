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
record TypeText(boolean isSource) implements ValueType.Cases<String> {

    @Override
    public String text(ValueType.Text type) {
        return "logicalType: string";
    }

    @Override
    public String asWritten(ValueType.AsWritten type) {
        return "logicalType: string";
    }

    @Override
    public String whole(ValueType.Whole type) {
        return "logicalType: integer";
    }

    @Override
    public String exact(ValueType.Exact type) {
        return "logicalType: number, physicalType: \"decimal(" + type.precision() + "," + type.scale() + ")\"";
    }

    @Override
    public String real(ValueType.Real type) {
        return "logicalType: number";
    }

    @Override
    public String flag(ValueType.Flag type) {
        return "logicalType: boolean";
    }

    @Override
    public String day(ValueType.Day type) {
        return "logicalType: date" + options(false, type.pattern());
    }

    @Override
    public String instant(ValueType.Instant type) {
        return "logicalType: timestamp" + options(true, type.pattern());
    }

    @Override
    public String wallClock(ValueType.WallClock type) {
        return "logicalType: timestamp" + options(false, type.pattern());
    }

    @Override
    public String timeOfDay(ValueType.TimeOfDay type) {
        return "logicalType: time" + options(false, type.pattern());
    }

    @Override
    public String listOf(ValueType.ListOf type) {
        return "logicalType: array, items: { " + type.element().match(this) + " }";
    }

    @Override
    public String objectOf(ValueType.ObjectOf type) {
        return "logicalType: object, properties: ["
                + type.fields().stream()
                        .map(field -> "{ name: " + YamlText.quoted(field.name()) + ", "
                                + field.type().match(this) + " }")
                        .collect(Collectors.joining(", "))
                + "]";
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
