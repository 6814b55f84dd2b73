package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.MaskRecipe.Values;
import dev.weir.privacy.mask.Redaction;
import dev.weir.privacy.mask.text.CanonicalText;
import dev.weir.privacy.mask.text.Normaliser;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Makes pseudonyms: the first 128 bits, as 32 lower-case hex digits, of a keyed hash over {@code weir|CODE|value}, where
 * the value has been normalised as its category asks (see {@link Normaliser}), so that one number written in two ways is
 * one pseudonym. What has no form of its category, such as {@code n/a} for a telephone number, belongs to no person: it becomes
 * the category's code in brackets, and so it stays in a pseudonym of pseudonyms. NULL is the caller's, and stays NULL. Values
 * that are not text are given in the form of {@link CanonicalText}.
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
    private final Values values;
    private final byte[] code;

    Pseudonymiser(Mac mac, String category, Values values) {
        this.mac = mac;
        this.prefix = ("weir|" + category + "|").getBytes(StandardCharsets.UTF_8);
        this.normaliser = values == Values.WRITTEN ? Normaliser.of(category) : Normaliser.plain();
        this.values = values;
        this.code = Redaction.constant(category);
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        if (values == Values.PSEUDONYMS && Arrays.equals(utf8, offset, offset + length, code, 0, code.length)) {
            return code.clone();
        }
        normaliser.normalise(utf8, offset, length);
        if (values == Values.WRITTEN && !normaliser.hasForm()) {
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
