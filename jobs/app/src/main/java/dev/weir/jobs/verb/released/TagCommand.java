package dev.weir.jobs.verb.released;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DamagedLogFiles;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.verb.released.ReleaseTags.Change;
import dev.weir.releases.log.PartialRead;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tag",
        description = {
            "Give a release a name, by which everybody reads it.",
            "A name never moves unasked: that takes --move. What it stood for stays on record. 'weir clean' keeps",
            "tagged releases. Without a name: the product's tags. Starts no Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir tag clinical@12 paper-v1             read as clinical@paper-v1 from now on",
            "  weir tag clinical@13 paper-v1 --move      it stands for 13 instead",
            "  weir tag clinical@13 paper-v1 --remove    it stands for nothing any more",
            "  weir tag clinical                         all tags",
        })
public final class TagCommand extends PrintingCommand {

    @Parameters(index = "0", paramLabel = "RELEASE", description = "Such as clinical@12; the product alone to list.")
    private String release = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TAG",
            description = "A letter, then letters, digits, '.', '_', '-'.")
    private @Nullable String name;

    @Option(names = "--move", description = "Take the name from the release that has it.")
    private boolean move;

    @Option(names = "--remove", description = "Take the name away from RELEASE, which must be the one that has it.")
    private boolean remove;

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = "Who names it; by default git's user.email, and without one the name of this user.")
    private @Nullable String by;

    public TagCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        String product = ReleaseReference.whole(release).product();
        String tag = name;
        PartialRead<Tag> found = (tag == null ? ReleaseTags.of(desk(), product) : changed(product, tag)).tags();
        print(
                () -> {
                    if (found.whole().isEmpty() && found.damaged().isEmpty()) {
                        terminal.say("No release of '" + product + "' has a tag.");
                    }
                    found.whole().forEach(each -> terminal.plain(line(each)));
                },
                () -> DamagedLogFiles.in(json(product, found.whole()), found.damaged()));
        return DamagedLogFiles.print(terminal, found.damaged());
    }

    private ReleaseTags changed(String product, String tag) {
        if (move && remove) {
            throw ProblemsException.usage(
                    "weir tag",
                    "--move and --remove cannot both be",
                    "a name is moved or taken away",
                    "write for example weir tag " + product + "@12 paper-v1");
        }
        Change change = remove ? Change.REMOVE : move ? Change.MOVE : Change.GIVE;
        ReleaseTags tags = ReleaseTags.changed(desk(), release, tag, change, workspace.author(by));
        long number = tags.changed().orElseThrow();
        terminal.say(
                remove
                        ? product + "@" + number + " is no longer called '" + tag + "'."
                        : product + "@" + tag + " is " + product + "@" + number + ".");
        return tags;
    }

    private static String line(Tag tag) {
        return String.format(
                Locale.ROOT,
                "%-20s %-8d %s, by %s",
                tag.name(),
                tag.release().orElseThrow(),
                DisplayText.time(tag.at()),
                tag.by());
    }

    private static ObjectNode json(String product, List<Tag> tags) {
        return Json.object()
                .put("product", product)
                .set(
                        "tags",
                        Json.objects(
                                tags,
                                tag -> Json.object()
                                        .put("tag", tag.name())
                                        .put("release", tag.release().orElseThrow())
                                        .put("by", tag.by())
                                        .put("at", tag.at().toString())));
    }
}
