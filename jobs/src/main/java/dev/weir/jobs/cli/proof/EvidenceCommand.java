package dev.weir.jobs.cli.proof;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductLog;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.keys.VerifyingKey;
import dev.weir.releases.evidence.DataPlaces;
import dev.weir.releases.evidence.EvidencePack;
import dev.weir.releases.evidence.TrustedKey;
import dev.weir.releases.evidence.Verification;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Packs what shows that a release is what was signed. */
@Command(
        name = "evidence",
        description = {
            "Pack a release's evidence into one file.",
            "Manifests, signatures, contracts, rules, verdicts, and how to check them. No data row is in it. Refused",
            "when the evidence is not whole. Starts no Spark."
        },
        footerHeading = "%n@|bold Example|@%n",
        footer = {
            "  weir evidence clinical@12 --to clinical-12.zip",
            "  weir verify --pack clinical-12.zip --public-key centre.pub"
        })
public final class EvidenceCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RELEASE", description = "Such as clinical@12; without a number, the newest.")
    private String release = "";

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The ZIP file to write.")
    private Path to = Path.of("");

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public EvidenceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = ProductLog.known(workspace, reference.product(), terminal);
        StoredReleaseLog log = opened.log();
        Manifest manifest = reference.in(log);
        List<VerifyingKey> keys = SigningKeys.of(opened.settings()).publics().stream()
                .map(SigningKeys.Public::key)
                .toList();
        Verification.Result result = new Verification(
                        log.files(),
                        manifest.product(),
                        keys.stream()
                                .map(key -> TrustedKey.ofWorkspace(key, "the workspace"))
                                .toList(),
                        DataPlaces.nowhere(),
                        more -> {})
                .of(new Verification.Asked(List.of(manifest.number()), OptionalLong.empty(), Optional.empty()));
        if (!result.broken().isEmpty()) {
            throw new ProblemsException(result.broken());
        }
        int files = new EvidencePack(log.files()).write(manifest, log.numbers(manifest.product()), keys, to);
        switch (output.format()) {
            case TEXT ->
                terminal.result("@|bold,green Packed " + manifest.reference() + "|@: " + files + " files in " + to
                        + ". Whoever checks it needs the public key from you, by another way.");
            case JSON ->
                terminal.json(Json.object()
                        .put("release", manifest.reference())
                        .put("file", to.toString())
                        .put("files", files)
                        .put("head", result.head())
                        .toPrettyString());
        }
        return ExitCode.DONE.status();
    }
}
