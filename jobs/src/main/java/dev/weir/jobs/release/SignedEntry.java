package dev.weir.jobs.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.keys.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
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
        return print(Json.print(entry), key);
    }

    /** The same of an entry that is printed already. */
    static byte[] print(String message, SigningKey key) {
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
        Opened opened = open(new String(content, StandardCharsets.UTF_8), keys);
        T read;
        try {
            read = entry.apply(Json.parse(place, opened.message()));
        } catch (ProblemsException e) {
            throw broken(
                    place,
                    "The file of " + what + " is damaged",
                    e.problems().get(0).what());
        }
        if (!opened.isSigned()) {
            throw broken(place, "No key signed " + what, "its file has no signature: Weir did not write it so");
        }
        if (opened.signer().isEmpty()) {
            throw broken(
                    place,
                    "The signature of " + what + " does not fit its file",
                    "the file was changed, or none of the public keys in the workspace is that of its owner");
        }
        return read;
    }

    /**
     * A file without its signature.
     *
     * @param message what is signed
     * @param isSigned whether there is a signature at all
     * @param signer whose it is; empty when none of the keys made it for this message
     */
    record Opened(String message, boolean isSigned, Optional<VerifyingKey> signer) {}

    /** Takes the signature off a file, and says whose it is. */
    static Opened open(String text, LogKeys keys) {
        Matcher signature = SIGNATURE.matcher(text);
        if (!signature.find()) {
            return new Opened(text, false, Optional.empty());
        }
        String message = text.substring(0, signature.start()) + text.substring(signature.end());
        byte[] signed;
        try {
            signed = Base64.getDecoder().decode(signature.group(1));
        } catch (IllegalArgumentException e) {
            return new Opened(message, true, Optional.empty());
        }
        return new Opened(message, true, keys.signer(message.getBytes(StandardCharsets.UTF_8), signed));
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
