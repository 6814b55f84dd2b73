package dev.weir.jobs.release.catalogue.rest;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a catalogue was found to keep of what Iceberg's clients send it.
 *
 * @param branches whether a branch of a table is there when the table is read again
 * @param tags whether a tag is
 * @param together whether several tables change in one commit
 */
record ServerCapabilities(boolean branches, boolean tags, boolean together) {

    private static final Pattern WRITTEN =
            Pattern.compile("branches=(true|false) tags=(true|false) together=(true|false)");

    /** As it is kept beside a namespace. */
    String written() {
        return String.format(Locale.ROOT, "branches=%s tags=%s together=%s", branches, tags, together);
    }

    /** For people. */
    String sentence(String server) {
        String kept =
                branches && tags ? "keeps branches and tags" : branches ? "drops tags" : "drops branches and tags";
        return "The catalogue " + server + " " + kept + " of Iceberg's tables"
                + (branches
                        ? ", and changes several tables "
                                + (together
                                        ? "in one commit."
                                        : "one after the other: readers of the newest version may see"
                                                + " one table of a release before another.")
                        : ": no run can stage in it, and releases can be shown in it.");
    }

    /** What was written; empty where it is not that. */
    static Optional<ServerCapabilities> read(String written) {
        Matcher match = WRITTEN.matcher(written);
        return match.matches()
                ? Optional.of(new ServerCapabilities(is(match, 1), is(match, 2), is(match, 3)))
                : Optional.empty();
    }

    private static boolean is(Matcher match, int group) {
        return Boolean.parseBoolean(match.group(group));
    }
}
