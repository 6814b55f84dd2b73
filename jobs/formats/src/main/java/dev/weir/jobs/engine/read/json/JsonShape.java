package dev.weir.jobs.engine.read.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.contracts.text.FieldPath;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.lines.JsonLineReader;
import dev.weir.jobs.engine.read.value.DecimalDigits;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands at one place of many JSON documents: kinds of values, never a value. */
final class JsonShape {

    private static final int MOST_KEYS = 2_000;
    private static final int DEEPEST = 8;

    /** So many of the values have to be of one kind. */
    private static final double ONE_KIND = 0.99;

    /** A floating-point number holds whole numbers of as many digits, and a decimal those of as many. */
    private static final int DIGITS_OF_REAL = 15;

    private static final int DIGITS_OF_DECIMAL = 38;

    private long texts;

    /** Whole numbers that a floating-point number holds. */
    private long wholes;

    /** Whole numbers of 64 bits besides. */
    private long longs;

    /** Whole numbers that a decimal holds, besides. */
    private long bigs;

    /** Whole numbers with more digits yet. */
    private long huge;

    private long reals;

    /** Of all numbers. */
    private final DecimalDigits decimals = new DecimalDigits();

    private long flags;
    private long objects;
    private long arrays;
    private boolean hasMoreKeys;
    private final Map<String, JsonShape> keys = new LinkedHashMap<>();
    private JsonShape element = this;

    /** Adds a line; answers whether it is one JSON object. */
    boolean add(String line) throws IOException {
        JsonShape added = new JsonShape();
        try (JsonParser parser = JsonLineReader.JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            added.value(parser);
            if (parser.nextToken() != null) {
                return false;
            }
        } catch (JsonProcessingException e) {
            return false; // the reader counts it as unreadable, with its line
        }
        add(added);
        return true;
    }

    private void value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                objects++;
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    JsonShape shape = keys.computeIfAbsent(parser.currentName(), first -> new JsonShape());
                    parser.nextToken();
                    shape.value(parser);
                }
            }
            case START_ARRAY -> {
                arrays++;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    element().value(parser);
                }
            }
            case VALUE_STRING -> texts++;
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> {
                reals++;
                decimals.add(parser.getText());
            }
            case VALUE_TRUE, VALUE_FALSE -> flags++;
            default -> {} // NULL is of no kind
        }
    }

    private void whole(JsonParser parser) throws IOException {
        String number = parser.getText();
        decimals.add(number);
        int digits = digits(number);
        if (digits <= DIGITS_OF_REAL) {
            wholes++;
        } else if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            longs++;
        } else if (digits <= DIGITS_OF_DECIMAL) {
            bigs++;
        } else {
            huge++;
        }
    }

    /** How many digits a number begins with. */
    private static int digits(String number) {
        return (int) number.chars()
                .skip(number.startsWith("-") ? 1 : 0)
                .takeWhile(Character::isDigit)
                .count();
    }

    private JsonShape element() {
        if (element == this) {
            element = new JsonShape();
        }
        return element;
    }

    private void add(JsonShape other) {
        texts += other.texts;
        wholes += other.wholes;
        longs += other.longs;
        bigs += other.bigs;
        huge += other.huge;
        reals += other.reals;
        decimals.add(other.decimals);
        flags += other.flags;
        objects += other.objects;
        arrays += other.arrays;
        hasMoreKeys |= other.hasMoreKeys;
        other.keys.forEach((key, shape) -> {
            if (keys.containsKey(key) || keys.size() < MOST_KEYS) {
                keys.computeIfAbsent(key, first -> new JsonShape()).add(shape);
            } else {
                hasMoreKeys = true;
            }
        });
        if (other.element != other) {
            element().add(other.element);
        }
    }

    /**
     * The columns that the documents have: a column for each value, and for each array.
     *
     * @param left takes a sentence on what is left out
     */
    List<LayoutColumn> columns(List<String> left) {
        List<LayoutColumn> columns = new ArrayList<>();
        collect(List.of(), columns, left);
        return columns;
    }

    private void collect(List<FieldPath.Step> above, List<LayoutColumn> columns, List<String> left) {
        if (hasMoreKeys || !keys.keySet().stream().allMatch(UnknownColumns::looksLikeName)) {
            left.add("left out: keys of " + (above.isEmpty() ? "the records" : new FieldPath(above).display())
                    + " that look like values, or more than " + MOST_KEYS + " of them");
        }
        keys.forEach((key, shape) -> {
            if (!UnknownColumns.looksLikeName(key)) {
                return;
            }
            List<FieldPath.Step> steps = new ArrayList<>(above);
            steps.add(new FieldPath.Key(key));
            String path = new FieldPath(steps).display();
            if (shape.all() > 0 && shape.objects >= ONE_KIND * shape.all() && steps.size() < DEEPEST) {
                shape.collect(steps, columns, left);
                return;
            }
            shape.type(0)
                    .ifPresentOrElse(
                            type -> columns.add(
                                    new LayoutColumn(path, String.join("_", names(steps)), type, shape.proof(type))),
                            () -> left.add("left out: " + path + ", " + shape.unclear()));
        });
    }

    private LayoutColumn.Proof proof(ValueType type) {
        if (all() == 0) {
            return LayoutColumn.Proof.UNSEEN;
        }
        return type instanceof ValueType.Text ? LayoutColumn.Proof.TIMES : LayoutColumn.Proof.GIVEN;
    }

    /** Why there is no type. */
    private String unclear() {
        boolean isNumber = numbers() >= ONE_KIND * all();
        return isNumber && all() > 0
                ? "whose numbers are of more than " + DIGITS_OF_DECIMAL
                        + " digits: have them written as texts, in quotes"
                : "whose values are of several kinds, or of none";
    }

    private static List<String> names(List<FieldPath.Step> steps) {
        return steps.stream().map(step -> ((FieldPath.Key) step).name()).toList();
    }

    private long all() {
        return texts + numbers() + flags + objects + arrays;
    }

    private long numbers() {
        return wholes + longs + bigs + huge + reals;
    }

    private Optional<ValueType> type(int depth) {
        double enough = ONE_KIND * all();
        if (all() == 0 || texts >= enough) {
            return Optional.of(new ValueType.Text());
        } else if (numbers() >= enough) {
            return number();
        } else if (flags >= enough) {
            return Optional.of(ValueType.Flag.WORDS);
        } else if (depth < DEEPEST && arrays >= enough && element != this && element.all() > 0) {
            return element.type(depth + 1).map(ValueType.ListOf::new);
        } else if (depth > 0 && depth < DEEPEST && objects >= enough && !hasMoreKeys) {
            return object(depth);
        }
        return Optional.empty();
    }

    /** A type that reads every number exactly, or none. */
    private Optional<ValueType> number() {
        if (reals > 0) {
            return decimals.type();
        } else if (huge > 0) {
            return Optional.empty();
        } else if (bigs > 0) {
            return Optional.of(new ValueType.Exact(DIGITS_OF_DECIMAL, 0));
        }
        return Optional.of(longs > 0 ? ValueType.Whole.LONG : ValueType.Whole.SHORT);
    }

    /** Of an object within an array: all of its fields have to be readable. */
    private Optional<ValueType> object(int depth) {
        List<ValueType.Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonShape> key : keys.entrySet()) {
            Optional<ValueType> type = key.getValue().type(depth + 1);
            if (type.isEmpty() || !UnknownColumns.looksLikeName(key.getKey())) {
                return Optional.empty();
            }
            fields.add(new ValueType.Field(key.getKey(), type.get()));
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(new ValueType.ObjectOf(fields));
    }
}
