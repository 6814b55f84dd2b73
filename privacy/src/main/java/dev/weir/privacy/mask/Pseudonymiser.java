package dev.weir.privacy.mask;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Makes pseudonyms: the first 128 bits, as 32 lower-case hex digits, of a keyed hash over {@code weir|CODE|value}, where
 * the value has been normalised as its category asks (see {@link Normaliser}), so that one number written in two ways is
 * one pseudonym. What has no form of its category, such as {@code n/a} for a telephone number, is nobody's: it becomes the
 * category's code in brackets, as does that itself. NULL is the caller's, and stays NULL. Values that are not text are given in
 * the form of {@link CanonicalText}.
 *
 * <p>For one thread at a time. It keeps no value longer than a call, but its buffer, which the next value overwrites.
 */
final class Pseudonymiser implements TextMask {

    /** Bytes, each an ASCII character, of a pseudonym. */
    static final int LENGTH = 32;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Mac mac;
    private final byte[] prefix;
    private final Normaliser normaliser;
    private final boolean ofMasked;
    private final byte[] code;

    /** @param ofMasked whether the values are those that a mask has made, which are taken as they are */
    Pseudonymiser(Mac mac, String category, boolean ofMasked) {
        this.mac = mac;
        this.prefix = ("weir|" + category + "|").getBytes(StandardCharsets.UTF_8);
        this.normaliser = ofMasked ? Normaliser.plain() : Normaliser.of(category);
        this.ofMasked = ofMasked;
        this.code = Redaction.constant(category);
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        if (Arrays.equals(utf8, offset, offset + length, code, 0, code.length)) {
            return code.clone();
        }
        normaliser.normalise(utf8, offset, length);
        if (!ofMasked && !normaliser.hasForm()) {
            return code.clone();
        }
        mac.update(prefix);
        mac.update(normaliser.bytes(), normaliser.start(), normaliser.length());
        byte[] hash = mac.doFinal();
        byte[] pseudonym = new byte[LENGTH];
        for (int i = 0; i < LENGTH / 2; i++) {
            pseudonym[2 * i] = HEX[hash[i] >> 4 & 0xf];
            pseudonym[2 * i + 1] = HEX[hash[i] & 0xf];
        }
        return pseudonym;
    }
}
