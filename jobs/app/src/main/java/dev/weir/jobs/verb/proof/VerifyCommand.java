package dev.weir.jobs.verb.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.cli.workspace.TrustOption;
import dev.weir.jobs.verb.proof.ReleaseVerification.Depth;
import dev.weir.jobs.verb.proof.ReleaseVerification.Extent;
import dev.weir.privacy.keys.KeyRetirement;
import dev.weir.releases.evidence.Verification;
import dev.weir.releases.evidence.VerificationCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine(with = "--deep")
@Command(
        name = "verify",
        description = {
            "Check a release: chain, signatures, evidence, and each data file against its hash.",
            "Needs public keys and no network; starts no Spark but for --deep. Names everything that is broken.",
            "Without --public-key or --fingerprint it trusts the key that lies in the workspace. Who can change the",
            "workspace can replace that key as well: to know who signed, name the owner's key."
        },
        footerHeading = "%n@|bold What is checked|@%n",
        footer = {
            "  chain        every manifest from the first to the newest names the SHA-256 of the one before",
            "  signatures   each manifest's exact bytes, by one of the public keys",
            "  time stamps  where an authority stamps the time of signatures: each token is genuine (RFC 3161)",
            "  evidence     contracts, rules, law pack, verdicts, sources, lists of data files, each against its hash",
            "  basis        the evidence is what the manifest says the release was made by",
            "  data files   size and SHA-256 of each",
            "  quarantine   the same of the files in which the release's run put rows and records aside",
            "  names        the product's tags and pins: each signed, each tag with the manifest that it was given to",
            "  catalogue    the embedded catalogue: its file is whole, and leads to the newest release's versions",
            "  tables       with --deep: the table format still names exactly those files",
            "  rows         with --deep: the content hash of every table and column, by reading every row",
            "  heads        with --deep: the newest version of each table, which other programs read, is the newest release",
            "",
            "  weir verify clinical@12",
            "  weir verify clinical@12 --public-key centre.pub --expect-newest 14",
            "  weir verify --pack pack.zip --public-key centre.pub",
            "",
            "Exit codes: 0 nothing is broken (the last line, and 'answer' of the JSON, say by whose key); 4 something is",
            "broken (V001); 2 a key or a release is not there; 6 rows of a release were let go by 'weir clean', so they",
            "cannot be compared (S007), or a store cannot be read."
        })
