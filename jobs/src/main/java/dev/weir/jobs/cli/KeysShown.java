package dev.weir.jobs.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.jobs.release.KeyUse;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.KeyVersion;
import java.util.List;
import java.util.Locale;

/** A key ring as people and tools see it: ids, times, states and releases, and no secret. */
record KeysShown(Terminal terminal, String store, KeyRing ring, KeyUse use) {

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
        terminal.out().println(result.toPrettyString());
    }
}
