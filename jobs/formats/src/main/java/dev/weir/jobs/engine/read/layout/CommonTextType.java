package dev.weir.jobs.engine.read.layout;

import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The type that reads the values of two, each exactly. */
final class CommonTextType {

    private CommonTextType() {}

    static Optional<ValueType> of(ValueType one, ValueType other) {
        if (one.equals(other)) {
            return Optional.of(one);
        }
        return ofNumbers(one, other)
                .or(() -> ofNumbers(other, one))
                .or(() -> one instanceof ValueType.ListOf list && other instanceof ValueType.ListOf lists
                        ? of(list.element(), lists.element()).map(ValueType.ListOf::new)
                        : Optional.empty())
                .or(() -> one instanceof ValueType.ObjectOf object && other instanceof ValueType.ObjectOf objects
                        ? ofObjects(object, objects)
                        : Optional.empty());
    }

    private static Optional<ValueType> ofNumbers(ValueType one, ValueType other) {
        if (!(one instanceof ValueType.Whole whole)) {
            return Optional.empty();
        } else if (other instanceof ValueType.Whole another) {
            return Optional.of(
                    new ValueType.Whole(Math.min(whole.min(), another.min()), Math.max(whole.max(), another.max())));
        } else if (other instanceof ValueType.Exact exact && exact.scale() == 0) {
            return Optional.of(exact);
        }
        // a long number would lose digits among fractions, and be another one
        boolean isShort = whole.min() >= ValueType.Whole.SHORT.min() && whole.max() <= ValueType.Whole.SHORT.max();
        return other instanceof ValueType.Real && isShort ? Optional.of(other) : Optional.empty();
    }

    private static Optional<ValueType> ofObjects(ValueType.ObjectOf one, ValueType.ObjectOf other) {
        Map<String, ValueType> fields = new LinkedHashMap<>();
        one.fields().forEach(field -> fields.put(field.name(), field.type()));
        for (ValueType.Field field : other.fields()) {
            ValueType here = fields.get(field.name());
            Optional<ValueType> both = here == null ? Optional.of(field.type()) : of(here, field.type());
            if (both.isEmpty()) {
                return Optional.empty();
            }
            fields.put(field.name(), both.get());
        }
        List<ValueType.Field> all = new ArrayList<>();
        fields.forEach((name, type) -> all.add(new ValueType.Field(name, type)));
        return Optional.of(new ValueType.ObjectOf(all));
    }
}
