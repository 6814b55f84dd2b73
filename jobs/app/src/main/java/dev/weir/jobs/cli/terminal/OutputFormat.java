package dev.weir.jobs.cli.terminal;

import java.util.List;
import java.util.Locale;

/** How a result is printed. */
public enum OutputFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a command line asks for JSON by one of an option's names: known from its words, since a command line that fails may
     * not have been parsed.
     */
    static boolean isJson(List<String> arguments, String... names) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i).toLowerCase(Locale.ROOT);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1).toLowerCase(Locale.ROOT) : "";
            for (String name : names) {
                boolean isShort = !name.startsWith("--");
                if (word.equals(name + "=json")
                        || (isShort && word.equals(name + "json"))
                        || (word.equals(name) && next.equals("json"))) {
                    return true;
                }
            }
        }
        return false;
    }
}
