package dev.weir.contracts.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes a document in one to three places, so that most results are wrong and many only just. */
public final class Mutations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Random random;
    private final List<String> keys;
    private final List<String> words;

    /**
     * @param keys keys that mean something somewhere in the standard
     * @param words texts that do
     */
    public Mutations(long seed, List<String> keys, List<String> words) {
        this.random = new Random(seed);
        this.keys = List.copyOf(keys);
        this.words = List.copyOf(words);
    }

    public JsonNode of(JsonNode document) {
        JsonNode changed = document.deepCopy();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            change(changed);
        }
        return changed;
    }

    private void change(JsonNode root) {
        List<JsonNode> places = new ArrayList<>();
        collect(root, places);
        JsonNode place = places.get(random.nextInt(places.size()));
        if (place instanceof ObjectNode object) {
            changeObject(object);
        } else {
            changeArray((ArrayNode) place);
        }
    }

    private void changeObject(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        int what = random.nextInt(names.isEmpty() ? 2 : 7);
        switch (what) {
            case 0, 1 -> object.set(one(keys), value());
            case 2 -> object.remove(one(names));
            case 3, 4 -> object.set(one(names), value());
            case 5 -> {
                String name = one(names);
                JsonNode value = object.remove(name);
                object.set(random.nextBoolean() ? name + "x" : one(keys), value);
            }
            default -> {
                String name = one(names);
                object.set(name, like(object.get(name)));
            }
        }
    }

    private void changeArray(ArrayNode array) {
        int what = random.nextInt(array.isEmpty() ? 1 : 4);
        switch (what) {
            case 0 -> array.add(value());
            case 1 -> array.remove(random.nextInt(array.size()));
            case 2 -> array.add(array.get(random.nextInt(array.size())).deepCopy());
            default -> array.set(random.nextInt(array.size()), value());
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(15)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextInt(5) - 2);
            case 3 -> JSON.numberNode(1.5);
            case 4 -> JSON.numberNode(2.0);
            case 5 -> JSON.arrayNode();
            case 6 -> JSON.objectNode();
            case 7 -> JSON.arrayNode().add(1).add(random.nextInt(2));
            case 8 -> JSON.arrayNode().add(one(words));
            case 9 -> JSON.textNode("");
            case 10 -> JSON.objectNode().put(one(keys), one(words));
            default -> JSON.textNode(one(words));
        };
    }

    /** Another value of the same sort. */
    private JsonNode like(JsonNode value) {
        if (value.isTextual()) {
            return JSON.textNode(random.nextBoolean() ? one(words) : value.asText() + " ");
        }
        if (value.isNumber()) {
            return JSON.numberNode(random.nextInt(3) - 1);
        }
        return value.isArray() ? JSON.arrayNode() : value.isObject() ? JSON.objectNode() : value();
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }
}
