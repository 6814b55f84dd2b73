package dev.weir.jobs.verb.upkeep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.KeptRelease;
import dev.weir.jobs.release.table.TableSurplus;
import dev.weir.releases.log.Loss;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@RequiresEngine
@Command(
        name = "clean",
        description = {
            "Let go what no release, pin, tag or retention holds: says what would go; --apply does it.",
            "The rows of a release stay while it is the newest, is pinned or tagged, or its contracts' 'retention'"
                    + " (under",
            "slaProperties) lasts; without one they stay for ever. Its manifest and evidence stay in any case. Files"
                    + " that",
            "undone runs left go too. No run of the product can work meanwhile. It may be stopped, and run again.",
            "Folders of earlier runs go into one ZIP a month (runs/<product>/2026-01.zip). Pages of earlier",
            "releases go from the site, but for tagged and pinned ones; 'weir site clinical@3' makes one again.",
            "Nothing goes while a release that stays is damaged. Where no copy brings its rows back, --lost declares them",
            "lost, for ever and signed; nothing else is done then, and the next clean-up removes what is left of them."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir clean clinical             what would go, how many bytes, and why the rest stays",
            "  weir clean clinical --apply     let it go; once a week is enough",
            "  weir clean clinical --apply --newest 1000   more reports and pages stay as they are",
            "  weir clean clinical --lost 7 --because \"disk 3 died\" --apply   the rows of clinical@7 come back no more",
        })
public final class CleanCommand extends ProductCommand {

    @Option(names = "--apply", description = "Do it; without this nothing is changed.")
    private boolean apply;

    @Option(
            names = "--newest",
            paramLabel = "NUMBER",
            description =
                    "So many runs keep their folder, and so many releases their page: ${DEFAULT-VALUE}, 1 at least.")
    private int newest = ArtifactRetention.STAYING;

    @Option(
            names = "--lost",
            paramLabel = "NUMBER",
            description = "Declare the rows of this release lost; without --apply it says what is wrong with them.")
    private @Nullable Long lost;

    @Option(names = "--because", paramLabel = "TEXT", description = "Why nothing brings the lost rows back.")
    private @Nullable String because;

    @Option(names = "--by", paramLabel = "NAME", description = "Who does it; by default the e-mail address of git.")
    private @Nullable String by;

