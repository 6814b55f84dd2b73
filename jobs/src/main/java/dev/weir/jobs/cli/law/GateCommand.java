package dev.weir.jobs.cli.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.text.Nearest;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.Released;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.export.HarmlessToday;
import dev.weir.privacy.gate.CopyMask;
import dev.weir.privacy.gate.EarlierCopies;
import dev.weir.privacy.gate.Gate;
import dev.weir.privacy.gate.GateCases;
import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.gate.PeopleCounts;
import dev.weir.privacy.gate.Shipments;
import dev.weir.privacy.gate.TransferFacts;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.log.ReleaseReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether data may go to a recipient, and by which article. */
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
public final class GateCommand implements Callable<Integer> {

    private static final int LARGEST = 64 * 1024 * 1024;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String TSV_HEADER = "id\tdecision\tmechanism\trule\tarticle\n";

    private final Terminal terminal;
    private final Clock clock;

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

    public GateCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (cases != null && release == null && recipient == null) {
            return decideTable(cases);
        }
        if (cases != null || release == null || recipient == null) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("weir gate"),
                    "It is not said what the gate shall decide",
                    "it decides on a release for a recipient, or on a table of what-ifs",
                    "write 'weir gate clinical@2 --to london', or 'weir gate --cases cases.tsv'");
        }
        return decideRelease(release, recipient);
    }

    private int decideRelease(String reference, String to) {
        Workspace read = Workspaces.read(workspace);
        LawPack law = Workspaces.lawOf(read);
        Recipient found = recipient(read, to);
        Manifest manifest =
                Released.signed(read, ReleaseReference.whole(reference)).manifest();
        LocalDate day = on == null ? LocalDate.ofInstant(clock.instant(), SHANGHAI) : on;
        TransferLedger sent = WorkspaceLedger.of(read);
        Shipments shipments = new Shipments(law, found, read, new EarlierCopies(sent.sentTo(found.id())));
        List<String> notes = new ArrayList<>();
        PeopleCounts ledger = ledger(sent, day.getYear());
        PeopleCounts counts = counted(shipments.atMost(manifest, ledger.year(), ledger.ledgerN(), ledger.ledgerS()));
        TransferFacts.Known known =
                new TransferFacts(read, law).of(found, shipments.of(manifest), Optional.of(counts), day);
        notes.addAll(known.notes());
        Map<String, CopyMask.Stays> blocked = shipments.blocked(manifest);
        HarmlessToday harmless = HarmlessToday.of(
                read.product(manifest.product()).map(Product::harmless).orElse(List.of()), manifest, List.of(), day);
        notes.addAll(harmless.sentences());
        Stream.of(blocked, harmless.stale())
                .forEach(columns ->
                        columns.forEach((column, stays) -> notes.add("Column '" + column + "' may not leave as it is: "
                                + stays.why() + ". An export refuses it; " + stays.remedy() + ".")));
        if (people == null || sensitivePeople == null) {
            notes.add("People of the release are counted by its rows, at most; 'weir export' counts them one by one.");
        }
        GateDecision decision = Gate.decide(known.facts(), law);
        String what = manifest.reference() + " to " + found.id() + " ("
                + found.party().name() + ")";
        switch (format) {
            case TEXT -> new GateText(terminal, law).print(what, decision, notes);
            case JSON ->
                terminal.json(GateJson.release(law, manifest.reference(), found.id(), decision, notes)
                        .toPrettyString());
            case TSV -> terminal.out().print(TSV_HEADER + tsvLine(manifest.reference(), decision));
        }
        return decision.allows() && blocked.isEmpty() && harmless.stale().isEmpty()
                ? ExitCode.DONE.status()
                : ExitCode.COMPLIANCE.status();
    }

    /** The counts with the new people that the options say. */
    private PeopleCounts counted(PeopleCounts rows) {
        return new PeopleCounts(
                rows.year(),
                rows.ledgerN(),
                rows.ledgerS(),
                people == null ? rows.newN() : people,
                sensitivePeople == null ? rows.newS() : sensitivePeople);
    }

    /** Who went out before, as the ledger's last entry says. */
    private static PeopleCounts ledger(TransferLedger ledger, int year) {
        LedgerYear read = ledger.read(year).year();
        List<Problem> wrong = ledger.checkCounting(read);
        if (!wrong.isEmpty()) {
            throw new ProblemsException(wrong); // an export would have nobody to compare with
        }
        PeopleCount before = read.totals();
        return new PeopleCounts(year, before.nonSensitive(), before.sensitive(), 0, 0);
    }

    private static Recipient recipient(Workspace workspace, String id) {
        List<String> ids = workspace.recipients().stream().map(Recipient::id).toList();
        return workspace
                .recipient(id)
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of("contracts/recipients.yaml"),
                        "There is no recipient '" + id + "'",
                        ids.isEmpty() ? "the workspace has none" : "the workspace has " + String.join(", ", ids),
                        Nearest.remedy(id, ids, "add it to contracts/recipients.yaml")));
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
                terminal.json(GateJson.cases(law, decisions, table.problems()).toPrettyString());
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
        StringBuilder text = new StringBuilder(TSV_HEADER);
        decisions.forEach(each -> text.append(tsvLine(each.one().id(), each.decision())));
        terminal.out().print(text);
    }

    private static String tsvLine(String id, GateDecision decision) {
        GateDecision.Ruling ruling = decision.ruling();
        return String.join("\t", id, decision.word(), ruling.mechanism(), ruling.rule(), ruling.article()) + "\n";
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
