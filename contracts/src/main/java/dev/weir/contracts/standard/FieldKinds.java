package dev.weir.contracts.standard;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.TriState;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import dev.weir.contracts.yaml.YamlScalar.Sort;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The kinds that fields are declared with. */
public final class FieldKinds {

    private static final String TYPE = "type";
    private static final String STRING = "string";
    private static final String MINIMUM = "minimum";
    private static final String MAXIMUM = "maximum";

    public static final FieldKind<String> TEXT = text(form -> true, "a text");
    /** A text that is not blank, which would count as none. */
    public static final FieldKind<String> SOMETHING =
            text(form -> !form.isBlank(), "a text that says something").with("pattern", "\\S");
    /** A text, with its place. */
    public static final FieldKind<YamlScalar> WRITTEN = new FieldKind<>(
            TEXT.words(),
            TEXT.fits(),
            node -> as(YamlScalar.class, node).filter(TEXT.fits()),
            FieldKind.NOTHING,
            TEXT.schema());

    public static final FieldKind<Boolean> FLAG = scalar(
            "true or false",
            scalar -> scalar.sort() == Sort.FLAG ? Optional.of(scalar.isTrue()) : Optional.empty(),
            Map.of(TYPE, "boolean"));
    public static final FieldKind<TriState> ANSWER = FLAG.map(TriState::of);
    public static final FieldKind<BigDecimal> NUMBER = number(number -> true, "a number", Map.of());
    /** Of what has to pass: some of it. */
    public static final FieldKind<BigDecimal> SHARE = number(
            number -> number.doubleValue() > 0 && number.compareTo(BigDecimal.ONE) <= 0,
            "a number above 0, 1 at most, such as 0.95",
            Map.of("exclusiveMinimum", 0, MAXIMUM, 1));
    /** Of what may fail: not all of it. */
    public static final FieldKind<BigDecimal> PART = number(
            number -> number.signum() >= 0 && number.doubleValue() < 1,
            "a number from 0 on, below 1",
            Map.of(MINIMUM, 0, "exclusiveMaximum", 1));

    public static final FieldKind<BigDecimal> PROBABILITY = number(
            number -> number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0,
            "a number from 0 to 1, such as 0.8",
            Map.of(MINIMUM, 0, MAXIMUM, 1));

    public static final FieldKind<BigInteger> WHOLE =
            scalar("a whole number", YamlScalar::whole, Map.of(TYPE, "integer"));
    public static final FieldKind<BigInteger> POSITION = atLeast(1);
    public static final FieldKind<BigInteger> COUNT = atLeast(0);
    public static final FieldKind<YamlNode> ANYTHING =
            new FieldKind<>("any value", node -> true, Optional::of, FieldKind.NOTHING, Map::of);
    /** Any value that is no list and no object; nothing counts as a blank one. */
    public static final FieldKind<YamlScalar> SINGLE = new FieldKind<>(
            "a single value",
            YamlScalar.class::isInstance,
            node -> as(YamlScalar.class, node).filter(scalar -> scalar.sort() != Sort.NULL),
            FieldKind.NOTHING,
            () -> Map.of(TYPE, List.of(STRING, "number", "boolean", "null")));
    /** Any single value as it is written, quoted or not. */
    public static final FieldKind<YamlScalar> SCALAR =
            scalar("a text", Optional::of, SINGLE.schema().get());

    /** An object whose keys the book leaves open. */
    public static final FieldKind<YamlMap> OPEN_OBJECT = object(FieldKind.NOTHING, Map::of);

    public static final FieldKind<List<String>> TEXTS = listOf(TEXT);

