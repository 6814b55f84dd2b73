package dev.weir.jobs.cli;

import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.verb.law.LawInForce;
import java.util.List;
import java.util.Set;

/**
 * Digests, grammars and law pack take a fifth of a second to get ready. The other core gets them ready while the command line is made
 * and the files are read.
 */
final class WarmUp {

    /** The commands that answer without a workspace's contracts. */
    private static final Set<String> WITHOUT = Set.of(
            "init",
            "explain",
            "docs",
            "law",
            "demo",
            "submit",
            "completion",
            "releases",
            "show",
            "tag",
            "pin",
            "reveal",
            "evidence",
            "keys");

    private WarmUp() {}

    /** Begins it where the arguments name a command that reads contracts. Nothing waits for its end. */
    static void begin(List<String> arguments) {
        if (reads(arguments)) {
            Thread warming = new Thread(WarmUp::warm, "warming");
            warming.setDaemon(true);
            warming.start();
        }
    }

    private static boolean reads(List<String> arguments) {
        return !arguments.contains("--help")
                && !arguments.contains("-h")
                && arguments.stream()
                        .filter(argument -> !argument.startsWith("-"))
                        .findFirst()
                        .filter(command -> !WITHOUT.contains(command))
                        .isPresent();
    }

    private static void warm() {
        Sha256.hex(new byte[0]);
        Grammars.warm();
        LawInForce.newest();
    }
}
