package dev.weir.jobs.verb.law;

import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.ThresholdForecast;
import java.util.Locale;

/** A year of the ledger, for people. */
record LedgerText(Terminal terminal) {

    void print(LedgerView view) {
        if (!view.uncounted().isEmpty()) {
            terminal.result(
                    "@|bold,red Not whole|@: people may be counted twice from here on, since a file of those who were counted is"
                            + " not as it was; standard error names it");
        }
        terminal.result(
                "@|bold " + view.year().processor() + " " + view.year().year() + "|@  people sent since 1 January: "
                        + PeopleCountText.of(view.year().totals()));
        for (LedgerView.Watched watched : view.thresholds()) {
            terminal.plain(String.format(
                    Locale.ROOT,
                    "  %-13s %,12d of %,12d  %-10s %-12s %s",
                    watched.threshold().kind() == PeopleCount.Kind.SENSITIVE ? "sensitive" : "not sensitive",
                    watched.sent(),
                    watched.threshold().people(),
                    watched.threshold().asks(),
                    watched.threshold().article(),
                    words(watched.forecast())));
        }
        if (!view.recipients().isEmpty()) {
            terminal.result("@|bold By recipient|@");
        }
        for (LedgerView.Receiving to : view.recipients()) {
            terminal.plain(String.format(
                    Locale.ROOT,
                    "  %-14s %s, %d %s, last %s",
                    to.recipient(),
                    PeopleCountText.of(to.people()),
                    to.transfers(),
                    to.transfers() == 1 ? "transfer" : "transfers",
                    DisplayText.time(to.last())));
        }
        if (!view.year().transfers().isEmpty()) {
            terminal.result("@|bold Transfers|@");
        }
        view.year().transfers().values().forEach(this::transfer);
        view.year().restorations().forEach(this::restored);
        view.unfinished().forEach(sentence -> terminal.result("@|yellow !|@ " + sentence));
        view.head()
                .ifPresentOrElse(
                        head -> terminal.plain("Last entry: " + head), () -> terminal.plain("No transfer yet."));
    }

    private void transfer(LedgerTransfer transfer) {
        terminal.plain(String.format(
                Locale.ROOT,
                "  %-8s %-22s %-14s %-14s %-10s %s new %s",
                transfer.id(),
                DisplayText.time(transfer.reservation().mark().at()),
                transfer.transfer().contents().release().reference(),
                transfer.transfer().recipient().id(),
                transfer.state().name().toLowerCase(Locale.ROOT),
                transfer.transfer().decision().rule(),
                PeopleCountText.of(transfer.transfer().people().counts().added())));
        transfer.end().ifPresent(this::voided);
    }

    /** Who answers for it, and in which words. */
    private void voided(LedgerEntry ending) {
        if (ending.event() instanceof LedgerEntry.Voided event) {
            terminal.plain("           void by " + ending.mark().by() + " on "
                    + DisplayText.time(ending.mark().at()) + ", who says that nobody has taken rows: "
                    + event.reason());
        }
    }

    private void restored(LedgerEntry entry) {
        if (entry.event() instanceof LedgerEntry.Restored event) {
            terminal.result("@|yellow !|@ " + entry.id() + ": entries were lost. "
                    + entry.mark().by() + " stated " + PeopleCountText.of(entry.totals()) + " on "
                    + DisplayText.time(entry.mark().at()) + ": " + event.reason());
        }
    }

    private static String words(ThresholdForecast forecast) {
        return forecast.match(new ThresholdForecast.Cases<>() {
            @Override
            public String reached(ThresholdForecast.Reached reached) {
                return "reached";
            }

            @Override
            public String expected(ThresholdForecast.Expected expected) {
                return "about " + expected.on() + " (" + expected.earliest() + " to "
                        + expected.latest().map(Object::toString).orElse("after the year") + ")";
            }

            @Override
            public String notThisYear(ThresholdForecast.NotThisYear notThisYear) {
                return "not this year at this rate";
            }

            @Override
            public String notEnough(ThresholdForecast.NotEnough notEnough) {
                return "not enough entries for a forecast";
            }
        });
    }
}
