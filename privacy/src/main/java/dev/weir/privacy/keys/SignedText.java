package dev.weir.privacy.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON, a key to a line, with a signature in a line of its own: what is signed are the bytes of the file without that line. So
 * the file is written at once, and anybody can check it with {@code grep -v} and OpenSSL.
 */
public final class SignedText {

    private static final Pattern SIGNATURE =
            Pattern.compile("(?m)^  \"signature\": \"([A-Za-z0-9+/]{1,300}={0,2})\",\n");

    private final String message;
    private final byte[] signature;

    private SignedText(String message, byte[] signature) {
        this.message = message;
        this.signature = signature;
    }

    /** The whole text of a message: an object in JSON whose first line is its bracket alone. */
    public static String print(String message, SigningKey key) {
        String signature = Base64.getEncoder().encodeToString(key.sign(message.getBytes(StandardCharsets.UTF_8)));
        int first = message.indexOf('\n') + 1;
        return message.substring(0, first) + "  \"signature\": \"" + signature + "\",\n" + message.substring(first);
    }

    /** Takes a text apart; empty when it has no signature. */
    public static Optional<SignedText> of(String text) {
        Matcher line = SIGNATURE.matcher(text);
        if (!line.find()) {
            return Optional.empty();
        }
        byte[] signature;
        try {
            signature = Base64.getDecoder().decode(line.group(1));
        } catch (IllegalArgumentException e) {
            signature = new byte[0]; // which no key made
        }
        return Optional.of(new SignedText(text.substring(0, line.start()) + text.substring(line.end()), signature));
    }

    /** What is signed. */
    public String message() {
        return message;
    }

    /** The bytes that are signed. */
    public byte[] bytes() {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the owner of a key signed it, and the signature still counts. */
    public boolean isBy(VerifyingKey key) {
        return key.verifies(bytes(), signature);
    }
}
