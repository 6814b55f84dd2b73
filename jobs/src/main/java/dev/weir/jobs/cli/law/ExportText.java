package dev.weir.jobs.cli.law;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.export.ExportRequest;
import dev.weir.jobs.export.ExportResult;
import dev.weir.jobs.export.TransferGate;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an export ended, for people. */
final class ExportText {

    private final Terminal terminal;
    private final GateText gate;

    ExportText(Terminal terminal, LawPack law) {
        this.terminal = terminal;
        this.gate = new GateText(terminal, law);
    }

    void print(ExportRequest request, ExportResult result) {
        String what =
                request.release().reference() + " to " + request.recipient().id();
        result.match(new ExportResult.Cases<Void>() {
            @Override
            public Void written(ExportResult.Written written) {
                terminal.result("@|bold,green Exported " + what + "|@ as transfer "
                        + written.transfer().id());
                contents(written.transfer().transfer());
                terminal.out()
                        .println("  copy:  "
                                + written.transfer().transfer().copy().folder());
                return decision(what, written.answer());
            }

            @Override
            public Void denied(ExportResult.Denied denied) {
                terminal.result("@|bold,red Not exported|@: nothing was written. "
                        + people(denied.counts().added()) + " new people in it.");
                return decision(what, denied.answer());
            }

            @Override
            public Void tried(ExportResult.Tried tried) {
                terminal.result("@|bold Would be exported|@; nothing was written.");
                contents(tried.transfer());
                return decision(what, tried.answer());
            }
        });
    }

    private @Nullable Void decision(String what, TransferGate.Answer answer) {
        gate.print(what, answer.decision(), answer.notes());
        return null;
    }

    private void contents(Transfer transfer) {
        for (Transfer.SentTable table : transfer.tables()) {
            terminal.out()
                    .println(String.format(
                            Locale.ROOT,
                            "  %s: %,d rows, %d columns",
                            table.name(),
                            table.rows(),
                            table.columns().size()));
        }
        terminal.out().println("  new people: " + people(transfer.counts().added()));
        terminal.out().println("  since 1 January: " + people(transfer.counts().after()));
        if (transfer.minorsDropped() > 0) {
            terminal.out()
                    .println(String.format(Locale.ROOT, "  left out, under 14: %,d rows", transfer.minorsDropped()));
        }
        transfer.warnings().forEach(warning -> terminal.result("  @|yellow !|@ " + warning));
    }

    private static String people(PeopleCount people) {
        return String.format(
                Locale.ROOT, "%,d not sensitive, %,d sensitive", people.nonSensitive(), people.sensitive());
    }
}
