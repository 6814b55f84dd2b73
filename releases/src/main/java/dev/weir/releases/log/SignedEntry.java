package dev.weir.releases.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.privacy.keys.SignedText;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.keys.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** A JSON file of the log, signed: a {@link SignedText}. */
public final class SignedEntry {

    private SignedEntry() {}

    /** The file of an entry. */
    public static byte[] print(ObjectNode entry, SigningKey key) {
        return print(Json.print(entry), key);
    }

    /** The same of an entry that is printed already. */
    public static byte[] print(String message, SigningKey key) {
        return SignedText.print(message, key).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The content of a file, if a key of the workspace signed it.
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
                    "the file was changed, none of the public keys in the workspace is that of its owner, or the key was"
                            + " compromised and its record of rotation does not name the file");
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
    public record Opened(String message, boolean isSigned, Optional<VerifyingKey> signer) {}

    /** Takes the signature off a file, and returns its key. */
    public static Opened open(String text, LogKeys keys) {
        return SignedText.of(text)
                .map(signed -> new Opened(signed.message(), true, keys.signer(signed)))
                .orElseGet(() -> new Opened(text, false, Optional.empty()));
    }

    /** That an entry does not belong to its place. */
    static ProblemsException broken(String place, String what, String why) {
        return ProblemsException.of(
                Code.EVIDENCE_BROKEN,
                Place.of(place),
                what,
                why,
                "Restore it from a copy, or take it away and do anew what it said; find out who changed it.");
    }
}
