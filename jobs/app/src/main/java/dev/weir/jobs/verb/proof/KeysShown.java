package dev.weir.jobs.verb.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.Damage;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.privacy.keys.KeyVersion;
import dev.weir.privacy.keys.SigningKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Keys as people and tools see them: ids, times, states and releases, and no secret. */
record KeysShown(Terminal terminal, HeldKeys held) {

    private static final String FORMAT = "%-18s %-24s %-9s %s";

    void table() {
        terminal.result(
                String.format(Locale.ROOT, "@|bold " + FORMAT + "|@", "version", "created", "state", "releases"));
        for (KeyVersion version : held.ring().versions()) {
            List<String> releases = held.use().of(version.id());
            terminal.out()
                    .println(String.format(
                            Locale.ROOT,
                            FORMAT,
                            version.id(),
                            Shown.time(version.created()),
                            version.state().word(),
                            releases.isEmpty() ? "none" : String.join(", ", releases)));
        }
        if (!held.signing().isEmpty()) {
            terminal.result("\n@|bold releases are verified with|@");
        }
        for (SigningKeys.Public open : held.signing()) {
            terminal.out()
                    .println(place(open) + "  " + open.key().algorithm().word() + "  "
                            + open.key().id()
                            + open.key().end().map(VerifyText::validity).orElse(""));
        }
    }

    private String place(SigningKeys.Public open) {
        Path root = held.settings().root();
        return open.file().startsWith(root)
                ? root.relativize(open.file()).toString()
                : open.file().toString();
    }

    ObjectNode json() {
        ObjectNode result =
                Json.object().put("store", held.settings().profile().keys().store());
        result.set("versions", Json.objects(held.ring().versions(), this::version));
        result.set("signing", Json.objects(held.signing(), this::signing));
        return Damage.in(result, held.use().damaged());
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

    private ObjectNode signing(SigningKeys.Public open) {
        ObjectNode node = Json.object()
                .put("id", open.key().id())
                .put("algorithm", open.key().algorithm().word())
                .put("file", place(open));
        open.key().end().ifPresent(end -> node.set("end", VerifyJson.end(end)));
        return node;
    }
}
