package dev.weir.contracts.standard;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The kinds that tables of fields are written with. */
public final class Kinds {

    public static final Kind TEXT = new Kind.Text(text -> true, "a text");
    public static final Kind FLAG = new Kind.Flag();
    public static final Kind NUMBER = new Kind.Numeric(number -> true, "a number");
    /** Of what has to pass: some of it. */
    public static final Kind SHARE = new Kind.Numeric(
            number -> number.signum() > 0 && number.compareTo(BigDecimal.ONE) <= 0,
            "a number above 0, 1 at most, such as 0.95");
    /** Of what may fail: not all of it. */
    public static final Kind PART = new Kind.Numeric(
            number -> number.signum() >= 0 && number.compareTo(BigDecimal.ONE) < 0, "a number from 0 on, below 1");

    public static final Kind PROBABILITY = new Kind.Numeric(
            number -> number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0,
            "a number from 0 to 1, such as 0.8");

    public static final Kind WHOLE = new Kind.Whole(Optional.empty());
    public static final Kind POSITION = new Kind.Whole(Optional.of(BigDecimal.ONE));
    public static final Kind COUNT = new Kind.Whole(Optional.of(BigDecimal.ZERO));
    public static final Kind ANYTHING = new Kind.Anything();
    public static final Kind SINGLE = new Kind.Single();
    public static final Kind OPEN_OBJECT = new Kind.OpenObject();
    public static final Kind TEXTS = listOf(TEXT);

    public static final Kind DAY = like("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "a day such as 2026-12-31");

    private Kinds() {}

    /** A text that a regular expression finds something in, as JSON schema's {@code pattern} has it. */
    public static Kind like(String pattern, String words) {
        return new Kind.Text(Pattern.compile(pattern).asPredicate(), words);
    }

    public static Kind oneOf(String... allowed) {
        return oneOf(List.of(allowed));
    }

    public static Kind oneOf(List<String> allowed) {
        return new Kind.Choice(allowed);
    }

    public static Kind listOf(Kind item) {
        return new Kind.Listing(item, 0, Integer.MAX_VALUE);
    }

    /** A list with at least one item. */
    public static Kind someOf(Kind item) {
        return new Kind.Listing(item, 1, Integer.MAX_VALUE);
    }

    public static Kind object(Supplier<Shape> shape) {
        return new Kind.Nested(shape);
    }

    public static Kind object(Shape shape) {
        return new Kind.Nested(() -> shape);
    }

    public static Kind entriesOf(Kind value) {
        return new Kind.Entries(value);
    }

    public static Kind either(Kind one, Kind other) {
        return new Kind.Either(one, other);
    }
}
