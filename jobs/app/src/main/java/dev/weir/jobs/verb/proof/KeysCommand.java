package dev.weir.jobs.verb.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DamagedLogFiles;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ActorOption;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.desk.Desk;
import dev.weir.privacy.keys.KeyVersion;
import dev.weir.privacy.keys.SigningKeys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "keys",
        description = {
            "Show the versions of the workspace's key, and the pair that signs.",
            "They are in the file that keys.store of weir.yaml names. New releases are masked with the active one.",
            "Starts no Spark; no secret is ever shown."
        },
        synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public KeysCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, terminal.out().raw(), terminal.outColour());
        return ExitCode.DONE.status();
    }

    @Command(
            name = "init",
            description = {
                "Make the key of a workspace that has none, in the store that weir.yaml says.",
                ".bcfks and .p12 are encrypted under keys.password or keys.passwordFile, anything else is JSON of mode"
                        + " 600."
            })
    int init(@Mixin WorkspaceOption workspace, @Mixin OutputOption output) {
        KeyInventory held = KeyInventory.made(desk(workspace), random);
        return show(
                held,
                output,
                "Made key " + held.ring().active().id() + " in " + held.file()
                        + ". Back it up: without it, later pseudonyms differ.");
    }

    @Command(
            name = "list",
            description = {
                "List the versions, the oldest first: id, when it was made, state, and the releases that it masked.",
                "Then the public keys that releases are verified with: the one of now first."
            })
    int list(@Mixin WorkspaceOption workspace, @Mixin OutputOption output) {
        return show(KeyInventory.of(desk(workspace)), output, "");
    }

    @Command(
            name = "rotate",
            description = {
                "Make a new version and activate it: the next releases are masked with it.",
                "The one that was active becomes a previous one, and still undoes what can be undone in its releases.",
                "Pseudonyms of later releases cannot be joined with those of earlier ones.",
                "With --signing: make a new pair that signs, and no new version. The new key signs a record of the releases up",
                "to which the old one counts. With --compromised as well, nothing that the old key signed counts but what",
                "lies in the release log and the ledger now: say with --last which release of a product is the last that",
                "you made yourself, if others came after it."
            })
    int rotate(
            @Option(
                            names = "--signing",
                            description = "The pair that signs releases instead; the earlier public key is kept.")
                    boolean signing,
            @Option(
                            names = "--compromised",
                            description = "With --signing: somebody else may have the private key that is replaced.")
                    boolean compromised,
            @Option(
                            names = "--last",
                            paramLabel = "RELEASE",
                            description = {
                                "With --compromised: the last release of a product that you vouch for, such as clinical@12;",
                                "by default the newest. May be repeated."
                            })
                    @Nullable
                    List<String> last,
            @Mixin ActorOption by,
            @Mixin WorkspaceOption workspace,
            @Mixin OutputOption output) {
        if ((compromised && !signing) || (last != null && !compromised)) {
            throw ProblemsException.usage(
                    "weir keys rotate",
                    compromised
                            ? "'--compromised' stands without '--signing'"
                            : "'--last' stands without '--compromised'",
                    "it is about the pair that signs",
                    "write weir keys rotate --signing --compromised");
        }
        if (signing) {
            KeyInventory held = KeyInventory.newPair(
                    desk(workspace), compromised, last == null ? List.of() : last, by.in(workspace), random);
            return show(
                    held,
                    output,
                    "The next release of every product is signed by a new pair. Hand out '" + held.publicFile()
                            + "' with the record beside it; earlier releases are verified with the public keys that were kept"
                            + " there, each as far as the record says."
                            + (compromised
                                    ? " What the old key signs from now on counts nowhere that the record is known:"
                                            + " tell everybody who has the old public key."
                                    : ""));
        }
        KeyInventory held = KeyInventory.rotated(desk(workspace), by.in(workspace), random);
        return show(
                held,
                output,
                "Version " + held.ring().active().id()
                        + " is active. The next release of every product is masked with it, and"
                        + " its pseudonyms cannot be joined with those of earlier releases. Back the store up.");
    }

    @Command(
            name = "password",
            description = {
                "Close the key store and the key that signs anew, under the password that weir.yaml names.",
                "The keys stay as they are; guessing the password costs what it should cost today. Where weir.yaml names a",
                "hardware module's key, they are closed under a new random password that this key opens.",
                "For a store of an earlier version, and to change the password, to a module or back."
            })
    int password(
            @Option(
                            names = "--old",
                            paramLabel = "FILE",
                            description = {
                                "A file of mode 600 whose first line is the password that closed them so far, or the pkcs11: URI",
                                "of the module's key that opens it, with pin-source or pin-value."
                            })
                    @Nullable
                    Path old,
            @Mixin WorkspaceOption workspace,
            @Mixin OutputOption output) {
        return show(
                KeyInventory.closed(desk(workspace), Optional.ofNullable(old), random),
                output,
                "Closed anew, as weir.yaml says. Copies of before still open with what closed them.");
    }

    @Command(
            name = "retire",
            description = {
                "Destroy the secret of a previous version, for good.",
                "Nobody can then make or undo the pseudonyms of its releases again. They stay readable. Copies of the"
                        + " store",
                "still hold the secret: destroy those too.",
                "With --lost: record that the version's secret is gone, though this store never had it, since the store that",
                "masked earlier releases cannot be found any more. Runs refuse to go on without it or this record."
            })
    int retire(
            @Parameters(index = "0", paramLabel = "VERSION", description = "Its id, as 'weir keys list' shows it.")
                    String version,
            @Option(
                            names = "--lost",
                            description = "The version is not in the store, and no copy of the store that had it is.")
                    boolean lost,
            @Option(names = "--yes", description = "Do it; without this, only say what it would undo.") boolean yes,
            @Mixin ActorOption by,
            @Mixin WorkspaceOption workspace,
            @Mixin OutputOption output) {
        if (lost) {
            KeyInventory held = KeyInventory.lost(desk(workspace), version, yes, by.in(workspace));
            return show(
                    held,
                    output,
                    "Recorded that " + version + " is lost. It masked " + held.masked(version)
                            + ". Runs and exports go on under "
                            + held.ring().active().id()
                            + ", whose pseudonyms differ.");
        }
        KeyInventory held = KeyInventory.retired(desk(workspace), version, yes, by.in(workspace));
        return show(
                held,
                output,
                "Retired " + version + ": its secret is destroyed. It masked " + held.masked(version)
                        + ". Copies of the store still hold the secret: destroy those too.");
    }

    private Desk desk(WorkspaceOption workspace) {
        return workspace.desk(terminal, clock);
    }

    private int show(KeyInventory held, OutputOption output, String words) {
        Listing shown = new Listing(terminal, held);
        output.print(terminal, shown::table, shown::json);
        if (!words.isEmpty()) {
            terminal.say(words);
        }
        int damaged = DamagedLogFiles.print(terminal, held.use().damaged());
        return words.isEmpty() ? damaged : ExitCode.DONE.status(); // what was asked for is done
    }

    /** Keys as people and tools see them: ids, times, states and releases, and no secret. */
    private record Listing(Terminal terminal, KeyInventory held) {

        private static final String FORMAT = "%-18s %-24s %-9s %s";

        void table() {
            terminal.result(
                    String.format(Locale.ROOT, "@|bold " + FORMAT + "|@", "version", "created", "state", "releases"));
            for (KeyVersion version : held.ring().versions()) {
                List<String> releases = held.use().of(version.id());
                terminal.plain(String.format(
                        Locale.ROOT,
                        FORMAT,
                        version.id(),
                        DisplayText.time(version.created()),
                        version.state().word(),
                        releases.isEmpty() ? "none" : String.join(", ", releases)));
            }
            if (!held.signing().isEmpty()) {
                terminal.result("\n@|bold releases are verified with|@");
            }
            for (SigningKeys.Public publicKey : held.signing()) {
                terminal.plain(place(publicKey) + "  "
                        + publicKey.key().algorithm().word() + "  "
                        + publicKey.key().id()
                        + publicKey.key().end().map(VerifyCommand::validity).orElse(""));
            }
        }

        private String place(SigningKeys.Public publicKey) {
            Path root = held.settings().root();
            return publicKey.file().startsWith(root)
                    ? root.relativize(publicKey.file()).toString()
                    : publicKey.file().toString();
        }

        ObjectNode json() {
            ObjectNode result =
                    Json.object().put("store", held.settings().profile().keys().store());
            result.set("versions", Json.objects(held.ring().versions(), this::version));
            result.set("signing", Json.objects(held.signing(), this::signing));
            return DamagedLogFiles.in(result, held.use().damaged());
        }

        private ObjectNode version(KeyVersion version) {
            ObjectNode node = Json.object()
                    .put("id", version.id())
                    .put("created", version.created().toString())
                    .put("state", version.state().word());
            version.retired().ifPresent(when -> node.put("retired", when.toString()));
            node.set("releases", Json.texts(held.use().of(version.id())));
            return node;
        }

        private ObjectNode signing(SigningKeys.Public publicKey) {
            ObjectNode node = Json.object()
                    .put("id", publicKey.key().id())
                    .put("algorithm", publicKey.key().algorithm().word())
                    .put("file", place(publicKey));
            publicKey.key().end().ifPresent(end -> node.set("end", VerifyCommand.end(end)));
            return node;
        }
    }
}
