package dev.weir.privacy.mask.kind;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/**
 * Numbers that look drawn by chance, and are the same for the same key, category and value: eight bytes at a time of
 * HMAC-SHA-256 over {@code weir|CODE|value}, and when they are used up, of the same over the hash before. Without the key what
 * would be drawn is unknown.
 */
final class DeterministicRandom {

    private final Mac mac;
    private final byte[] prefix;
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    DeterministicRandom(Mac mac, String category) {
        this.mac = mac;
        this.prefix = ("weir|" + category + "|").getBytes(StandardCharsets.UTF_8);
    }

    /** Begins to draw for a value. */
    void begin(byte[] utf8, int offset, int length) {
        mac.update(prefix);
        mac.update(utf8, offset, length);
        bytes = ByteBuffer.wrap(mac.doFinal());
    }

    /** A number from 0 to before the bound. */
    int below(int bound) {
        if (!bytes.hasRemaining()) {
            bytes = ByteBuffer.wrap(mac.doFinal(bytes.array()));
        }
        return (int) Long.remainderUnsigned(bytes.getLong(), bound);
    }

    /** One of them. */
    char of(String characters) {
        return characters.charAt(below(characters.length()));
    }

    /** One of them. */
    String of(String[] texts) {
        return texts[below(texts.length)];
    }

    /** As many decimal digits. */
    String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + below(10)));
        }
        return digits.toString();
    }
}
