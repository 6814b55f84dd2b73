package dev.weir.jobs.notices.channel;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people read of something that happened: names, counts and what to do, and no value of any row.
 *
 * @param topic a word of {@link dev.weir.contracts.settings.NoticeChannel.Topic}, or {@code test}
 * @param id the same for the same happening, so that a program that gets it twice knows
 * @param title one line
 * @param lines a sentence or two each
 * @param owners who answers for it, as rules and products call them
 * @param about by name what it is about, such as {@code product} and {@code rule}
 */
public record Notice(
        String topic, String id, String title, List<String> lines, List<String> owners, Map<String, String> about) {

    public Notice {
        requireNonNull(topic, "topic");
        requireNonNull(id, "id");
        requireNonNull(title, "title");
        lines = List.copyOf(lines);
        owners = owners.stream().distinct().toList();
        about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
    }

    /** The whole of it, a line each. */
    public List<String> text() {
        List<String> text = new ArrayList<>(List.of(title));
        text.addAll(lines);
        return text;
    }

    /** As programs read it: {@code schemas/notice.schema.json}. */
    public ObjectNode json() {
        ObjectNode json = Json.object().put("id", id).put("topic", topic);
        ObjectNode named = Json.object();
        about.forEach(named::put);
        json.put("title", title);
        json.set("lines", Json.texts(lines));
        json.set("owners", Json.texts(owners));
        json.set("about", named);
        return json;
    }

    /** What {@link #json} has written. */
    public static Notice of(JsonObject json) {
        String topic = json.text("topic");
        String id = json.text("id");
        String title = json.text("title");
        List<String> lines = json.texts("lines");
        List<String> owners = json.texts("owners");
        Map<String, String> about = json.textsByName("about");
        return json.end(() -> new Notice(topic, id, title, lines, owners, about));
    }
}
