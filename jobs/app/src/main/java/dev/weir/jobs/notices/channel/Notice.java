package dev.weir.jobs.notices.channel;

import static dev.weir.contracts.json.JsonKey.texts;
import static dev.weir.contracts.json.JsonKey.textsByName;
import static java.util.Objects.requireNonNull;

import dev.weir.contracts.json.JsonKey;
import dev.weir.contracts.json.JsonShape;
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

    /** As programs read it: {@code schemas/notice.schema.json}. */
    public static final JsonShape<Notice> SHAPE = JsonShape.of(
            JsonKey.text("id", Notice::id),
            JsonKey.text("topic", Notice::topic),
            JsonKey.text("title", Notice::title),
            texts("lines", Notice::lines),
            texts("owners", Notice::owners),
            textsByName("about", Notice::about),
            (id, topic, title, lines, owners, about) -> new Notice(topic, id, title, lines, owners, about));

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
}
