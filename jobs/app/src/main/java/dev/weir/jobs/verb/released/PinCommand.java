package dev.weir.jobs.verb.released;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DamagedLogFiles;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.releases.log.PartialRead;
import dev.weir.releases.log.Pin;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
public final class PinCommand extends PrintingCommand {

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

    public PinCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        return show(readers());
    }

    private RegisteredReaders readers() {
        if (end != null) {
            return RegisteredReaders.ended(desk(), release, end, workspace.author(by));
        }
        if (by == null && until == null) {
            return RegisteredReaders.of(desk(), release, all);
        }
        if (by == null || by.isBlank() || until == null) {
            throw ProblemsException.usage(
                    "weir pin",
                    until == null ? "--until is missing" : "--by is missing",
                    "a pin names its reader and its last day",
                    "write for example weir pin " + release + " --by \"study 7\" --until "
                            + LocalDate.now(desk().clock()).plusYears(1));
        }
        return RegisteredReaders.pinned(desk(), release, by, until, because);
    }

    private int show(RegisteredReaders readers) {
        PartialRead<Pin> pins = readers.pins();
        print(
                () -> {
                    if (pins.whole().isEmpty() && pins.damaged().isEmpty()) {
                        terminal.say("Nobody is on record as a reader of '" + readers.product() + "'.");
                    }
                    pins.whole().forEach(pin -> terminal.plain(line(readers, pin)));
                },
                () -> DamagedLogFiles.in(json(readers), pins.damaged()));
        return DamagedLogFiles.print(terminal, pins.damaged());
    }

    private static String line(RegisteredReaders readers, Pin pin) {
        return String.format(
                Locale.ROOT,
                "pin %-5d %s@%-6d until %s by %s%s%s%s",
                pin.id(),
                readers.product(),
                pin.release(),
                pin.until(),
                pin.by(),
                pin.because().isEmpty() ? "" : ": " + pin.because(),
                pin.ended()
                        .map(ended -> " (ended " + DisplayText.time(ended.at()) + " by " + ended.by() + ")")
                        .orElse(pin.isHolding(readers.today()) ? "" : " (over)"),
                Optional.ofNullable(readers.lost().get(pin.release()))
                        .map(words -> "; its rows were " + words)
                        .orElse(""));
    }

    private static ObjectNode json(RegisteredReaders readers) {
        return Json.object()
                .put("product", readers.product())
                .set("pins", Json.objects(readers.pins().whole(), pin -> {
                    ObjectNode node = Json.object()
                            .put("pin", pin.id())
                            .put("release", pin.release())
                            .put("by", pin.by())
                            .put("until", pin.until().toString())
                            .put("because", pin.because())
                            .put("at", pin.at().toString())
                            .put("holding", pin.isHolding(readers.today()));
                    pin.ended()
                            .ifPresent(ended -> node.putObject("ended")
                                    .put("by", ended.by())
                                    .put("at", ended.at().toString()));
                    return node;
                }));
    }
}
