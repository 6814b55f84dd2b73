package dev.weir.privacy.keys;

import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.release.ChainHead;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.roles.json.ActAuthorisationJson;
import dev.weir.contracts.text.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Until when a key that signed counts.
 *
 * @param key id of the key
 * @param next id of the key that came after it
 * @param at when it was replaced
 * @param compromised whether an attacker may have the private key: then nothing counts but what is {@code signed}
 * @param reach how far it counts
 * @param acting who replaced it, by which role; empty where the workspace names none
 */
public record KeyRetirement(
        String key, String next, Instant at, boolean compromised, Reach reach, Optional<ActAuthorisation> acting) {

    private static final JsonShape<Last> LAST = JsonShape.of(
            text("product", Last::product), whole("number", Last::number), text("manifest", Last::manifest), Last::new);

    private static final JsonShape<ChainHead> HEAD = JsonShape.of(
            text("chain", ChainHead::chain),
            whole("entries", ChainHead::entries),
            text("sha256", ChainHead::sha256),
            ChainHead::new);

    /** Where chains were not looked at, and no role is asked for. */
    public KeyRetirement(
            String key, String next, Instant at, boolean compromised, List<Last> releases, Set<String> signed) {
        this(key, next, at, compromised, new Reach(releases, Optional.empty(), signed), Optional.empty());
    }

    /**
     * What a key had signed when it was replaced.
     *
     * @param releases the last release of each product up to which the key counts
     * @param chains how far each chain of signed entries went; empty where that was not looked at
     * @param signed SHA-256 of every message that counts, where the key is compromised; none otherwise
     */
    public record Reach(List<Last> releases, Optional<List<ChainHead>> chains, Set<String> signed) {
        public Reach {
            releases = List.copyOf(releases);
            chains = chains.map(List::copyOf);
            signed = Set.copyOf(signed);
        }

        /** The head of a chain; empty where there was no such chain, or it was not looked at. */
        public Optional<ChainHead> head(String chain) {
            return chains.stream()
                    .flatMap(List::stream)
                    .filter(head -> head.chain().equals(chain))
                    .findFirst();
        }
    }

    /** The same key with another reach. */
    public KeyRetirement with(Reach other) {
        return new KeyRetirement(key, next, at, compromised, other, acting);
    }

    /** The last release of each product up to which the key counts. */
    public List<Last> releases() {
        return reach.releases();
    }

    /** SHA-256 of every message that counts, where the key is compromised. */
    public Set<String> signed() {
        return reach.signed();
    }

    /**
     * The last release of a product.
     *
     * @param manifest SHA-256 of its manifest, which stands for those before it as well
     */
    public record Last(String product, long number, String manifest) {}

    /** The last release of a product; empty where it had none. */
    public Optional<Last> last(String product) {
        return releases().stream()
                .filter(last -> last.product().equals(product))
                .findFirst();
    }

    /** Whether a message that the key signed still counts, as far as the message alone can tell. */
    boolean admits(byte[] message) {
        return !compromised || signed().contains(Sha256.hex(message));
    }

    /** For people: {@code until clinical@12, labs@3}. */
    public String until() {
        return releases().isEmpty()
                ? "for no release"
                : "until "
                        + releases().stream()
                                .map(last -> last.product() + "@" + last.number())
                                .collect(Collectors.joining(", "));
    }

    ObjectNode json() {
        ObjectNode node = Json.object()
                .put("key", key)
                .put("next", next)
                .put("at", at.toString())
                .put("compromised", compromised);
        node.set("releases", Json.objects(releases(), LAST::node));
        reach.chains().ifPresent(heads -> node.putObject("ledger").set("chains", Json.objects(heads, HEAD::node)));
        node.set("signed", Json.texts(List.copyOf(new TreeSet<>(signed()))));
        ActAuthorisationJson.put(node, acting);
        return node;
    }

    static KeyRetirement parse(JsonObject json) {
        String key = json.text("key");
        String next = json.text("next");
        Instant at = json.instant("at");
        boolean compromised = json.truth("compromised");
        List<Last> releases = json.objects("releases", LAST::parse);
        Optional<List<ChainHead>> chains = json.optionalObject("ledger").map(KeyRetirement::heads);
        Set<String> signed = Set.copyOf(json.texts("signed"));
        Optional<ActAuthorisation> acting = ActAuthorisationJson.in(json);
        return json.end(
                () -> new KeyRetirement(key, next, at, compromised, new Reach(releases, chains, signed), acting));
    }

    private static List<ChainHead> heads(JsonObject json) {
        List<ChainHead> heads = json.objects("chains", HEAD::parse);
        return json.end(() -> heads);
    }
}
