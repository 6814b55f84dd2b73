package dev.weir.jobs.cli.released;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.cli.terminal.Damage;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.Author;
import dev.weir.jobs.cli.workspace.ProductLog;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.log.Legible;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.Tag;
import dev.weir.releases.log.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names releases. */
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
public final class TagCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Clock clock;

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

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public TagCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = ProductLog.known(workspace, reference.product(), terminal);
        Tags tags = new Tags(opened.log());
        if (name != null) {
            change(reference, opened, tags, name);
        }
        Legible<Tag> found = tags.legible(reference.product());
        tell(reference.product(), found);
        return Damage.tell(terminal, found.damaged());
    }

    private void change(ReleaseReference reference, ProductLog opened, Tags tags, String tag) {
        if (reference.isNewest() || (move && remove)) {
            throw usage(
                    move && remove ? "--move and --remove cannot both be" : "'" + release + "' has no number",
                    move && remove ? "a name is moved or taken away" : "the newest release is another one tomorrow",
                    "write for example weir tag " + reference.product() + "@12 paper-v1");
        }
        String product = reference.product();
        String who = by == null || by.isBlank() ? Author.of(opened.settings().root()) : by;
        Instant now = clock.instant();
        long number = reference.number(opened.log());
        if (remove) {
            long has = tags.number(product, tag);
            if (has != number) {
                throw usage(
                        "'" + tag + "' is not the name of " + product + "@" + number,
                        "it stands for " + product + "@" + has,
                        "write weir tag " + product + "@" + has + " " + tag + " --remove");
            }
            tags.remove(product, tag, who, now);
            terminal.say(product + "@" + number + " is no longer called '" + tag + "'.");
        } else if (move) {
            requireSigned(opened, product, number);
            tags.move(product, number, tag, who, now);
            terminal.say(product + "@" + tag + " is " + product + "@" + number + ".");
        } else {
            requireSigned(opened, product, number);
            tags.give(product, number, tag, who, now);
            terminal.say(product + "@" + tag + " is " + product + "@" + number + ".");
        }
    }

    /** A name that people cite is given to what was signed, and to nothing else. */
    private static void requireSigned(ProductLog opened, String product, long number) {
        Authenticity.of(opened.settings(), opened.log()).require(product, number);
    }

    private void tell(String product, Legible<Tag> tags) {
        switch (output.format()) {
            case TEXT -> {
                if (tags.whole().isEmpty() && tags.damaged().isEmpty()) {
                    terminal.say("No release of '" + product + "' has a tag.");
                }
                tags.whole()
                        .forEach(tag -> terminal.out()
                                .println(String.format(
                                        Locale.ROOT,
                                        "%-20s %-8d %s, by %s",
                                        tag.name(),
                                        tag.release().orElseThrow(),
                                        Shown.time(tag.at()),
                                        tag.by())));
            }
            case JSON ->
                terminal.json(
                        Damage.in(json(product, tags.whole()), tags.damaged()).toPrettyString());
        }
    }

    private static ObjectNode json(String product, List<Tag> tags) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("product", product);
        ArrayNode list = result.putArray("tags");
        tags.forEach(tag -> list.addObject()
                .put("tag", tag.name())
                .put("release", tag.release().orElseThrow())
                .put("by", tag.by())
                .put("at", tag.at().toString()));
        return result;
    }

    private static ProblemsException usage(String what, String why, String remedy) {
        return ProblemsException.of(Code.USAGE, Place.of("weir tag"), what, why, remedy);
    }
}
