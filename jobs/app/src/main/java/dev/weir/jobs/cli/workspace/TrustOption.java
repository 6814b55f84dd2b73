package dev.weir.jobs.cli.workspace;

import dev.weir.jobs.desk.TrustedSigners;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Whose signatures a verification accepts. */
public final class TrustOption {

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "A public key to trust; by default those beside the workspace's own. May be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--fingerprint",
            paramLabel = "SHA256",
            description = {
                "The fingerprint of a key to trust, as 'weir keys list' of its owner shows it: the key itself may lie",
                "in the workspace or in the pack. May be repeated."
            })
    private List<String> fingerprints = new ArrayList<>();

    public TrustedSigners trust() {
        return new TrustedSigners(files, fingerprints);
    }
}