public final class VerifyCommand extends PrintingCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RELEASE",
            description = "Such as clinical@12; without a number, the newest.")
    private @Nullable String release;

    @Option(names = "--all", description = "Look at every release of the product, not only at this one.")
    private boolean all;

    @Option(names = "--deep", description = "Read every row again as well. Starts Spark.")
    private boolean deep;

    @Option(
            names = "--expect-newest",
            paramLabel = "NUMBER",
            description = "A release that there has been: the chain must go so far.")
    private @Nullable Long newest;

    @Option(
            names = "--head",
            paramLabel = "SHA256",
            description = "The hash of a manifest that you have seen: it must be in the chain.")
    private @Nullable String head;

    @Option(names = "--pack", paramLabel = "FILE", description = "Check a pack of 'weir evidence'; needs no workspace.")
    private @Nullable Path pack;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the data files lie, as PRODUCT/TABLE/…; by default in the warehouse.")
    private @Nullable Path data;

    @Option(
            names = "--timestamp-trust",
            paramLabel = "FILE",
            description = {
                "Certificates (PEM) that time stamps have to lead to: of the authority, or of its root; by default those of",
                "'signing.timestamps' in weir.yaml."
            })
    private @Nullable Path timestampTrust;

    @Mixin
    private TrustOption trust = new TrustOption();

    public VerifyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Verification.Result result = pack == null ? verifyRelease() : verifyPack(pack);
        print(() -> text(result), () -> json(result));
        result.broken().forEach(terminal::problem);
        return switch (result.answer()) {
            case SIGNED, CONSISTENT -> ExitCode.DONE.status();
            case EXPIRED -> Code.RELEASE_EXPIRED.exit().status();
            case BROKEN ->
                isUnsignedAlone(result) ? Code.STORE_UNREACHABLE.exit().status() : ExitCode.COMPLIANCE.status();
        };
    }

    /** Whether nothing is broken but the catalogue's file, which no key signs. */
    private static boolean isUnsignedAlone(Verification.Result result) {
        return result.checks().stream().allMatch(check -> check.broken().isEmpty() || CatalogueCheck.isDamaged(check));
    }

    private Verification.Result verifyRelease() {
        if (release == null) {
            throw usage("The release is missing", "write 'weir verify clinical@12', or name a pack with --pack");
        }
        return ReleaseVerification.of(
                desk(), release, deep ? Depth.DEEP : Depth.SHALLOW, asked(), new Progress(terminal));
    }

    private Verification.Result verifyPack(Path file) {
        if (release != null || deep || all) {
            throw usage(
                    "A pack holds the evidence of one release, and no rows",
                    "leave RELEASE, --all and --deep out, or leave --pack out");
        }
        if (!trust.trust().isNamed()) {
            throw usage(
                    "No key is named",
                    "get it from the release's owner, not from the pack: name its file with --public-key, or its"
                            + " fingerprint with --fingerprint");
        }
        return ReleaseVerification.ofPack(file, asked(), new Progress(terminal));
    }

    private ReleaseVerification.Question asked() {
        return new ReleaseVerification.Question(
                all ? Extent.ALL : Extent.ONE,
                Optional.ofNullable(newest),
                Optional.ofNullable(head),
                Optional.ofNullable(data),
                Optional.ofNullable(timestampTrust),
                trust.trust());
    }

    private static ProblemsException usage(String what, String remedy) {
        return ProblemsException.usage("weir verify", what, "it checks a release, or a pack of its evidence", remedy);
    }

    private void text(Verification.Result result) {
        String releases = result.releases().stream().map(Manifest::reference).collect(Collectors.joining(", "));
        terminal.result("@|bold " + (releases.isEmpty() ? result.product() : releases) + "|@");
        for (VerificationCheck check : result.checks()) {
            String answer = check.broken().isEmpty()
                    ? check.expired() ? "@|bold gone|@" : "@|green whole|@"
                    : "@|bold,red broken|@: " + check.broken().size()
                            + (check.broken().size() == 1 ? " finding" : " findings");
            terminal.result(String.format(Locale.ROOT, "  %-12s %s, ", check.name(), check.looked()) + answer);
            check.notes().forEach(note -> terminal.plain("               " + note));
        }
        UnreadParts unread = new UnreadParts(result);
        unread.list()
                .forEach(part -> terminal.plain(
                        String.format(Locale.ROOT, "  %-12s not looked at: ", part.name()) + part.what()));
        if (!unread.list().isEmpty()) {
            terminal.plain("               '" + unread.command() + "' looks at them, where the release lies.");
        }
        if (pack == null) {
            terminal.plain("  unsigned     never looked at: " + String.join("; ", UnreadParts.UNSIGNED));
        }
        result.keys().stream()
                .filter(key -> key.manifests() > 0 || result.keys().size() == 1)
                .forEach(this::signer);
        terminal.plain("  newest       " + result.product() + "@" + result.newest() + ", SHA-256 " + result.head());
        switch (result.answer()) {
            case SIGNED -> terminal.result("@|bold,green All is as the key that you named signed it.|@");
            case CONSISTENT -> {
                terminal.result("@|bold,green All is consistent with the key in this workspace.|@");
                terminal.plain("Who can change this workspace can replace the key too. To know who signed, compare"
                        + " the fingerprint with the owner's, or name the owner's key: --fingerprint,"
                        + " --public-key.");
            }
            case EXPIRED -> {
                terminal.result(
                        "@|bold Rows were let go by 'weir clean', or declared lost: they cannot be compared with what"
                                + " was signed.|@");
                terminal.plain("All else fits its signature. That rows were let go is what the release log says; no"
                        + " key signs it. A loss is signed. Ask who keeps the log if you did not expect it.");
            }
            case BROKEN -> {
                if (isUnsignedAlone(result)) {
                    terminal.result(
                            "@|bold,red The catalogue is damaged.|@ All that was looked at and is signed is as it was"
                                    + " signed."
                                    + (deep ? " The rows were not read (--deep): no engine finds them." : ""));
                } else {
                    terminal.result("@|bold,red Not as it was signed.|@ First: "
                            + result.broken().get(0).place());
                }
            }
        }
    }

    /** Until when a key counts: {@code , valid until clinical@12 (replaced 2026-11-22)}. */
    static String validity(KeyRetirement end) {
        return ", valid " + end.until() + " (replaced " + end.at()
                + (end.compromised() ? ", compromised: " + end.signed().size() + " files count, and no other)" : ")");
    }

    private void signer(Verification.Signer signer) {
        terminal.plain("  key          " + signer.key().fingerprint() + ", "
                + switch (signer.key().grounds()) {
                    case NAMED -> "which you named";
                    case WORKSPACE -> "trusted because it lies in this workspace";
                }
                + signer.key().key().end().map(VerifyCommand::validity).orElse("")
                + " (" + signer.key().place() + "): signed " + signer.manifests()
                + (signer.manifests() == 1 ? " manifest" : " manifests"));
    }

    /** {@code schemas/verify.schema.json}. */
    private ObjectNode json(Verification.Result result) {
        ObjectNode node = Json.object().put("product", result.product());
        node.set(
                "releases",
                Json.texts(result.releases().stream().map(Manifest::reference).toList()));
        node.put("whole", result.isWhole());
        node.put("newest", result.newest()).put("head", result.head());
        node.put("answer", result.answer().name().toLowerCase(Locale.ROOT));
        node.set("keys", Json.objects(result.keys(), VerifyCommand::key));
        node.set("checks", Json.objects(result.checks(), VerifyCommand::check));
        UnreadParts unread = new UnreadParts(result);
        node.set(
                "not-checked",
                Json.objects(
                        unread.list(),
                        part -> Json.object()
                                .put("name", part.name())
                                .put("what", part.what())
                                .put("by", unread.command())));
        node.set("unsigned", Json.texts(pack == null ? UnreadParts.UNSIGNED : List.of()));
        return node;
    }

    private static ObjectNode check(VerificationCheck check) {
        ObjectNode node = Json.object()
                .put("name", check.name())
                .put("looked", check.looked())
                .put("whole", check.isWhole())
                .put("let-go", check.expired());
        node.set("notes", Json.texts(check.notes()));
        node.set("broken", Json.objects(check.broken(), VerifyCommand::problem));
        return node;
    }

    private static ObjectNode key(Verification.Signer signer) {
        ObjectNode node = Json.object()
                .put("fingerprint", signer.key().fingerprint())
                .put("algorithm", signer.key().key().algorithm().word())
                .put("trusted", signer.key().grounds().name().toLowerCase(Locale.ROOT))
                .put("place", signer.key().place())
                .put("manifests", signer.manifests());
        signer.key().key().end().ifPresent(end -> node.set("end", end(end)));
        return node;
    }

    static ObjectNode end(KeyRetirement end) {
        ObjectNode node = Json.object()
                .put("at", end.at().toString())
                .put("next", end.next())
                .put("compromised", end.compromised());
        node.set(
                "releases",
                Json.texts(end.releases().stream()
                        .map(last -> last.product() + "@" + last.number())
                        .toList()));
        return node;
    }

    private static ObjectNode problem(Problem problem) {
        return Json.object()
                .put("code", problem.code().id())
                .put("place", problem.place().file())
                .put("what", problem.what())
                .put("why", problem.why())
                .put("remedy", problem.remedy());
    }

    /** Shows how much of the data was read, on a terminal. */
    private static final class Progress implements Verification.Progress {

        private static final long STEP = 64L << 20;

        private final Terminal terminal;
        private final AtomicLong done = new AtomicLong();

        Progress(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void read(long more) {
            long now = done.addAndGet(more);
            if (terminal.live() == Terminal.Liveness.LIVE && now / STEP > (now - more) / STEP) {
                terminal.draw(String.format(Locale.ROOT, "  %,d MiB of data files read ", now >> 20));
            }
        }
    }
}
