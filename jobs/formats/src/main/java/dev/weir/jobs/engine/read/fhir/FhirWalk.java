package dev.weir.jobs.engine.read.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.contracts.format.fhir.FhirDefinitions;
import dev.weir.contracts.format.fhir.FhirElement;
import dev.weir.contracts.format.fhir.FhirPrimitive;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a resource once: holds each of its elements against FHIR's definitions, whatever the columns read, and keeps what
 * they read. Resources within it are passed over.
 */
final class FhirWalk {

    private static final String RESOURCE_TYPE = "resourceType";

    /** Stands behind the name of an element that R4 does not have, where people read it. */
    static final String UNKNOWN = " (not in FHIR R4)";

    private final FhirDefinitions r4 = FhirDefinitions.r4();
    private final String resource;
    private final WantedElements wanted;
    private final BiConsumer<String, String> unreadElements;
    private final Set<Unread> unread = new LinkedHashSet<>();

    /** Elements of one record that are reported. A line may name millions, and they must not fill the memory. */
    private static final int MOST_UNREAD = 100;

    /** An element that no column reads, reported once the record is known to be a resource of its type. */
    private record Unread(String object, String name) {}

    /** @param unreadElements gets the path of an object of a resource, and an element of it that no column reads */
    FhirWalk(String resource, WantedElements wanted, BiConsumer<String, String> unreadElements) {
        this.resource = resource;
        this.wanted = wanted;
        this.unreadElements = unreadElements;
    }