    private static final FieldKind<String> WRITTEN_DAY =
            like("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "a day such as 2026-12-31");

    /** A day of the calendar. */
    public static final FieldKind<LocalDate> DAY = new FieldKind<>(
            WRITTEN_DAY.words(),
            WRITTEN_DAY.fits(),
            node -> WRITTEN_DAY.value().apply(node).flatMap(FieldKinds::day),
            FieldKinds::checkDay,
            WRITTEN_DAY.schema());

    private FieldKinds() {}

    /** A text that a regular expression finds something in, as JSON schema's {@code pattern} has it. */
    public static FieldKind<String> like(String pattern, String words) {
        String java = pattern.replaceAll("\\$$", "\\\\z"); // Java's own $ lets a line's end follow
        return text(Pattern.compile(java).asPredicate(), words).with("pattern", pattern);
    }

    /** The address of something on the web. */
    public static FieldKind<String> address(String example) {
        return like("^https?://[^\\s<>\"{}|\\\\^`]+$", "an address such as " + example);
    }

    /** A text of a certain form, which JSON schema does not know. */
    static FieldKind<String> text(Predicate<String> form, String words) {
        return scalar(
                words,
                scalar -> Optional.of(scalar.text()).filter(text -> scalar.sort() == Sort.TEXT && form.test(text)),
                Map.of(TYPE, STRING));
    }

    /** A number within bounds, and the keywords of JSON schema for them. */
    static FieldKind<BigDecimal> number(Predicate<BigDecimal> bounds, String words, Map<String, Object> keywords) {
        FieldKind<BigDecimal> kind = scalar(words, scalar -> scalar.number().filter(bounds), Map.of(TYPE, "number"));
        for (Map.Entry<String, Object> keyword : keywords.entrySet()) {
            kind = kind.with(keyword.getKey(), keyword.getValue());
        }
        return kind;
    }

    /** A whole number from 0 to another. */
    public static FieldKind<Integer> upTo(int most) {
        return scalar(
                "a whole number from 0 to " + most,
                scalar -> scalar.whole()
                        .filter(number -> number.signum() >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0)
                        .map(BigInteger::intValueExact),
                Map.of(TYPE, "integer", MINIMUM, 0, MAXIMUM, most));
    }

    private static FieldKind<BigInteger> atLeast(int least) {
        return scalar(
                "a whole number, " + least + " or more",
                scalar -> scalar.whole().filter(number -> number.compareTo(BigInteger.valueOf(least)) >= 0),
                Map.of(TYPE, "integer", MINIMUM, least));
    }

    private static <T> FieldKind<T> scalar(
            String words, Function<YamlScalar, Optional<T>> value, Map<String, Object> schema) {
        Function<YamlNode, Optional<T>> read =
                node -> as(YamlScalar.class, node).flatMap(value);
        return new FieldKind<>(words, node -> read.apply(node).isPresent(), read, FieldKind.NOTHING, () -> schema);
    }

    private static <N extends YamlNode> Optional<N> as(Class<N> type, YamlNode node) {
        return type.isInstance(node) ? Optional.of(type.cast(node)) : Optional.empty();
    }

    /** The text of a single value, quoted or not. */
    public static <T> FieldKind<T> parsed(String words, Function<String, Optional<T>> parser) {
        return scalar(
                words, scalar -> parser.apply(scalar.text()), SINGLE.schema().get());
    }

    /** One of a few texts. */
    public static FieldKind<String> oneOf(String... allowed) {
        return oneOf(List.of(allowed));
    }

    /** One of a few texts. */
    public static FieldKind<String> oneOf(List<String> allowed) {
        String words = allowed.size() == 1 ? "'" + allowed.get(0) + "'" : "one of " + String.join(", ", allowed);
        return new FieldKind<>(
                words,
                TEXT.fits(),
                node -> TEXT.value().apply(node).filter(allowed::contains),
                (node, what, book, problems) -> TEXT.value()
                        .apply(node)
                        .filter(text -> !allowed.contains(text))
                        .ifPresent(text -> problems.add(
                                Code.INVALID_VALUE,
                                node.place(),
                                what + " is '" + text + "'",
                                book + " asks for " + words,
                                NearestName.remedy(text, allowed, "write one of these"))),
                () -> Map.of("enum", allowed));
    }

    /** A constant by its {@link #word}. */
    public static <E extends Enum<E>> FieldKind<E> oneOf(Class<E> type) {
        return oneOf(type, FieldKinds::word);
    }

    /** A constant by its name, letter for letter. */
    public static <E extends Enum<E>> FieldKind<E> named(Class<E> type) {
        return oneOf(type, Enum::name);
    }

    private static <E extends Enum<E>> FieldKind<E> oneOf(Class<E> type, Function<E, String> word) {
        List<E> constants = List.of(type.getEnumConstants());
        List<String> words = constants.stream().map(word).toList();
        return oneOf(words).map(text -> constants.get(words.indexOf(text)));
    }

    /** The word that files have for a constant: {@code NOT_PERSONAL} is {@code not-personal}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private static void checkDay(YamlNode node, String what, String book, Problems problems) {
        String text = ((YamlScalar) node).text();
        if (day(text).isEmpty()) {
            problems.add(
                    Code.INVALID_VALUE,
                    node.place(),
                    what.replaceFirst(" of .*", "") + " is '" + text + "'",
                    "the calendar has no such day",
                    "write a day such as 2026-12-31");
        }
    }

    public static <T> FieldKind<List<T>> listOf(FieldKind<T> item) {
        return listOf(item, 0, Integer.MAX_VALUE);
    }

    /** A list with at least one item. */
    public static <T> FieldKind<List<T>> someOf(FieldKind<T> item) {
        return listOf(item, 1, Integer.MAX_VALUE);
    }

    /** An item, or a list with at least one. */
    public static <T> FieldKind<List<T>> oneOrMore(FieldKind<T> item) {
        FieldKind<List<T>> some = someOf(item);
        FieldKind<YamlNode> either = either(item, some);
        return new FieldKind<>(
                either.words(),
                either.fits(),
                node -> node instanceof YamlList
                        ? some.value().apply(node)
                        : item.map(List::of).value().apply(node),
                either.inside(),
                either.schema());
    }

    /** A list of so many items; a program gets those that have a value. */
    static <T> FieldKind<List<T>> listOf(FieldKind<T> item, int fewest, int most) {
        String items = "a list, each item " + item.words();
        String several = fewest == 0 ? items : items + ", at least " + fewest;
        FieldKind<List<T>> list = new FieldKind<>(
                most < Integer.MAX_VALUE ? items + ", " + fewest + " of them" : several,
                node -> node instanceof YamlList written
                        && written.items().size() >= fewest
                        && written.items().size() <= most,
                node -> as(YamlList.class, node)
                        .map(written -> written.items().stream()
                                .flatMap(each -> item.value().apply(each).stream())
                                .toList()),
                (node, what, book, problems) -> ((YamlList) node)
                        .items()
                        .forEach(each -> item.check(each, "an item of " + what, book, problems)),
                () -> Map.of(TYPE, "array", "items", item.schema().get()));
        return fewest == 0 ? list : list.with("minItems", fewest);
    }

    /** A list of scalars of which no two are the same. */
    static <T> FieldKind<List<T>> distinct(FieldKind<List<T>> list) {
        return new FieldKind<>(
                list.words() + ", no two the same",
                list.fits(),
                list.value(),
                (node, what, book, problems) -> {
                    list.inside().check(node, what, book, problems);
                    Set<Object> seen = new HashSet<>();
                    for (YamlNode item : ((YamlList) node).items()) {
                        if (item instanceof YamlScalar scalar && !seen.add(valueOf(scalar))) {
                            problems.add(
                                    Code.INVALID_VALUE,
                                    item.place(),
                                    "an item of " + what + " is " + item.describe() + " a second time",
                                    book + " asks for items that differ",
                                    "take it out");
                        }
                    }
                },
                list.with("uniqueItems", true).schema());
    }

    private static Object valueOf(YamlScalar scalar) {
        Optional<BigDecimal> number = scalar.number();
        return number.isPresent() ? number.get().stripTrailingZeros() : scalar.sort() + " " + scalar.text();
    }

    private static FieldKind<YamlMap> object(FieldKind.Inside inside, Supplier<Map<String, Object>> schema) {
        return new FieldKind<>("an object", YamlMap.class::isInstance, node -> as(YamlMap.class, node), inside, schema)
                .with(TYPE, "object");
    }

    /** An object of a shape that is not laid down yet. */
    public static FieldKind<YamlMap> object(Supplier<Shape> shape) {
        return object(
                (node, what, book, problems) -> shape.get().check(node, problems),
                () -> shape.get().schema());
    }

    public static FieldKind<YamlMap> object(Shape shape) {
        return object(() -> shape);
    }

    public static FieldKind<List<YamlMap>> objects(Shape shape) {
        return listOf(object(shape));
    }

    /** An object whose keys are names of the writer's own. */
    public static FieldKind<YamlMap> entriesOf(FieldKind<?> value) {
        return object(
                (node, what, book, problems) -> ((YamlMap) node)
                        .entries()
                        .forEach(
                                (key, entry) -> value.check(entry.value(), "'" + key + "' in " + what, book, problems)),
                () -> Map.of("additionalProperties", value.schema().get()));
    }

    /** One of two kinds of different sorts. */
    public static FieldKind<YamlNode> either(FieldKind<?> one, FieldKind<?> other) {
        Predicate<YamlNode> fits = node -> one.fits().test(node) || other.fits().test(node);
        return new FieldKind<>(
                one.words() + " or " + other.words(),
                fits,
                node -> Optional.of(node).filter(fits),
                (node, what, book, problems) ->
                        (one.fits().test(node) ? one : other).inside().check(node, what, book, problems),
                () -> Map.of("anyOf", List.of(one.schema().get(), other.schema().get())));
    }
}
