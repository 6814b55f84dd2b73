package dev.weir.contracts.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How a value is written as a JSON object, and read back: its keys in the order in which they are written, each declared once, and
 * what makes the value of theirs. {@code parse} of {@code node(x)} is {@code x}.
 *
 * @param <T> the type of the value
 */
public final class JsonShape<T> {

    private final List<JsonKey<T, ?>> keys;
    private final Function<Values, T> make;

    private JsonShape(List<JsonKey<T, ?>> keys, Function<Values, T> make) {
        this.keys = keys;
        this.make = make;
    }

    /** A shape of a whole document, whose first key says which kind and version it is. */
    public static <T> JsonShape<T> document(String schema, JsonShape<T> shape) {
        List<JsonKey<T, ?>> keys = new ArrayList<>(shape.keys);
        keys.add(0, JsonKey.of((value, node) -> node.put("schema", schema), json -> {
            json.schema(schema);
            return schema;
        }));
        return new JsonShape<>(keys, shape.make);
    }

    /** An object without keys. */
    public static <T> JsonShape<T> empty(Supplier<T> make) {
        return new JsonShape<>(List.of(), values -> make.get());
    }

    /** One of several types of values: its word in documents, and the keys beside the one that has this word. */
    public record Kind<V>(String word, Class<V> type, JsonShape<V> shape) {
        private void write(String key, Object value, ObjectNode node) {
            shape.write(type.cast(value), node.put(key, word));
        }
    }

    /** A value of one of several types; a key says of which. */
    @SafeVarargs
    @SuppressWarnings("varargs") // it goes into a list at once
    public static <T> JsonShape<T> oneOf(String key, Kind<? extends T>... kinds) {
        List<Kind<? extends T>> all = List.of(kinds);
        JsonKey<T, T> value = JsonKey.of(
                (of, node) -> all.stream()
                        .filter(kind -> kind.type.isInstance(of))
                        .forEach(kind -> kind.write(key, of, node)),
                json -> {
                    String word = json.text(key);
                    for (Kind<? extends T> kind : all) {
                        if (kind.word.equals(word)) {
                            return kind.shape.inside(json);
                        }
                    }
                    String words = all.stream().map(Kind::word).collect(Collectors.joining(", "));
                    throw json.wrong(key, "one of " + words);
                });
        return of(value, Function.identity());
    }

    public ObjectNode node(T value) {
        ObjectNode node = Json.object();
        write(value, node);
        return node;
    }

    public void write(T value, ObjectNode node) {
        keys.forEach(key -> key.write(value, node));
    }

    /**
     * Reads what {@link #node} made.
     *
     * @throws ProblemsException when it is no such object: a key missing or unknown, a value of the wrong type, or values that the
     *     type refuses
     */
    public T parse(JsonObject json) {
        Values values = read(json);
        return json.end(() -> make.apply(values));
    }

    /** Reads these keys of an object that has others beside them. */
    public T inside(JsonObject json) {
        Values values = read(json);
        return json.make(() -> make.apply(values));
    }

    private Values read(JsonObject json) {
        Values values = new Values();
        keys.forEach(key -> values.read.put(key, key.read(json)));
        return values;
    }

    /** What was read, by key. */
    private static final class Values {

        private final IdentityHashMap<JsonKey<?, ?>, Object> read = new IdentityHashMap<>();

        @SuppressWarnings("unchecked") // put there by this key
        <V> V of(JsonKey<?, V> key) {
            return (V) requireNonNull(read.get(key));
        }
    }

    public static <T, A> JsonShape<T> of(JsonKey<T, A> a, Function<A, T> make) {
        return new JsonShape<>(List.of(a), v -> make.apply(v.of(a)));
    }

    public static <T, A, B> JsonShape<T> of(JsonKey<T, A> a, JsonKey<T, B> b, BiFunction<A, B, T> make) {
        return new JsonShape<>(List.of(a, b), v -> make.apply(v.of(a), v.of(b)));
    }

    public static <T, A, B, C> JsonShape<T> of(
            JsonKey<T, A> a, JsonKey<T, B> b, JsonKey<T, C> c, Make3<A, B, C, T> make) {
        return new JsonShape<>(List.of(a, b, c), v -> make.make(v.of(a), v.of(b), v.of(c)));
    }

