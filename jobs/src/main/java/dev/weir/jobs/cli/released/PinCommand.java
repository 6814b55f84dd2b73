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
import dev.weir.releases.log.Pin;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.ReleaseReference;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts readers of releases on record. */
@Command(
        name = "pin",
        description = {
            "Put a reader of a release on record.",
            "While a pin holds, 'weir clean' removes nothing of its release. Without --by: the product's pins.",
            "Starts no Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir pin clinical@12 --by \"study 7\" --until 2027-01-01",
            "  weir pin clinical                 who reads what, and until when",
            "  weir pin clinical --end 3         pin 3 holds no longer",
        })
public final class PinCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Clock clock;

    @Parameters(index = "0", paramLabel = "RELEASE", description = "Such as clinical@12; the product alone to list.")
    private String release = "";

    @Option(names = "--by", paramLabel = "WHO", description = "Who reads it, or with --end who ends the pin.")
    private @Nullable String by;

    @Option(names = "--until", paramLabel = "DATE", description = "The last day on which it is held, in UTC.")
    private @Nullable String until;

    @Option(names = "--because", paramLabel = "TEXT", description = "Why.")
    private String because = "";

    @Option(names = "--end", paramLabel = "PIN", description = "End the pin of this number before its day.")
    private @Nullable Long end;

    @Option(names = "--all", description = "List those that hold nothing any more as well.")
    private boolean all;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public PinCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = ProductLog.known(workspace, reference.product(), terminal);
        Pins pins = new Pins(opened.log());
        LocalDate today = LocalDate.now(clock);
        if (end != null) {
            String who =
                    by == null || by.isBlank() ? Author.of(opened.settings().root()) : by;
            Pin ended = pins.end(reference.product(), end, who, clock.instant());
            return tell(reference.product(), new Legible<>(List.of(ended), List.of()), today);
        }
        if (by != null || until != null) {
            Pin made = pin(reference, opened, pins, today);
            return tell(reference.product(), new Legible<>(List.of(made), List.of()), today);
        }
        Legible<Pin> found = pins.legible(reference.product());
        return tell(
                reference.product(),
                new Legible<>(all ? found.whole() : Pins.holding(found.whole(), today), found.damaged()),
                today);
    }

    private Pin pin(ReleaseReference reference, ProductLog opened, Pins pins, LocalDate today) {
        if (by == null || by.isBlank() || until == null) {
            throw usage(
                    until == null ? "--until is missing" : "--by is missing",
                    "a pin names its reader and its last day",
                    "write for example weir pin " + release + " --by \"study 7\" --until " + today.plusYears(1));
        }
        if (reference.isNewest()) {
            throw usage(
                    "'" + release + "' has no number",
                    "the newest release is another one tomorrow",
                    "write for example " + reference.product() + "@12");
        }
        LocalDate last = day(until, today);
        long number = reference.number(opened.log());
        Authenticity.of(opened.settings(), opened.log()).require(reference.product(), number);
        return pins.pin(reference.product(), number, by, last, because, clock.instant());
    }

    private static LocalDate day(String text, LocalDate today) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(today)) {
                return day;
            }
        } catch (DateTimeException e) {
            throw usage(
                    "'" + text + "' is no day", "--until is a day of the calendar", "write a day such as 2027-01-01");
        }
        throw usage("The pin would have ended on " + text, "today is " + today + " in UTC", "name a day from today on");
    }

    private int tell(String product, Legible<Pin> pins, LocalDate today) {
        switch (output.format()) {
            case TEXT -> {
                if (pins.whole().isEmpty() && pins.damaged().isEmpty()) {
                    terminal.say("Nobody is on record as a reader of '" + product + "'.");
                }
                pins.whole()
                        .forEach(pin -> terminal.out()
                                .println(String.format(
                                        Locale.ROOT,
                                        "pin %-5d %s@%-6d until %s by %s%s%s",
                                        pin.id(),
                                        product,
                                        pin.release(),
                                        pin.until(),
                                        pin.by(),
                                        pin.because().isEmpty() ? "" : ": " + pin.because(),
                                        pin.ended()
                                                .map(ended ->
                                                        " (ended " + Shown.time(ended.at()) + " by " + ended.by() + ")")
                                                .orElse(pin.isHolding(today) ? "" : " (over)"))));
            }
            case JSON ->
                terminal.json(Damage.in(json(product, pins.whole(), today), pins.damaged())
                        .toPrettyString());
        }
        return Damage.tell(terminal, pins.damaged());
    }

    private static ObjectNode json(String product, List<Pin> pins, LocalDate today) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("product", product);
        ArrayNode list = result.putArray("pins");
        for (Pin pin : pins) {
            ObjectNode node = list.addObject()
                    .put("pin", pin.id())
                    .put("release", pin.release())
                    .put("by", pin.by())
                    .put("until", pin.until().toString())
                    .put("because", pin.because())
                    .put("at", pin.at().toString())
                    .put("holding", pin.isHolding(today));
            pin.ended()
                    .ifPresent(ended -> node.putObject("ended")
                            .put("by", ended.by())
                            .put("at", ended.at().toString()));
        }
        return result;
    }

    private static ProblemsException usage(String what, String why, String remedy) {
        return ProblemsException.of(Code.USAGE, Place.of("weir pin"), what, why, remedy);
    }
}
