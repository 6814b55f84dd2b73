package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.releases.reveal.LoggedReveal;
import dev.weir.releases.reveal.Reveal;
import dev.weir.releases.reveal.RevealEntry;
import dev.weir.releases.reveal.RevealLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "reveal",
        description = {
            "Show what encrypted values of a release stand for, for a reason that is logged.",
            "Only the mask 'encrypt' can be undone, with the key version that masked the release. Who asked, why and"
                    + " of",
            "what is in the reveal log before a value is shown; clear values go to standard output and nowhere else.",
            "Starts no Spark.",
        },
        footer = {
            "",
            "  weir reveal clinical@2 --table subjects --column mobile --values - --by dpo@example.org \\",
            "       --reason \"Recall of a drug: the patient has to be called\" < masked.txt",
            "  weir reveal --list [--head SHA256]    who has revealed what, and why; checks the log"
        })
public final class RevealCommand extends PrintingCommand {

    /** Characters: a word is no reason. */
    private static final int SHORTEST_REASON = 10;

    private static final int LARGEST = 1 << 20;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RELEASE", description = "Such as clinical@2.")
    private @Nullable String release;

    @Option(names = "--table", paramLabel = "TABLE", description = "The table.")
    private @Nullable String table;

    @Option(names = "--column", paramLabel = "COLUMN", description = "The column.")
    private @Nullable String column;

    @Option(
            names = "--values",
            paramLabel = "FILE",
            description =
                    "A file with released values, one on each line, at most " + Reveal.MOST + "; - is standard input.")
    private @Nullable String values;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, in ten characters or more. It is kept for good: no word of the person whose values they"
                    + " are.")
    private @Nullable String reason;

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = "Who asks and answers for it, such as dpo@example.org. Left out where a token says it.")
    private @Nullable String by;

    @Option(
            names = "--list",
            description = "Show the reveal log instead, checked: signatures, chain, heads in manifests.")
    private boolean list;

    @Option(
            names = "--restore",
            description = {
                "Let a log go on that is not as it was signed, and cannot be brought back from a copy. What is wrong is kept",
                "aside; an entry states what was lost, who says so and why. Needs --by or a token, and --reason."
            })
    private boolean restore;

    @Option(
            names = "--head",
            paramLabel = "SHA256",
            description = "With --list: an entry that is known to have been there, by its SHA-256.")
    private @Nullable String head;

    public RevealCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        if (restore) {
            String place = Revealing.restore(desk(), who());
            terminal.say("@|bold Restored|@: " + place
                    + " says what was lost, and stays. What was wrong lies beside the log.");
        }
        if (list || restore) {
            List<RevealLog.Numbered> entries = Revealing.entries(desk(), Optional.ofNullable(head));
            return print(() -> text(entries), () -> json(entries));
        }
        String givenRelease = given(release, "RELEASE");
        String givenTable = given(table, "--table");
        String givenColumn = given(column, "--column");
        String file = given(values, "--values");
        RevealEntry.Who who = who();
        return show(Revealing.of(desk(), givenRelease, givenTable, givenColumn, lines(file), who));
    }

    private RevealEntry.Who who() {
        return new RevealEntry.Who(
                given(workspace.stated(by).orElse(null), "--by"),
                desk().caller().account(),
                reason(given(reason, "--reason")));
    }

    private static String given(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw usage(
                    name + " is missing",
                    "a reveal names a release, its table and column, the values, who asks and why; --restore who says so and why");
        }
        return value;
    }

    private static String reason(String text) {
        String stripped = text.strip();
        if (stripped.codePointCount(0, stripped.length()) < SHORTEST_REASON) {
            throw usage(
                    "The reason has fewer than " + SHORTEST_REASON + " characters",
                    "an auditor has to understand the log without you");
        }
        return stripped;
    }

    private static ProblemsException usage(String what, String why) {
        return ProblemsException.usage("weir reveal", what, why, "see 'weir reveal --help' for a whole line");
    }

    /** The lines of a file or of standard input. No message quotes them. */
    private static List<String> lines(String from) {
        byte[] content;
        try (InputStream in = from.equals("-") ? System.in : Files.newInputStream(Path.of(from))) {
            content = in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw ProblemsException.usage(
                    from,
                    "The values cannot be read",
                    "the file system answers " + e.getClass().getSimpleName(),
                    "name a file with one value on each line, or - for standard input");
        }
        List<String> lines = new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty() || lines.size() > Reveal.MOST || content.length > LARGEST) {
            throw usage(
                    lines.isEmpty()
                            ? "There is no value in '" + from + "'"
                            : "There are more than " + Reveal.MOST + " values in '" + from + "'",
                    "one entry of the log stands for values that a person can answer for");
        }
        return lines;
    }

    private int show(Reveal.Answer answer) {
        print(
                () -> answer.values()
                        .forEach(value -> terminal.plain(
                                value.masked() + "\t" + value.clear().orElse(""))),
                () -> Json.object()
                        .put("entry", answer.entry())
                        .set(
                                "values",
                                Json.objects(
                                        answer.values(),
                                        value -> Json.object()
                                                .put("masked", value.masked())
                                                .put("clear", value.clear().orElse(null)))));
        long strange = answer.values().stream()
                .filter(value -> value.clear().isEmpty())
                .count();
        if (strange > 0) {
            terminal.say(strange + " of " + answer.values().size() + " values cannot have been made by this mask.");
        }
        terminal.say("Logged as " + answer.entry()
                + ". Where the format is kept, a value that is not of this release gives a wrong number unseen.");
        return ExitCode.DONE.status();
    }

    private void text(List<RevealLog.Numbered> entries) {
        if (entries.isEmpty()) {
            terminal.say("Nobody has revealed anything.");
        }
        for (RevealLog.Numbered numbered : entries) {
            LoggedReveal entry = numbered.entry();
            terminal.plain(numbered.number() + "  " + DisplayText.time(entry.at()) + "  "
                    + entry.who().by() + " (" + entry.who().account() + ")  " + entry.what() + ": "
                    + entry.who().reason());
        }
        last(entries).ifPresent(last -> terminal.plain("Last entry: " + last));
    }

    private static ObjectNode json(List<RevealLog.Numbered> entries) {
        ObjectNode result = Json.object();
        ArrayNode all = result.putArray("entries");
        last(entries).ifPresent(last -> result.put("last-sha256", last));
        entries.forEach(numbered -> all.add(numbered.entry().json().put("number", numbered.number())));
        return result;
    }

    private static Optional<String> last(List<RevealLog.Numbered> entries) {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.get(entries.size() - 1).sha256());
    }
}
