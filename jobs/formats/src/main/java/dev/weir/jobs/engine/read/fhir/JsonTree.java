package dev.weir.jobs.engine.read.fhir;

import com.fasterxml.jackson.core.JsonToken;
import java.util.List;
import java.util.Map;

/** What columns read of a resource. */
sealed interface JsonTree {

    /**
     * A text, number, flag or NULL.
     *
     * @param text as it is written, escapes resolved
     */
    record Leaf(JsonToken token, String text) implements JsonTree {}

    record Items(List<JsonTree> values) implements JsonTree {}

    /** The elements of an object that columns read. */
    record Fields(Map<String, JsonTree> values) implements JsonTree {}

    /**
     * A value of another kind than FHIR has in its place.
     *
     * @param why what it is not, such as {@code not a JSON array}
     */
    record Wrong(String why) implements JsonTree {}
}