    public CleanCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        if (newest < 1) {
            throw ProblemsException.usage(
                    "--newest",
                    "--newest " + newest + " is too few",
                    "the newest release keeps its page, and the last run its report",
                    "Write 1 or more.");
        }
        if (lost != null || because != null) {
            LossDeclaration declared = loss();
            return print(() -> text(declared), () -> json(declared));
        }
        ExpiryResult done = apply
                ? ExpiryResult.apply(desk(), product, newest, workspace.author(by))
                : ExpiryResult.look(desk(), product, newest);
        return print(() -> text(done), () -> json(product, apply, done));
    }

    private LossDeclaration loss() {
        if (lost == null || because == null || because.isBlank()) {
            throw ProblemsException.usage(
                    "weir clean",
                    lost == null ? "--lost is missing" : "--because is missing",
                    "a loss names its release, and why nothing brings the rows back",
                    "Write for example weir clean " + product + " --lost " + (lost == null ? 7 : lost)
                            + " --because \"disk 3 died, and there is no copy\".");
        }
        return LossDeclaration.of(desk(), product, lost, because, workspace.actor(by), apply);
    }

    private void text(LossDeclaration declared) {
        Loss loss = declared.loss();
        String reference = product + "@" + loss.release();
        if (declared.damage().isEmpty() || apply) {
            terminal.result("@|bold " + reference + "|@ " + (apply ? "is" : "was") + " "
                    + loss.expiry().words() + ": " + loss.because());
        } else {
            terminal.result("@|bold Would declare lost|@ the rows of " + reference);
        }
        declared.damage().forEach(problem -> terminal.plain("  " + problem.what() + ": " + problem.why()));
        if (!declared.damage().isEmpty() && !apply) {
            terminal.say("Nothing was changed. Look for a copy first: with --apply nobody can read any row of "
                    + reference + " again, and that cannot be taken back.");
        }
    }

    private ObjectNode json(LossDeclaration declared) {
        Loss loss = declared.loss();
        ObjectNode json = Json.object().put("product", product).put("applied", apply);
        json.putObject("lost")
                .put("release", loss.release())
                .put("by", loss.by())
                .put("at", loss.at().toString())
                .put("because", loss.because())
                .set(
                        "damage",
                        Json.texts(declared.damage().stream()
                                .map(problem -> problem.what() + ": " + problem.why())
                                .toList()));
        return json;
    }

    private void text(ExpiryResult done) {
        CleanPlan plan = done.plan();
        String verb = apply ? "Let go" : "Would let go";
        if (done.isNothing()) {
            terminal.result("@|bold,green Nothing to clean|@ in '" + product + "'");
        } else {
            terminal.result("@|bold " + verb + "|@ "
                    + (plan.expiring().isEmpty()
                            ? ""
                            : DisplayText.count(plan.expiring().size(), "release") + ", ")
                    + DisplayText.count(plan.files(), "file") + ", " + DisplayText.count(plan.bytes(), "byte") + " of '"
                    + product
                    + "'");
        }
        SortedMap<Long, String> expiring = new TreeMap<>();
        plan.expiring().forEach(release -> expiring.put(release, "nothing holds it"));
        releases(expiring);
        for (TableSurplus surplus : plan.surplus()) {
            terminal.plain("  " + surplus.table().identifier() + "  "
                    + DisplayText.count(surplus.versions(), "version")
                    + ", " + DisplayText.count(surplus.files().size(), "file") + ", "
                    + DisplayText.count(surplus.bytes(), "byte"));
        }
        if (!plan.entries().isEmpty()) {
            terminal.plain(
                    "  release log  " + DisplayText.count(plan.entries().size(), "file") + " that no release names");
        }
        if (!plan.leavings().isEmpty()) {
            terminal.plain(
                    "  beside the tables  " + DisplayText.count(plan.leavings().size(), "file") + " that runs left");
        }
        ArtifactRetention papers = done.papers();
        if (!papers.runs().isEmpty()) {
            terminal.plain("  earlier runs  " + DisplayText.count(papers.runs().size(), "folder")
                    + " into one ZIP a month, in runs/" + product);
        }
        if (!papers.entries().isEmpty()) {
            terminal.plain("  earlier releases  "
                    + DisplayText.count(papers.entries().size(), "file")
                    + " of the site that 'weir site' can make again");
        }
        if (plan.standings().stream().anyMatch(KeptRelease::isKept)) {
            terminal.result("@|bold kept|@");
        }
        SortedMap<Long, String> kept = new TreeMap<>();
        plan.standings().stream()
                .filter(KeptRelease::isKept)
                .forEach(standing -> kept.put(standing.release(), String.join("; ", standing.heldBy())));
        releases(kept);
        if (!apply && !done.isNothing()) {
            terminal.say("Nothing was changed. 'weir clean " + product + " --apply' does it; 'weir pin' or 'weir tag'"
                    + " keeps a release.");
        }
    }

    private void releases(SortedMap<Long, String> said) {
        lines(product, said).forEach(line -> terminal.plain("  " + line));
    }

    /** {@code schemas/clean.schema.json}. */
    static ObjectNode json(String product, boolean applied, ExpiryResult done) {
        CleanPlan plan = done.plan();
        ObjectNode json = Json.object()
                .put("product", product)
                .put("applied", applied)
                .put("files", plan.files())
                .put("bytes", plan.bytes());
        plan.expiring().forEach(json.putArray("expiring")::add);
        json.set(
                "kept",
                Json.objects(
                        plan.standings().stream().filter(KeptRelease::isKept).toList(),
                        standing -> Json.object()
                                .put("release", standing.release())
                                .set("held-by", Json.texts(standing.heldBy()))));
        json.set("tables", Json.objects(plan.surplus(), CleanCommand::table));
        return json.put("log-entries", plan.entries().size())
                .put("left-by-runs", plan.leavings().size())
                .put("earlier-runs", done.papers().runs().size())
                .put("earlier-pages", done.papers().entries().size());
    }

    private static ObjectNode table(TableSurplus surplus) {
        return Json.object()
                .put("table", surplus.table().identifier())
                .put("format", surplus.table().format().name())
                .put("versions", surplus.versions())
                .put("files", surplus.files().size())
                .put("bytes", surplus.bytes());
    }

    /**
     * A line for each release, and one for several that follow one another and of which the same is said: four hundred are too
     * many to read.
     */
    static List<String> lines(String product, SortedMap<Long, String> said) {
        List<String> lines = new ArrayList<>();
        long first = 0;
        long last = 0;
        String same = "";
        for (Map.Entry<Long, String> each : said.entrySet()) {
            if (last > 0 && (each.getKey() != last + 1 || !each.getValue().equals(same))) {
                lines.add(line(product, first, last, same));
                last = 0;
            }
            first = last == 0 ? each.getKey() : first;
            last = each.getKey();
            same = each.getValue();
        }
        if (last > 0) {
            lines.add(line(product, first, last, same));
        }
        return List.copyOf(lines);
    }

    private static String line(String product, long first, long last, String said) {
        return product + "@" + first + (first == last ? "" : " to " + product + "@" + last) + "  " + said;
    }
}
