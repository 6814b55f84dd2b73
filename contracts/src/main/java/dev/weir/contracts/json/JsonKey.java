package dev.weir.contracts.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * A key of a {@link JsonShape}: its name, and how its value is taken from what is written, and read back. An optional key is not
 * written where there is no value.
 *
 * @param <T> what is written
 * @param <V> the value of the key
 */
public final class JsonKey<T, V> {

    private final BiConsumer<T, ObjectNode> write;
    private final Function<JsonObject, V> read;

    private JsonKey(BiConsumer<T, ObjectNode> write, Function<JsonObject, V> read) {
        this.write = write;
        this.read = read;
    }

    void write(T of, ObjectNode node) {
        write.accept(of, node);
    }

    V read(JsonObject json) {
        return read.apply(json);
    }

    /** A key, or several, written and read by code of their own. */
    public static <T, V> JsonKey<T, V> of(BiConsumer<T, ObjectNode> write, Function<JsonObject, V> read) {
        return new JsonKey<>(write, read);
    }

    public static <T> JsonKey<T, String> text(String name, Function<T, String> value) {
        return of((of, node) -> node.put(name, value.apply(of)), json -> json.text(name));
    }

    public static <T> JsonKey<T, Optional<String>> optionalText(String name, Function<T, Optional<String>> value) {
        return of(
                (of, node) -> value.apply(of).ifPresent(text -> node.put(name, text)), json -> json.optionalText(name));
    }

    public static <T> JsonKey<T, Long> whole(String name, ToLongFunction<T> value) {
        return of((of, node) -> node.put(name, value.applyAsLong(of)), json -> json.whole(name));
    }

    public static <T> JsonKey<T, OptionalLong> optionalWhole(String name, Function<T, OptionalLong> value) {
        return of(
                (of, node) -> value.apply(of).ifPresent(whole -> node.put(name, whole)),
                json -> json.optionalWhole(name));
    }

    /** A whole number of 32 bits. */
    public static <T> JsonKey<T, OptionalInt> optionalInt(String name, Function<T, OptionalInt> value) {
        return of(
                (of, node) -> value.apply(of).ifPresent(whole -> node.put(name, whole)),
                json -> json.optionalWhole(name).stream()
                        .mapToInt(Math::toIntExact)
                        .findFirst());
    }

    /** A whole number from 0 to the greatest {@code int}. */
    public static <T> JsonKey<T, Integer> position(String name, ToIntFunction<T> value) {
        return of((of, node) -> node.put(name, value.applyAsInt(of)), json -> json.position(name));
    }

    public static <T> JsonKey<T, Double> number(String name, ToDoubleFunction<T> value) {
        return of((of, node) -> node.put(name, value.applyAsDouble(of)), json -> json.number(name));
    }

    public static <T> JsonKey<T, OptionalDouble> optionalNumber(String name, Function<T, OptionalDouble> value) {
        return of(
                (of, node) -> value.apply(of).ifPresent(number -> node.put(name, number)),
                json -> json.optionalNumber(name));
    }

    public static <T> JsonKey<T, Boolean> truth(String name, Predicate<T> value) {
        return of((of, node) -> node.put(name, value.test(of)), json -> json.truth(name));
    }

    public static <T> JsonKey<T, Instant> instant(String name, Function<T, Instant> value) {
        return of((of, node) -> node.put(name, value.apply(of).toString()), json -> json.instant(name));
    }

    public static <T> JsonKey<T, Optional<Instant>> optionalInstant(String name, Function<T, Optional<Instant>> value) {
        return of(
                (of, node) -> value.apply(of).ifPresent(moment -> node.put(name, moment.toString())),
                json -> json.optionalText(name).map(there -> json.instant(name)));
    }

    public static <T> JsonKey<T, LocalDate> date(String name, Function<T, LocalDate> value) {
        return of((of, node) -> node.put(name, value.apply(of).toString()), json -> json.date(name));
    }

