package dev.weir.jobs.cli;

import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.evidence.Check;
import dev.weir.jobs.evidence.Verification;
import java.util.Locale;
import java.util.stream.Collectors;

/** A verification for people: each thing that was looked at, then the answer. */
final class VerifyText {

    private final Terminal terminal;

    VerifyText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Verification.Result result) {
        String releases = result.releases().stream().map(Manifest::reference).collect(Collectors.joining(", "));
        terminal.result("@|bold " + (releases.isEmpty() ? result.product() : releases) + "|@");
        for (Check check : result.checks()) {
            String answer = check.isWhole()
                    ? "@|green whole|@"
                    : "@|bold,red broken|@: " + check.broken().size()
                            + (check.broken().size() == 1 ? " finding" : " findings");
            terminal.result(String.format(Locale.ROOT, "  %-12s %s, ", check.name(), check.looked()) + answer);
            check.notes().forEach(note -> terminal.out().println("               " + note));
        }
        terminal.out()
                .println("  newest       " + result.product() + "@" + result.newest() + ", SHA-256 " + result.head());
        terminal.result(
                result.broken().isEmpty()
                        ? "@|bold,green All is as it was signed.|@"
                        : "@|bold,red Not as it was signed.|@ First: "
                                + result.broken().get(0).place());
    }
}
