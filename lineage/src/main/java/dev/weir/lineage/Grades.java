package dev.weir.lineage;

import dev.weir.privacy.law.LawPack;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How the law sees a column, as tags. */
record Grades(LawPack law) {

    /**
     * {@code sensitivity} (PIPL 4 and 28), and {@code grade}, the level 1 to 5 of GB/T 39725-2020, where there is one; none of a
     * category that the pack does not know.
     */
    NavigableMap<String, String> of(String category) {
        NavigableMap<String, String> tags = new TreeMap<>();
        law.category(category).ifPresent(known -> {
            known.standing().level().ifPresent(level -> tags.put("grade", Integer.toString(level)));
            boolean isPersonal = known.standing().sensitivity().isPersonal();
            tags.put("sensitivity", law.isSensitive(known) ? "sensitive" : isPersonal ? "personal" : "not-personal");
        });
        return tags;
    }
}
