package dev.weir.jobs.engine.sink.spec;

import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.model.NameModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the sink looks out for, beside rules.
 *
 * @param columns whose released values are looked at for what identifies people: kept, or under a mask that may keep some
 * @param forms that the law gives to categories, which are looked for in them
 * @param models that are asked too who stands in them
 * @param harmless by column, the categories that its values only look like, by a steward's declaration; no declaration covers
 *     numbers that prove themselves
 * @param subject the column with the person of a row, which is looked for inside those; empty where it is released as it is
 * @param minors whether the rows say which of them are of people under 14, and which of those go
 * @param known files that the last release was made of: rows of others are new; empty where there is none
 */
public record Watch(
        List<String> columns,
        List<IdentifierForm> forms,
        List<NameModel> models,
        Map<String, Set<String>> harmless,
        Optional<String> subject,
        Minors minors,
        Set<String> known) {

    /** Whether rows come with a mark of {@link SinkColumns#MINOR}. */
    public enum Minors {
        UNMARKED,
        MARKED
    }

    /** Looks out for nothing. */
    public static final Watch NOTHING =
            new Watch(List.of(), List.of(), List.of(), Map.of(), Optional.empty(), Minors.UNMARKED, Set.of());

    public Watch {
        columns = List.copyOf(columns);
        known = Set.copyOf(known);
        forms = List.copyOf(forms);
        models = List.copyOf(models);
        Map<String, Set<String>> sets = new HashMap<>();
        harmless.forEach((column, categories) -> sets.put(column, Set.copyOf(categories)));
        harmless = Map.copyOf(sets);
    }
}
