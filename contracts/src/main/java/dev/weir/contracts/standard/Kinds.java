package dev.weir.contracts.standard;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The kinds that tables of fields are written with. */
final class Kinds {

    static final Kind TEXT = new Kind.Text(text -> true, "a text");
    static final Kind FLAG = new Kind.Flag();
    static final Kind NUMBER = new Kind.Numeric(Optional.empty());
    static final Kind WHOLE = new Kind.Whole(Optional.empty());
    static final Kind COUNT = new Kind.Whole(Optional.of(BigDecimal.ZERO));
    static final Kind ANYTHING = new Kind.Anything();
    static final Kind SINGLE = new Kind.Single();
    static final Kind OPEN_OBJECT = new Kind.OpenObject();
    static final Kind TEXTS = listOf(TEXT);

    private Kinds() {}

    static Kind oneOf(String... allowed) {
        return new Kind.Choice(List.of(allowed));
    }

    static Kind listOf(Kind item) {
        return new Kind.Listing(item, 0, Integer.MAX_VALUE);
    }

    static Kind object(Supplier<Shape> shape) {
        return new Kind.Nested(shape);
    }

    static Kind object(Shape shape) {
        return new Kind.Nested(() -> shape);
    }

    static Kind entriesOf(Kind value) {
        return new Kind.Entries(value);
    }

    static Kind either(Kind one, Kind other) {
        return new Kind.Either(one, other);
    }
}
