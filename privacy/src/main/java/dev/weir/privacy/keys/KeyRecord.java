package dev.weir.privacy.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The record of rotation: until when each earlier key counts, signed by the key that came after them. It lies beside the public
 * keys as {@code release.<id of the signer>.rotations.json}, so that a rotation that dies leaves the record of before in force.
 *
 * @param signer id of the key that signed it
 * @param ends of the earlier keys, in no order: each names the key that came next
 * @param text its file
 */
public record KeyRecord(String signer, List<KeyRetirement> ends, String text) {

    private static final String SCHEMA = "weir-key-rotations-1";

    public KeyRecord {
        ends = List.copyOf(ends);
    }

    static KeyRecord of(List<KeyRetirement> ends, SigningKey signer) {
        ObjectNode node = Json.object()
                .put("schema", SCHEMA)
                .put("signer", signer.verifying().id());
        node.set("keys", Json.objects(ends, KeyRetirement::json));
        return new KeyRecord(signer.verifying().id(), ends, SignedText.print(Json.print(node), signer));
    }

    /**
     * Reads a record.
     *
     * @param place where it lies, for messages
     * @param signer the key that it has to be signed by
     * @throws ProblemsException with {@link Code#KEY} when it is none, or that key did not sign it
     */
    public static KeyRecord read(String place, String text, VerifyingKey signer) {
        Optional<SignedText> signed = SignedText.of(text).filter(found -> found.isBy(signer));
        if (signed.isEmpty()) {
            throw refused(place, "it was changed, or the key " + signer.id() + " did not sign it");
        }
        try {
            JsonObject json = Json.parse(place, signed.get().message());
            json.schema(SCHEMA);
            String by = json.text("signer");
            List<KeyRetirement> ends = json.objects("keys", KeyRetirement::parse);
            return json.end(() -> new KeyRecord(by, ends, text));
        } catch (ProblemsException e) {
            throw refused(place, e.problems().get(0).what());
        }
    }

    private static ProblemsException refused(String place, String why) {
        return ProblemsException.of(
                Code.KEY,
                Place.of(place),
                "The record of rotation in '" + place + "' is not as it was signed",
                why,
                "bring it back from a copy; it says until when earlier keys count, and without it nobody knows");
    }

    /** Whether a key came after another one, as far as this record knows. */
    public boolean follows(String later, String earlier) {
        Optional<String> next = end(earlier).map(KeyRetirement::next);
        for (int i = 0; i < ends.size() && next.isPresent(); i++) {
            if (next.get().equals(later)) {
                return true;
            }
            next = end(next.get()).map(KeyRetirement::next);
        }
        return false;
    }

    /** Its entry for a key; empty where there is none. */
    public Optional<KeyRetirement> end(String key) {
        return ends.stream().filter(end -> end.key().equals(key)).findFirst();
    }
}
