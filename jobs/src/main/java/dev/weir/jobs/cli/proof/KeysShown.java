package dev.weir.jobs.cli.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.jobs.cli.terminal.Damage;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.KeyVersion;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.releases.log.KeyUse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Keys as people and tools see them: ids, times, states and releases, and no secret.
 *
 * @param signing public keys that releases are verified with, the one of now first
 */
record KeysShown(
        Terminal terminal, String store, KeyRing ring, KeyUse use, Path root, List<SigningKeys.Public> signing) {

    private static final String FORMAT = "%-18s %-24s %-9s %s";

    void table() {
        terminal.result(
                String.format(Locale.ROOT, "@|bold " + FORMAT + "|@", "version", "created", "state", "releases"));
        for (KeyVersion version : ring.versions()) {
            List<String> releases = use.of(version.id());
            terminal.out()
                    .println(String.format(
                            Locale.ROOT,
                            FORMAT,
                            version.id(),
                            Shown.time(version.created()),
                            version.state().word(),
                            releases.isEmpty() ? "none" : String.join(", ", releases)));
        }
        if (!signing.isEmpty()) {
            terminal.result("\n@|bold releases are verified with|@");
        }
        for (SigningKeys.Public open : signing) {
            terminal.out()
                    .println(place(open) + "  " + open.key().algorithm().word() + "  "
                            + open.key().id()
                            + open.key().end().map(VerifyText::validity).orElse(""));
        }
    }

    private String place(SigningKeys.Public open) {
        return open.file().startsWith(root)
                ? root.relativize(open.file()).toString()
                : open.file().toString();
    }

    void json() {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("store", store);
        ArrayNode versions = result.putArray("versions");
        for (KeyVersion version : ring.versions()) {
            ObjectNode node = versions.addObject()
                    .put("id", version.id())
                    .put("created", version.created().toString())
                    .put("state", version.state().word());
            version.retired().ifPresent(when -> node.put("retired", when.toString()));
            use.of(version.id()).forEach(node.putArray("releases")::add);
        }
        ArrayNode publics = result.putArray("signing");
        for (SigningKeys.Public open : signing) {
            ObjectNode key = publics.addObject()
                    .put("id", open.key().id())
                    .put("algorithm", open.key().algorithm().word())
                    .put("file", place(open));
            open.key().end().ifPresent(end -> key.set("end", VerifyJson.end(end)));
        }
        terminal.json(Damage.in(result, use.damaged()).toPrettyString());
    }
}
