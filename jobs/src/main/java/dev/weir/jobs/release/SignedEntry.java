package dev.weir.jobs.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.privacy.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON file of the log with a signature in a line of its own: what is signed are the bytes of the file without that line. So
 * the file is written at once, and anybody can check it with {@code grep -v} and OpenSSL.
 */
final class SignedEntry {

    private static final Pattern SIGNATURE =
            Pattern.compile("(?m)^  \"signature\": \"([A-Za-z0-9+/]{1,300}={0,2})\",\n");

    private SignedEntry() {}

    /** The file of an entry. */
    static byte[] print(ObjectNode entry, SigningKey key) {
        String message = Json.print(entry);
        String signature = Base64.getEncoder().encodeToString(key.sign(message.getBytes(StandardCharsets.UTF_8)));
        int first = message.indexOf('\n') + 1;
        return (message.substring(0, first) + "  \"signature\": \"" + signature + "\",\n" + message.substring(first))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a file says, if a key of the workspace signed it.
     *
     * @param place where it lies, for people
     * @param what such as {@code the tag 'paper-v1' of clinical}
     * @param entry reads the JSON without the signature
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} when it is no such entry, or none of the keys signed it
     */
    static <T> T read(String place, byte[] content, String what, LogKeys keys, Function<JsonObject, T> entry) {
        String text = new String(content, StandardCharsets.UTF_8);
        Matcher signature = SIGNATURE.matcher(text);
        boolean found = signature.find();
        String message = found ? text.substring(0, signature.start()) + text.substring(signature.end()) : text;
        T read;
        try {
            read = entry.apply(Json.parse(place, message));
        } catch (ProblemsException e) {
            throw broken(
                    place,
                    "The file of " + what + " is damaged",
                    e.problems().get(0).what());
        }
        if (!found) {
            throw broken(place, "No key signed " + what, "its file has no signature: Weir did not write it so");
        }
        if (!verifies(message, signature.group(1), keys)) {
            throw broken(
                    place,
                    "The signature of " + what + " does not fit its file",
                    "the file was changed, or none of the public keys in the workspace is that of its owner");
        }
        return read;
    }

    private static boolean verifies(String message, String signature, LogKeys keys) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        byte[] signed;
        try {
            signed = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return keys.verify(bytes, signed);
    }

    /** That an entry is not what its place says. */
    static ProblemsException broken(String place, String what, String why) {
        return ProblemsException.of(
                Code.EVIDENCE_BROKEN,
                Place.of(place),
                what,
                why,
                "Restore it from a copy, or take it away and do anew what it said; find out who changed it.");
    }
}
