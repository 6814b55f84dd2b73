package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.export.CopyFormat;
import dev.weir.jobs.export.ExportListener;
import dev.weir.jobs.export.ExportResult;
import dev.weir.jobs.export.TransferGate;
import dev.weir.privacy.ledger.Transfer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine
@Command(
        name = "export",
        description = {
            "Make a copy of a release for a recipient, where the law allows it.",
            "Counts the people in it, asks the gate, enters it in the transfer ledger, and only then writes it, masked",
            "for this recipient. People under 14 are left out. Ends with 4, and writes nothing, where the gate says",
            "no; where weir.yaml names roles and none lets you; and where a second person has to approve it first."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir export clinical@2 --to london --dry-run    what the gate says of the people in it",
            "  weir export clinical@2 --to london",
            "  weir export clinical --to london --tables encounters --format delta --into /exchange/london-7",
        })
public final class ExportCommand extends PrintingCommand {

    @Parameters(index = "0", paramLabel = "PRODUCT[@NUMBER]", description = "A release; the last one without a number.")
    private String reference = "";

    @Option(
            names = "--to",
            paramLabel = "RECIPIENT",
            required = true,
            description = "Its id in contracts/recipients.yaml.")
    private String recipient = "";

    @Option(names = "--tables", paramLabel = "TABLE", split = ",", description = "Only these; all by default.")
    private List<String> tables = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; by default the recipient's, else parquet.")
    private @Nullable CopyFormat format;

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            description = "A folder that is not there yet; by default below exports in the warehouse.")
    private @Nullable Path into;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who answers for it; by default the e-mail address of git.")
    private @Nullable String by;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for the second person where two have to answer for it; it is kept for good.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Count and ask the gate; write nothing.")
    private boolean dryRun;

    public ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        CopyForRecipient.Question question = new CopyForRecipient.Question(
                reference,
                recipient,
                tables,
                Optional.ofNullable(format),
                Optional.ofNullable(into),
                workspace.actor(by),
                reason);
        Progress progress = new Progress(terminal);
        CopyForRecipient copy = dryRun
                ? CopyForRecipient.tryOut(desk(), question, progress)
                : CopyForRecipient.export(desk(), question, progress);
        print(() -> text(copy), () -> json(copy));
        return (copy.result() instanceof ExportResult.Denied ? ExitCode.COMPLIANCE : ExitCode.DONE).status();
    }

    private void text(CopyForRecipient copy) {
        String what = copy.request().release().reference() + " to "
                + copy.request().recipient().id();
        TransferGate.Answer answer = copy.result().match(new ExportResult.Cases<>() {
            @Override
            public TransferGate.Answer written(ExportResult.Written written) {
                terminal.result("@|bold,green Exported " + what + "|@ as transfer "
                        + written.transfer().id());
                contents(written.transfer().transfer());
                terminal.plain(
                        "  copy:  " + written.transfer().transfer().copy().folder());
                return written.answer();
            }

            @Override
            public TransferGate.Answer denied(ExportResult.Denied denied) {
                terminal.result("@|bold,red Not exported|@: nothing was written. "
                        + PeopleCountText.of(denied.counts().added()) + " new people in it.");
                return denied.answer();
            }

            @Override
            public TransferGate.Answer tried(ExportResult.Tried tried) {
                terminal.result("@|bold Would be exported|@; nothing was written.");
                contents(tried.transfer());
                return tried.answer();
            }
        });
        new GateText(terminal, copy.law()).print(what, answer.decision(), answer.notes());
    }

    private void contents(Transfer transfer) {
        for (Transfer.SentTable table : transfer.contents().tables()) {
            terminal.plain(String.format(
                    Locale.ROOT,
                    "  %s: %,d rows, %d columns",
                    table.name(),
                    table.rows(),
                    table.columns().size()));
        }
        terminal.plain(
                "  new people: " + PeopleCountText.of(transfer.people().counts().added()));
        terminal.plain("  since 1 January: "
                + PeopleCountText.of(transfer.people().counts().after()));
        if (transfer.contents().minorsDropped() > 0) {
            terminal.plain(String.format(
                    Locale.ROOT,
                    "  left out, under 14: %,d rows",
                    transfer.contents().minorsDropped()));
        }
        transfer.warnings().forEach(warning -> terminal.result("  @|yellow !|@ " + warning));
    }

    /** {@code schemas/export.schema.json}. */
    private static ObjectNode json(CopyForRecipient copy) {
        ObjectNode node = Json.object()
                .put("release", copy.request().release().reference())
                .put("recipient", copy.request().recipient().id())
                .put("law-pack", copy.law().id());
        return copy.result().match(new ExportResult.Cases<ObjectNode>() {
            @Override
            public ObjectNode written(ExportResult.Written written) {
                node.put("result", "written")
                        .put("transfer", written.transfer().id())
                        .put("folder", written.transfer().transfer().copy().folder());
                contents(node, written.transfer().transfer());
                return decision(node, written.answer());
            }

            @Override
            public ObjectNode denied(ExportResult.Denied denied) {
                node.put("result", "denied")
                        .set("added", PeopleCountText.json(denied.counts().added()));
                node.set("before", PeopleCountText.json(denied.counts().before()));
                return decision(node, denied.answer());
            }

            @Override
            public ObjectNode tried(ExportResult.Tried tried) {
                node.put("result", "would-be-written");
                contents(node, tried.transfer());
                return decision(node, tried.answer());
            }
        });
    }

    private static void contents(ObjectNode node, Transfer transfer) {
        node.set(
                "tables",
                Json.objects(
                        transfer.contents().tables(),
                        table -> Json.object().put("table", table.name()).put("rows", table.rows())));
        node.put("minors-dropped", transfer.contents().minorsDropped());
        node.set("added", PeopleCountText.json(transfer.people().counts().added()));
        node.set("before", PeopleCountText.json(transfer.people().counts().before()));
        node.set("warnings", Json.texts(transfer.warnings()));
    }

    private static ObjectNode decision(ObjectNode node, TransferGate.Answer answer) {
        node.putObject("decision")
                .put("decision", answer.decision().word())
                .put("rule", answer.decision().ruling().row().rule())
                .put("article", answer.decision().ruling().row().article())
                .put("mechanism", answer.decision().ruling().row().mechanism());
        node.set(
                "missing",
                Json.objects(
                        answer.decision().ruling().missing(),
                        each -> Json.object().put("what", each.what()).put("owner", each.owner())));
        node.set("notes", Json.texts(answer.notes()));
        return node;
    }

    /** Tells people how an export goes on. */
    record Progress(Terminal terminal) implements ExportListener {

        @Override
        public void reached(Step step) {
            switch (step) {
                case COUNTED -> terminal.say("people counted");
                case RESERVED -> terminal.say("entered in the ledger; writing the copy");
                case COPIED -> terminal.say("copy written");
                case PEOPLE_KEPT, COPYING, COMPLETED -> {
                    // the others report what people wait for
                }
            }
        }

        @Override
        public void note(String sentence) {
            terminal.say("@|yellow !|@ " + sentence);
        }
    }
}
