package dev.weir.jobs.verb.proof;

import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.privacy.keys.KeyEnd;
import dev.weir.releases.evidence.Check;
import dev.weir.releases.evidence.Verification;
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
            String answer = check.broken().isEmpty()
                    ? check.letGo() ? "@|bold let go|@" : "@|green whole|@"
                    : "@|bold,red broken|@: " + check.broken().size()
                            + (check.broken().size() == 1 ? " finding" : " findings");
            terminal.result(String.format(Locale.ROOT, "  %-12s %s, ", check.name(), check.looked()) + answer);
            check.notes().forEach(note -> terminal.out().println("               " + note));
        }
        result.keys().stream()
                .filter(key -> key.manifests() > 0 || result.keys().size() == 1)
                .forEach(this::key);
        terminal.out()
                .println("  newest       " + result.product() + "@" + result.newest() + ", SHA-256 " + result.head());
        switch (result.answer()) {
            case SIGNED -> terminal.result("@|bold,green All is as the key that you named signed it.|@");
            case CONSISTENT -> {
                terminal.result("@|bold,green All is consistent with the key in this workspace.|@");
                terminal.out()
                        .println("Who can change this workspace can replace the key too. To know who signed, compare"
                                + " the fingerprint with the owner's, or name the owner's key: --fingerprint,"
                                + " --public-key.");
            }
            case EXPIRED -> {
                terminal.result(
                        "@|bold Rows were let go by 'weir clean': they cannot be compared with what was signed.|@");
                terminal.out()
                        .println("All else fits its signature. That rows were let go is what the release log says; no"
                                + " key signs it. Ask who keeps the log if you did not expect it.");
            }
            case BROKEN ->
                terminal.result("@|bold,red Not as it was signed.|@ First: "
                        + result.broken().get(0).place());
        }
    }

    /** Until when a key counts: {@code , valid until clinical@12 (replaced 2026-11-22)}. */
    static String validity(KeyEnd end) {
        return ", valid " + end.until() + " (replaced " + end.at()
                + (end.compromised() ? ", compromised: " + end.signed().size() + " files count, and no other)" : ")");
    }

    private void key(Verification.Signer signer) {
        terminal.out()
                .println("  key          " + signer.key().fingerprint() + ", "
                        + switch (signer.key().grounds()) {
                            case NAMED -> "which you named";
                            case WORKSPACE -> "trusted because it lies in this workspace";
                        }
                        + signer.key().key().end().map(VerifyText::validity).orElse("")
                        + " (" + signer.key().place() + "): signed " + signer.manifests()
                        + (signer.manifests() == 1 ? " manifest" : " manifests"));
    }
}
