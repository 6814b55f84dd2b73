package dev.weir.jobs.verb.lineage;

import java.util.Locale;

/** In which form lineage is printed. */
enum LineageFormat {
    TEXT,
    JSON,
    MERMAID,
    DOT,
    HTML;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
