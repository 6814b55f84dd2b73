package dev.weir.jobs.engine.read.json;

import dev.weir.contracts.text.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the columns of a record stand in its JSON object: a tree of keys and places of arrays, with columns as its leaves. */
final class JsonPlaces {
    private static final int NONE = -1;

    private final String path;
    private final Map<String, JsonPlaces> keys = new HashMap<>();
    private final Map<Integer, JsonPlaces> places = new HashMap<>();
    private final List<Integer> below = new ArrayList<>();
    private int column = NONE;

    private JsonPlaces(String path) {
        this.path = path;
    }

    /**
     * The tree of some paths.
     *
     * @throws IllegalArgumentException when one path leads through another's value, or two to one, or one takes a value for an
     *     object and one for an array
     */
    static JsonPlaces of(List<FieldPath> paths) {
        JsonPlaces all = new JsonPlaces("");
        for (int i = 0; i < paths.size(); i++) {
            all.add(paths.get(i), i);
        }
        all.check();
        return all;
    }

    private void add(FieldPath path, int number) {
        JsonPlaces at = this;
        for (int i = 0; i < path.steps().size(); i++) {
            at.below.add(number);
            FieldPath to = path.first(i + 1);
            at = path.steps().get(i) instanceof FieldPath.Key key
                    ? at.keys.computeIfAbsent(key.name(), first -> new JsonPlaces(to.display()))
                    : at.places.computeIfAbsent(
                            ((FieldPath.Place) path.steps().get(i)).index(), first -> new JsonPlaces(to.display()));
        }
        at.below.add(number);
        at.column = number;
    }

    private void check() {
        boolean isBoth = !keys.isEmpty() && !places.isEmpty();
        boolean isThrough = column != NONE && below.size() > 1;
        if (isBoth || isThrough) {
            throw new IllegalArgumentException("Several columns read '" + path + "'.");
        }
        keys.values().forEach(JsonPlaces::check);
        places.values().forEach(JsonPlaces::check);
    }

    /** From the document to here. */
    String path() {
        return path;
    }

    boolean isColumn() {
        return column != NONE;
    }

    int column() {
        return column;
    }

    boolean isObject() {
        return !keys.isEmpty();
    }

    @Nullable
    JsonPlaces key(String name) {
        return keys.get(name);
    }

    boolean isArray() {
        return !places.isEmpty();
    }

    @Nullable
    JsonPlaces place(int index) {
        return places.get(index);
    }

    /** The columns that stand here and below. */
    List<Integer> columns() {
        return below;
    }
}