    /**
     * What the columns read of a resource.
     *
     * @param parser at its first token
     * @throws NotFhirException where it is none of the type, or an element that no column reads is not as FHIR has it
     */
    JsonTree.Fields read(JsonParser parser) throws IOException, NotFhirException {
        unread.clear();
        Map<String, JsonTree> values = new HashMap<>();
        boolean hasType = false;
        Choices choices = new Choices();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(RESOURCE_TYPE)) {
                checkType(parser);
                hasType = true;
            } else {
                element(parser, name, resource, wanted, values, choices);
            }
        }
        if (!hasType) {
            throw new NotFhirException("no resourceType");
        }
        if (!(values.get("id") instanceof JsonTree.Leaf id) || !FhirPrimitive.ID.has(id.text())) {
            throw new NotFhirException(values.containsKey("id") ? "its id is no id of FHIR" : "no id");
        }
        unread.forEach(each -> unreadElements.accept(each.object(), each.name()));
        return new JsonTree.Fields(values);
    }

    private void checkType(JsonParser parser) throws IOException, NotFhirException {
        String type = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
        if (!type.equals(resource)) {
            throw new NotFhirException("its resourceType is "
                    + (r4.resources().contains(type) ? type : "none of FHIR R4") + ", and not " + resource);
        }
    }

    private @Nullable JsonTree object(JsonParser parser, String type, @Nullable WantedElements of)
            throws IOException, NotFhirException {
        Map<String, JsonTree> values = of == null ? null : new HashMap<>();
        Choices choices = new Choices();
        boolean isEmpty = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            element(parser, name, type, of, values, choices);
            isEmpty = false;
        }
        if (isEmpty) {
            return wrong(parser, of, "an object without an element");
        }
        return values == null ? null : new JsonTree.Fields(values);
    }

    private void element(
            JsonParser parser,
            String name,
            String type,
            @Nullable WantedElements of,
            @Nullable Map<String, JsonTree> values,
            Choices choices)
            throws IOException, NotFhirException {
        FhirElement element = r4.elements(type).get(name);
        if (element == null) {
            if (unread.size() < MOST_UNREAD) {
                unread.add(new Unread(path(parser.getParsingContext()), name + UNKNOWN));
            }
            parser.skipChildren();
            return;
        }
        WantedElements read = of == null ? null : of.element(name);
        if (of != null && read == null) {
            if (name.equals("modifierExtension") || name.equals("implicitRules")) {
                throw new NotFhirException(place(parser) + " may change what the record says, and no column reads it");
            }
            if (unread.size() < MOST_UNREAD) {
                unread.add(new Unread(of.path(), name));
            }
        }
        if (!element.choice().isEmpty() && !choices.isOnly(element)) {
            throw new NotFhirException(place(parser) + " is a second value of the choice " + element.choice() + "[x]");
        }
        JsonTree value = value(parser, element, read);
        if (value != null && values != null) {
            values.put(name, value);
        }
    }

    private @Nullable JsonTree value(JsonParser parser, FhirElement element, @Nullable WantedElements read)
            throws IOException, NotFhirException {
        if (!element.isList()) {
            return single(parser, element.type(), read);
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return wrong(parser, read, "not a JSON array");
        }
        boolean mayLack = element.type().equals("Element")
                || FhirPrimitive.of(element.type()).isPresent();
        List<JsonTree> items = read == null ? null : new ArrayList<>();
        boolean isEmpty = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            isEmpty = false;
            boolean isNull = mayLack && parser.currentToken() == JsonToken.VALUE_NULL;
            JsonTree item = isNull ? new JsonTree.Leaf(JsonToken.VALUE_NULL, "") : single(parser, element.type(), read);
            if (items != null && item != null) {
                items.add(item);
            }
        }
        if (isEmpty) {
            return wrong(parser, read, "an array without a value");
        }
        return items == null ? null : new JsonTree.Items(items);
    }

    private @Nullable JsonTree single(JsonParser parser, String type, @Nullable WantedElements read)
            throws IOException, NotFhirException {
        FhirPrimitive primitive = FhirPrimitive.of(type).orElse(null);
        JsonToken token = parser.currentToken();
        if (primitive != null) {
            if (!isOf(primitive.json(), token)) {
                return wrong(parser, read, "not " + named(primitive.json()));
            }
            return read == null ? null : new JsonTree.Leaf(token, parser.getText());
        }
        if (token != JsonToken.START_OBJECT) {
            return wrong(parser, read, "not a JSON object");
        }
        if (type.equals(FhirDefinitions.RESOURCE)) {
            parser.skipChildren();
            return null;
        }
        return object(parser, type, read);
    }

    /** Of a column it is a bad value; where no column reads it, the record is none of FHIR. */
    private static @Nullable JsonTree wrong(JsonParser parser, @Nullable WantedElements read, String why)
            throws IOException, NotFhirException {
        if (read == null) {
            throw new NotFhirException(place(parser) + " is " + why);
        }
        parser.skipChildren();
        return new JsonTree.Wrong(why);
    }

    private static boolean isOf(FhirPrimitive.Json json, JsonToken token) {
        return switch (json) {
            case TEXT -> token == JsonToken.VALUE_STRING;
            case NUMBER -> token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
            case FLAG -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
        };
    }

    private static String named(FhirPrimitive.Json json) {
        return switch (json) {
            case TEXT -> "a JSON string";
            case NUMBER -> "a JSON number";
            case FLAG -> "true or false";
        };
    }

    /** The element that the parser is at: names of FHIR. */
    private static String place(JsonParser parser) {
        JsonToken token = parser.currentToken();
        boolean isWithin = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        JsonStreamContext own = parser.getParsingContext();
        JsonStreamContext at = isWithin && own.getParent() != null ? own.getParent() : own;
        String path = path(at);
        String name = at.getCurrentName();
        return name == null ? path : path.isEmpty() ? name : path + "." + name;
    }

    /** The names of the elements that lead to an object, without places of lists: there are not many such paths. */
    private static String path(JsonStreamContext object) {
        Deque<String> names = new ArrayDeque<>();
        for (JsonStreamContext at = object.getParent(); at != null; at = at.getParent()) {
            if (at.getCurrentName() != null) {
                names.addFirst(at.getCurrentName());
            }
        }
        return String.join(".", names);
    }

    /** The choices that an object has a value of. */
    private static final class Choices {
        private @Nullable FhirElement first;
        private final List<FhirElement> more = new ArrayList<>(0);

        /** Whether there is no other element of the same choice. */
        boolean isOnly(FhirElement element) {
            FhirElement one = first;
            if (one == null) {
                first = element;
                return true;
            }
            boolean isOnly = !one.choice().equals(element.choice())
                    && more.stream().noneMatch(each -> each.choice().equals(element.choice()));
            more.add(element);
            return isOnly;
        }
    }
}
