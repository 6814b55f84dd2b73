package dev.weir.jobs.cli;

import java.util.Locale;

/** How a result is printed. */
enum OutputFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