    public static <T> JsonKey<T, Optional<LocalDate>> optionalDate(
            String name, Function<T, Optional<LocalDate>> value) {
        return of(
                (of, node) -> value.apply(of).ifPresent(day -> node.put(name, day.toString())),
                json -> json.optionalDate(name));
    }

    public static <T, E extends Enum<E>> JsonKey<T, E> word(String name, Class<E> type, Function<T, E> value) {
        return of((of, node) -> node.put(name, Json.word(value.apply(of))), json -> json.word(name, type));
    }

    public static <T, E extends Enum<E>> JsonKey<T, Optional<E>> optionalWord(
            String name, Class<E> type, Function<T, Optional<E>> value) {
        return of(
                (of, node) -> value.apply(of).ifPresent(there -> node.put(name, Json.word(there))),
                json -> json.optionalText(name).map(there -> json.word(name, type)));
    }

    /** A list that is not written where it is empty. */
    public static <T, E extends Enum<E>> JsonKey<T, List<E>> optionalWords(
            String name, Class<E> type, Function<T, List<E>> values) {
        return unlessEmpty(
                name,
                values,
                words -> Json.texts(words.stream().map(Json::word).toList()),
                json -> json.words(name, type));
    }

    private static <T, V> JsonKey<T, List<V>> unlessEmpty(
            String name,
            Function<T, List<V>> values,
            Function<List<V>, ArrayNode> written,
            Function<JsonObject, List<V>> read) {
        return of(
                (of, node) -> {
                    List<V> list = values.apply(of);
                    if (!list.isEmpty()) {
                        node.set(name, written.apply(list));
                    }
                },
                read);
    }

    public static <T> JsonKey<T, List<String>> texts(String name, Function<T, List<String>> value) {
        return of((of, node) -> node.set(name, Json.texts(value.apply(of))), json -> json.texts(name));
    }

    /** A list that is not written where it is empty. */
    public static <T> JsonKey<T, List<String>> optionalTexts(String name, Function<T, List<String>> values) {
        return unlessEmpty(name, values, Json::texts, json -> json.optionalTexts(name));
    }

    public static <T> JsonKey<T, Map<String, String>> textsByName(String name, Function<T, Map<String, String>> value) {
        return of((of, node) -> value.apply(of).forEach(node.putObject(name)::put), json -> json.textsByName(name));
    }

    public static <T, V> JsonKey<T, V> object(String name, JsonShape<V> shape, Function<T, V> value) {
        return of((of, node) -> node.set(name, shape.node(value.apply(of))), json -> shape.parse(json.object(name)));
    }

    public static <T, V> JsonKey<T, Optional<V>> optionalObject(
            String name, JsonShape<V> shape, Function<T, Optional<V>> value) {
        return of(
                (of, node) -> value.apply(of).ifPresent(there -> node.set(name, shape.node(there))),
                json -> json.optionalObject(name).map(shape::parse));
    }

    public static <T, V> JsonKey<T, List<V>> objects(String name, JsonShape<V> shape, Function<T, List<V>> values) {
        return of(
                (of, node) -> node.set(name, Json.objects(values.apply(of), shape::node)),
                json -> json.objects(name, shape::parse));
    }

    /** A list that is not written where it is empty. */
    public static <T, V> JsonKey<T, List<V>> optionalObjects(
            String name, JsonShape<V> shape, Function<T, List<V>> values) {
        return unlessEmpty(
                name,
                values,
                list -> Json.objects(list, shape::node),
                json -> json.optionalObjects(name, shape::parse));
    }

    /** The keys of a part, which stand in the object itself. */
    public static <T, V> JsonKey<T, V> inside(JsonShape<V> shape, Function<T, V> value) {
        return of((of, node) -> shape.write(value.apply(of), node), shape::inside);
    }

    /** What is written for readers, and follows from other keys. */
    public static <T> JsonKey<T, JsonObject> derived(String name, Function<T, ObjectNode> value) {
        return of((of, node) -> node.set(name, value.apply(of)), json -> json.object(name));
    }
}
