package dev.weir.quality.suggest;

import java.util.List;

/**
 * What was found.
 *
 * @param rows looked at
 * @param proposed the more useful first
 * @param notes one sentence for each thing that was looked at or left out
 */
public record Suggestions(long rows, List<Suggestion> proposed, List<String> notes) {

    public Suggestions {
        proposed = List.copyOf(proposed);
        notes = List.copyOf(notes);
    }
}