    public static <T, A, B, C, D> JsonShape<T> of(
            JsonKey<T, A> a, JsonKey<T, B> b, JsonKey<T, C> c, JsonKey<T, D> d, Make4<A, B, C, D, T> make) {
        return new JsonShape<>(List.of(a, b, c, d), v -> make.make(v.of(a), v.of(b), v.of(c), v.of(d)));
    }

    public static <T, A, B, C, D, E> JsonShape<T> of(
            JsonKey<T, A> a,
            JsonKey<T, B> b,
            JsonKey<T, C> c,
            JsonKey<T, D> d,
            JsonKey<T, E> e,
            Make5<A, B, C, D, E, T> make) {
        return new JsonShape<>(List.of(a, b, c, d, e), v -> make.make(v.of(a), v.of(b), v.of(c), v.of(d), v.of(e)));
    }

    public static <T, A, B, C, D, E, F> JsonShape<T> of(
            JsonKey<T, A> a,
            JsonKey<T, B> b,
            JsonKey<T, C> c,
            JsonKey<T, D> d,
            JsonKey<T, E> e,
            JsonKey<T, F> f,
            Make6<A, B, C, D, E, F, T> make) {
        return new JsonShape<>(
                List.of(a, b, c, d, e, f), v -> make.make(v.of(a), v.of(b), v.of(c), v.of(d), v.of(e), v.of(f)));
    }

    public static <T, A, B, C, D, E, F, G> JsonShape<T> of(
            JsonKey<T, A> a,
            JsonKey<T, B> b,
            JsonKey<T, C> c,
            JsonKey<T, D> d,
            JsonKey<T, E> e,
            JsonKey<T, F> f,
            JsonKey<T, G> g,
            Make7<A, B, C, D, E, F, G, T> make) {
        return new JsonShape<>(
                List.of(a, b, c, d, e, f, g),
                v -> make.make(v.of(a), v.of(b), v.of(c), v.of(d), v.of(e), v.of(f), v.of(g)));
    }

    public static <T, A, B, C, D, E, F, G, H> JsonShape<T> of(
            JsonKey<T, A> a,
            JsonKey<T, B> b,
            JsonKey<T, C> c,
            JsonKey<T, D> d,
            JsonKey<T, E> e,
            JsonKey<T, F> f,
            JsonKey<T, G> g,
            JsonKey<T, H> h,
            Make8<A, B, C, D, E, F, G, H, T> make) {
        return new JsonShape<>(
                List.of(a, b, c, d, e, f, g, h),
                v -> make.make(v.of(a), v.of(b), v.of(c), v.of(d), v.of(e), v.of(f), v.of(g), v.of(h)));
    }

    public static <T, A, B, C, D, E, F, G, H, I> JsonShape<T> of(
            JsonKey<T, A> a,
            JsonKey<T, B> b,
            JsonKey<T, C> c,
            JsonKey<T, D> d,
            JsonKey<T, E> e,
            JsonKey<T, F> f,
            JsonKey<T, G> g,
            JsonKey<T, H> h,
            JsonKey<T, I> i,
            Make9<A, B, C, D, E, F, G, H, I, T> make) {
        return new JsonShape<>(
                List.of(a, b, c, d, e, f, g, h, i),
                v -> make.make(v.of(a), v.of(b), v.of(c), v.of(d), v.of(e), v.of(f), v.of(g), v.of(h), v.of(i)));
    }

    @FunctionalInterface
    public interface Make3<A, B, C, T> {
        T make(A a, B b, C c);
    }

    @FunctionalInterface
    public interface Make4<A, B, C, D, T> {
        T make(A a, B b, C c, D d);
    }

    @FunctionalInterface
    public interface Make5<A, B, C, D, E, T> {
        T make(A a, B b, C c, D d, E e);
    }

    @FunctionalInterface
    public interface Make6<A, B, C, D, E, F, T> {
        T make(A a, B b, C c, D d, E e, F f);
    }

    @FunctionalInterface
    public interface Make7<A, B, C, D, E, F, G, T> {
        T make(A a, B b, C c, D d, E e, F f, G g);
    }

    @FunctionalInterface
    public interface Make8<A, B, C, D, E, F, G, H, T> {
        T make(A a, B b, C c, D d, E e, F f, G g, H h);
    }

    @FunctionalInterface
    public interface Make9<A, B, C, D, E, F, G, H, I, T> {
        T make(A a, B b, C c, D d, E e, F f, G g, H h, I i);
    }
}
