package dev.weir.jobs.cli;

import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.verb.law.LawInForce;
import dev.weir.privacy.keys.VerifyingKey;
import dev.weir.releases.journal.RunJournals;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Digests, grammars and law pack take a fifth of a second to get ready, and so do signatures and the form of manifests. The other core
 * gets them ready while the command line is made and the files are read.
 */
final class WarmUp {

    /** The commands that read the log of releases, and no contracts. */
    private static final Set<String> OF_RELEASES = Set.of("releases", "show", "tag", "pin", "reveal", "evidence");

    /** The commands that answer without either. */
    private static final Set<String> WITHOUT =
            Set.of("init", "explain", "docs", "law", "demo", "submit", "completion", "keys");

    /** Any Ed25519 key: that of RFC 8032, 7.1, test 1. */
    private static final String KEY = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """;

    private WarmUp() {}

    /** Begins it where the arguments name a command that needs it. Nothing waits for its end. */
    static void begin(List<String> arguments) {
        command(arguments).filter(command -> !WITHOUT.contains(command)).ifPresent(command -> {
            Thread warming =
                    new Thread(OF_RELEASES.contains(command) ? WarmUp::releases : WarmUp::contracts, "warming");
            warming.setDaemon(true);
            warming.start();
        });
    }

    private static Optional<String> command(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h")
                ? Optional.empty()
                : arguments.stream()
                        .filter(argument -> !argument.startsWith("-"))
                        .findFirst();
    }

    private static void contracts() {
        Sha256.hex(new byte[0]);
        Grammars.warm();
        LawInForce.newest();
    }

    private static void releases() {
        try {
            for (Class<?> used : List.of(ManifestJson.class, RunJournals.class)) {
                MethodHandles.publicLookup().ensureInitialized(used);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Both are public", e);
        }
        VerifyingKey.parse(KEY);
    }
}
