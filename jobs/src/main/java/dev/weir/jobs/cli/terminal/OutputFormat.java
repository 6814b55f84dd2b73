package dev.weir.jobs.cli.terminal;

import java.util.Locale;

/** How a result is printed. */
public enum OutputFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
