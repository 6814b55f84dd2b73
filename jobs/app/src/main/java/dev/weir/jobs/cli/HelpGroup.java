package dev.weir.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** What people do with commands: the help lists them so. */
enum HelpGroup {
    WRITE("Write a product", "init", "add", "validate", "plan", "suggest", "classify", "waive"),
    RUN("Run it", "preview", "check", "backtest", "run", "submit", "quarantine", "rerun", "rollback", "demo"),
    READ(
            "Look at releases, and read them",
            "releases",
            "show",
            "site",
            "catalogue",
            "fair",
            "tag",
            "pin",
            "read",
            "diff",
            "quality",
            "history",
            "lineage",
            "impact"),
    PROVE("Prove what a release is", "verify", "evidence", "keys"),
    LET_LEAVE("Let data leave", "law", "gate", "export", "ledger", "reveal", "approve"),
    LOOK_AFTER("Look after a workspace", "doctor", "metrics", "notices", "clean", "compact", "relocate"),
    /** Commands of others as well. */
    MORE("More", "docs", "explain", "completion");

    private static final int INDENT = 2;

    private final String heading;

    @SuppressWarnings("ImmutableEnumChecker") // List.of, which cannot be changed
    private final List<String> names;

    HelpGroup(String heading, String... names) {
        this.heading = heading;
        this.names = List.of(names);
    }

    /** The names of commands that belong to a group, in the order of the help. */
    static List<String> names() {
        List<String> all = new ArrayList<>();
        for (HelpGroup group : values()) {
            all.addAll(group.names);
        }
        return all;
    }

    /** The commands of a help, below a heading for each group; those that no group names come last. */
    static String list(Help help) {
        Map<String, Help> left = new TreeMap<>(help.subcommands());
        int width = left.keySet().stream().mapToInt(String::length).max().orElse(0) + 2 * INDENT;
        StringBuilder text = new StringBuilder();
        for (HelpGroup group : values()) {
            List<Help> listed = (group == MORE ? List.copyOf(left.keySet()) : group.names)
                    .stream().map(left::remove).flatMap(Stream::ofNullable).toList();
            if (!listed.isEmpty()) {
                text.append(help.createHeading("%n@|bold " + group.heading + "|@%n"));
                TextTable table = TextTable.forColumns(
                        help.colorScheme(),
                        new Column(width, INDENT, Overflow.SPAN),
                        new Column(help.commandSpec().usageMessage().width() - width, 0, Overflow.WRAP));
                listed.forEach(command -> table.addRowValues(
                        help.colorScheme().commandText(command.commandSpec().name()),
                        help.colorScheme().text(about(command))));
                text.append(table);
            }
        }
        return text.toString();
    }

    private static String about(Help command) {
        String[] description = command.commandSpec().usageMessage().description();
        return description.length == 0 ? "" : description[0];
    }
}
