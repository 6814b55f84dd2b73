package dev.weir.jobs.cli;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.gate.Gate;
import dev.weir.privacy.gate.GateCases;
import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether data may go to a recipient, and by which article. */
@Command(
        name = "gate",
        description = {
            "Say whether data may leave: allowed or denied, by which row and article of the law pack.",
            "A fact that nobody has given denies. Starts no Spark."
        },
        footerHeading = "%n@|bold Tables of what-ifs|@%n",
        footer = {
            "  The table is tab-separated; its header names id and the facts: evalDate, requestType, dataGrade, hgr,",
            "  exporterForeign, hasPI, ciio, ftz, exemption, ledgerYear, ledgerN, ledgerS, newN, newS,"
                    + " recipientRegion,",
            "  recipientForeign, duties, mechanisms; restrictedList and stateOrgan may be left out, and are then N.",
            "  'weir law' says what each is and what it takes. A row that cannot be read is denied by R0.",
            "",
            "  weir gate --cases cases.tsv --output tsv",
            "",
            "Exit codes: 0 decided, 2 a table that is not well-formed (what can be decided is printed all the same)."
        })
final class GateCommand implements Callable<Integer> {

    private static final int LARGEST = 64 * 1024 * 1024;

    private final Terminal terminal;
    private final Clock clock;

    @Option(names = "--cases", paramLabel = "FILE", description = "A table of what-ifs to decide.")
    private @Nullable Path cases;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
            defaultValue = "TEXT")
    private Format format = Format.TEXT;

    /** How decisions are printed. */
    enum Format {
        TEXT,
        JSON,
        TSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    GateCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (cases == null) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("weir gate"),
                    "nothing is asked",
                    "the gate decides a table",
                    "name it with --cases");
        }
        return decideTable(cases);
    }

    private int decideTable(Path file) {
        GateCases table = GateCases.read(file.toString(), text(file));
        LawPack law = Workspaces.law(workspace);
        List<CaseDecision> decisions = table.cases().stream()
                .map(one -> new CaseDecision(one, Gate.decide(one.facts(), law)))
                .toList();
        switch (format) {
            case TEXT -> new GateText(terminal, law).print(decisions);
            case JSON ->
                terminal.out()
                        .println(
                                GateJson.cases(law, decisions, table.problems()).toPrettyString());
            case TSV -> tsv(decisions);
        }
        table.problems().forEach(terminal::problem);
        return table.problems().isEmpty()
                ? ExitCode.DONE.status()
                : new ProblemsException(table.problems()).exit().status();
    }

    /** A what-if and its answer. */
    record CaseDecision(GateCases.Case one, GateDecision decision) {}

    private void tsv(List<CaseDecision> decisions) {
        StringBuilder text = new StringBuilder("id\tdecision\tmechanism\trule\tarticle\n");
        for (CaseDecision each : decisions) {
            GateDecision.Ruling ruling = each.decision().ruling();
            text.append(String.join(
                            "\t",
                            each.one().id(),
                            each.decision().word(),
                            ruling.mechanism(),
                            ruling.rule(),
                            ruling.article()))
                    .append('\n');
        }
        terminal.out().print(text);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw unreadable(file, "it is larger than 64 MiB", "split it");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            Problems problems = new Problems();
            problems.add(
                    Code.MISSING_FILE,
                    Place.of(file.toString()),
                    "the table cannot be read",
                    e.getClass().getSimpleName(),
                    "name a file that is there and readable");
            throw new ProblemsException(problems.list(), e);
        }
    }

    private static ProblemsException unreadable(Path file, String why, String remedy) {
        return ProblemsException.of(Code.SYNTAX, Place.of(file.toString()), "the table cannot be read", why, remedy);
    }
}
