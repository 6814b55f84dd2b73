package dev.weir.jobs.verb.law;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.export.ExportResult;
import dev.weir.jobs.export.TransferGate;
import dev.weir.privacy.law.LawPack;
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

    void print(CopyForRecipient copy) {
        String what = copy.request().release().reference() + " to "
                + copy.request().recipient().id();
        copy.result().match(new ExportResult.Cases<Void>() {
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
                        + PeopleWords.of(denied.counts().added()) + " new people in it.");
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
        for (Transfer.SentTable table : transfer.contents().tables()) {
            terminal.out()
                    .println(String.format(
                            Locale.ROOT,
                            "  %s: %,d rows, %d columns",
                            table.name(),
                            table.rows(),
                            table.columns().size()));
        }
        terminal.out()
                .println("  new people: "
                        + PeopleWords.of(transfer.people().counts().added()));
        terminal.out()
                .println("  since 1 January: "
                        + PeopleWords.of(transfer.people().counts().after()));
        if (transfer.contents().minorsDropped() > 0) {
            terminal.out()
                    .println(String.format(
                            Locale.ROOT,
                            "  left out, under 14: %,d rows",
                            transfer.contents().minorsDropped()));
        }
        transfer.warnings().forEach(warning -> terminal.result("  @|yellow !|@ " + warning));
    }
}
