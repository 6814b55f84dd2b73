package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DamagedLogFiles;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceCommand;
import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.gate.GateDecisionJson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "gate",
        description = {
            "Say whether data may leave: allowed or denied, by which row and article of the law pack.",
            "A fact that nobody has given denies. Starts no Spark."
        },
        footerHeading = "%n@|bold A release for a recipient|@%n",
        footer = {
            "  weir gate clinical@2 --to london",
            "",
            "  Facts come from the release's manifest, the contracts, contracts/recipients.yaml, law.processor of"
                    + " weir.yaml",
            "  and the transfer ledger. People of the release are taken to be its rows, at most, unless --people and",
            "  --sensitive-people say how many are new; 'weir export' counts them one by one and asks again.",
            "",
            "@|bold Tables of what-ifs|@",
            "  The table is tab-separated; its header names id and the facts: evalDate, requestType, dataGrade, hgr,",
            "  exporterForeign, hasPI, ciio, ftz, exemption, ledgerYear, ledgerN, ledgerS, newN, newS,"
                    + " recipientRegion,",
            "  recipientForeign, duties, mechanisms; restrictedList and stateOrgan may be left out, and are then N.",
            "  'weir law' says what each is and what it takes. A row that cannot be read is denied by R0.",
            "",
            "  weir gate --cases cases.tsv --output tsv",
            "",
            "Exit codes: 0 allowed, or a table decided; 4 denied, or a column may not leave as it is; 2 a table that is",
            "not well-formed (what can be decided is printed all the same)."
        })
public final class GateCommand extends WorkspaceCommand {

    private static final String TSV_HEADER = "id\tdecision\tmechanism\trule\tarticle\n";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RELEASE",
            description = "Such as clinical@2; without a number, the last one.")
    private @Nullable String release;

    @Option(names = "--to", paramLabel = "RECIPIENT", description = "An id of contracts/recipients.yaml.")
    private @Nullable String recipient;

    @Option(
            names = "--on",
            paramLabel = "DAY",
            description = "The day of the transfer, such as 2026-12-31; by default today in Asia/Shanghai.")
    private @Nullable LocalDate on;

    @Option(
            names = "--people",
            paramLabel = "N",
            description = "What if so many people are new, with personal information that is not sensitive.")
    private @Nullable Long people;

    @Option(
            names = "--sensitive-people",
            paramLabel = "N",
            description = "What if so many people are new, with sensitive personal information.")
    private @Nullable Long sensitivePeople;

    @Option(names = "--cases", paramLabel = "FILE", description = "A table of what-ifs to decide.")
    private @Nullable Path cases;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
            defaultValue = "TEXT")
    private Format format = Format.TEXT;

    enum Format {
        TEXT,
        JSON,
        TSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public GateCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        if (cases != null && release == null && recipient == null) {
            return decideTable(cases);
        }
        if (cases != null || release == null || recipient == null) {
            throw ProblemsException.usage(
                    "weir gate",
                    "The gate has nothing to decide",
                    "it decides on a release for a recipient, or on a table of what-ifs",
                    "write 'weir gate clinical@2 --to london', or 'weir gate --cases cases.tsv'");
        }
        return decideRelease(release, recipient);
    }

    private int decideRelease(String reference, String to) {
        GateReview review = GateReview.of(
                desk(),
                reference,
                to,
                Optional.ofNullable(on),
                Optional.ofNullable(people),
                Optional.ofNullable(sensitivePeople));
        switch (format) {
            case TEXT -> new GateText(terminal, review.law()).print(review);
            case JSON -> terminal.json(json(review).toPrettyString());
            case TSV -> terminal.out().print(TSV_HEADER + tsvLine(review.release(), review.decision()));
        }
        return (review.mayLeave() ? ExitCode.DONE : ExitCode.COMPLIANCE).status();
    }

    private int decideTable(Path file) {
        WhatIfs table = WhatIfs.of(workspace.near(), file);
        switch (format) {
            case TEXT -> new GateText(terminal, table.law()).print(table.decisions());
            case JSON -> terminal.json(json(table).toPrettyString());
            case TSV -> {
                StringBuilder text = new StringBuilder(TSV_HEADER);
                table.decisions().forEach(each -> text.append(tsvLine(each.one().id(), each.decision())));
                terminal.out().print(text);
            }
        }
        return DamagedLogFiles.print(terminal, table.problems());
    }

    private static String tsvLine(String id, GateDecision decision) {
        GateDecision.Ruling ruling = decision.ruling();
        return String.join(
                        "\t",
                        id,
                        decision.word(),
                        ruling.row().mechanism(),
                        ruling.row().rule(),
                        ruling.row().article())
                + "\n";
    }

    /** {@code schemas/gate.schema.json}. */
    private static ObjectNode json(WhatIfs table) {
        ObjectNode node = Json.object();
        node.set("law", GateDecisionJson.law(table.law()));
        node.set("cases", Json.objects(table.decisions(), each -> {
            ObjectNode entry = Json.object()
                    .put("id", each.one().id())
                    .put("line", each.one().line());
            GateDecisionJson.decided(entry, table.law(), each.decision());
            return entry;
        }));
        node.set(
                "problems",
                Json.objects(
                        table.problems(),
                        problem -> Json.object()
                                .put("code", problem.code().id())
                                .put("line", problem.place().line())
                                .put("what", problem.what())
                                .put("why", problem.why())
                                .put("remedy", problem.remedy())));
        return node;
    }

    private static ObjectNode json(GateReview review) {
        ObjectNode node = Json.object();
        node.set("law", GateDecisionJson.law(review.law()));
        node.put("release", review.release())
                .put("recipient", review.recipient().id());
        GateDecisionJson.decided(node, review.law(), review.decision());
        node.set("notes", Json.texts(review.notes()));
        return node;
    }
}
