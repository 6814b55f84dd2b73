package dev.weir.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.NearestName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An object of a document, read key by key. Every key that was asked for is known; {@link #end} refuses the others.
 * Whatever is wrong is a {@link ProblemsException} with the path of the value in the file.
 */
public final class JsonObject {

    private final ObjectNode node;
    private final String file;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonObject(ObjectNode node, String file, String path) {
        this.node = node;
        this.file = file;
        this.path = path;
    }

    static JsonObject of(JsonNode node, String file, String path) {
        if (node instanceof ObjectNode object) {
            return new JsonObject(object, file, path);
        }
        throw wrong(file, path.isEmpty() ? "the document" : path, "an object");
    }

    public String text(String key) {
        JsonNode value = value(key);
        if (!value.isTextual()) {
            throw wrong(key, "text");
        }
        return value.textValue();
    }

    public Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    public boolean truth(String key) {
        JsonNode value = value(key);
        if (!value.isBoolean()) {
            throw wrong(key, "true or false");
        }
        return value.booleanValue();
    }

    public long whole(String key) {
        JsonNode value = value(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(key, "a whole number of 64 bits");
        }
        return value.longValue();
    }

    public OptionalLong optionalWhole(String key) {
        return has(key) ? OptionalLong.of(whole(key)) : OptionalLong.empty();
    }

    public int position(String key) {
        long value = whole(key);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw wrong(key, "a line or column of a file");
        }
        return (int) value;
    }

    public double number(String key) {
        JsonNode value = value(key);
        if (!value.isNumber()) {
            throw wrong(key, "a number");
        }
        return value.doubleValue();
    }

    public OptionalDouble optionalNumber(String key) {
        return has(key) ? OptionalDouble.of(number(key)) : OptionalDouble.empty();
    }

    public Optional<LocalDate> optionalDate(String key) {
        return has(key) ? Optional.of(date(key)) : Optional.empty();
    }

    public LocalDate date(String key) {
        try {
            return LocalDate.parse(text(key));
        } catch (DateTimeException e) {
            throw wrong(key, "a day such as 2026-01-31");
        }
    }

    /** An object whose values are texts, in its order. */
    public Map<String, String> textsByName(String key) {
        JsonObject texts = object(key);
        Map<String, String> values = new LinkedHashMap<>();
        texts.node.fieldNames().forEachRemaining(name -> values.put(name, texts.text(name)));
        return values;
    }

    /** An object whose values are numbers, in its order. */
    public Map<String, Double> numbers(String key) {
        JsonObject numbers = object(key);
        Map<String, Double> values = new LinkedHashMap<>();
        numbers.node.fieldNames().forEachRemaining(name -> values.put(name, numbers.number(name)));
        return values;
    }

    public Instant instant(String key) {
        try {
            return Instant.parse(text(key));
        } catch (DateTimeException e) {
            throw wrong(key, "an instant such as 2026-01-31T08:00:00Z");
        }
    }

    public <E extends Enum<E>> E word(String key, Class<E> type) {
        return word(key, text(key), type);
    }

    /** A list of words; none when the key is not there. */
    public <E extends Enum<E>> List<E> words(String key, Class<E> type) {
        return has(key) ? texts(key).stream().map(text -> word(key, text, type)).toList() : List.of();
    }

    private <E extends Enum<E>> E word(String key, String word, Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> Json.word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(
                        key,
                        "one of "
                                + Stream.of(type.getEnumConstants())
                                        .map(Json::word)
                                        .collect(Collectors.joining(", "))));
    }

    public JsonObject object(String key) {
        return of(value(key), file, child(key));
    }

    public Optional<JsonObject> optionalObject(String key) {
        return has(key) ? Optional.of(object(key)) : Optional.empty();
    }

    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(key)) {
            if (!element.isTextual()) {
                throw wrong(key, "a list of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** A list of whole numbers; none when the key is not there. */
    public List<Long> wholes(String key) {
        List<Long> wholes = new ArrayList<>();
        if (has(key)) {
            for (JsonNode element : array(key)) {
                if (!element.isIntegralNumber() || !element.canConvertToLong()) {
                    throw wrong(key, "a list of whole numbers");
                }
                wholes.add(element.longValue());
            }
        }
        return wholes;
    }

    /** A list of texts; none when the key is not there. */
    public List<String> optionalTexts(String key) {
        return has(key) ? texts(key) : List.of();
    }

    /** A list of objects; none when the key is not there. */
    public <T> List<T> optionalObjects(String key, Function<JsonObject, T> parse) {
        return has(key) ? objects(key, parse) : List.of();
    }

    public <T> List<T> objects(String key, Function<JsonObject, T> parse) {
        List<T> values = new ArrayList<>();
        JsonNode array = array(key);
        for (int index = 0; index < array.size(); index++) {
            values.add(parse.apply(of(array.get(index), file, child(key) + "[" + index + "]")));
        }
        return values;
    }

    /**
     * Ends the reading: refuses keys that were not read, and turns what the value's own constructor refuses into a
     * problem with its place.
     */
    public <T> T end(Supplier<T> make) {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw ProblemsException.of(
                        Code.UNKNOWN_FIELD,
                        Place.of(file),
                        "'" + child(key) + "' is not a key of this document",
                        "a newer version of Weir may have written the file, or a person changed it",
                        NearestName.to(key, known)
                                .map(name -> "Did you mean '" + name + "'?")
                                .orElse("Read it with the version that wrote it."));
            }
        }
        return make(make);
    }

    /** Turns what a value's own constructor refuses into a problem with its place. */
    <T> T make(Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of(file),
                    "'" + (path.isEmpty() ? file : path) + "' contradicts itself",
                    String.valueOf(e.getMessage()),
                    "Restore the file from a copy; nothing but Weir writes it.",
                    e);
        }
    }

    /** Refuses a document of another kind or version. */
    public void schema(String expected) {
        String found = text("schema");
        if (!found.equals(expected)) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of(file),
                    "'" + file + "' has the schema '" + found + "', not '" + expected + "'",
                    "it is another kind of file, or another version of Weir wrote it",
                    "Read it with the version that wrote it.");
        }
    }

    /** The message for a value that is not what it should be. */
    public ProblemsException wrong(String key, String expected) {
        return wrong(file, child(key), expected);
    }

    private static ProblemsException wrong(String file, String path, String expected) {
        return ProblemsException.of(
                Code.INVALID_VALUE,
                Place.of(file),
                "'" + path + "' is not " + expected,
                "the file was changed by hand, or another version of Weir wrote it",
                "Restore the file from a copy, or read it with the version that wrote it.");
    }

    private boolean has(String key) {
        known.add(key);
        return node.has(key);
    }

    private JsonNode array(String key) {
        JsonNode value = value(key);
        if (!value.isArray()) {
            throw wrong(key, "a list");
        }
        return value;
    }

    private JsonNode value(String key) {
        known.add(key);
        JsonNode value = node.get(key);
        if (value == null) {
            throw ProblemsException.of(
                    Code.MISSING_FIELD,
                    Place.of(file),
                    "'" + child(key) + "' is missing",
                    "the file was changed by hand, or another version of Weir wrote it",
                    "Restore the file from a copy, or read it with the version that wrote it.");
        }
        return value;
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
