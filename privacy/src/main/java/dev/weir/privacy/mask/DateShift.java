package dev.weir.privacy.mask;

import dev.weir.privacy.keys.DerivedKey;
import dev.weir.privacy.keys.MacAlgorithm;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/**
 * How many days the dates of a subject are moved by: constant for each subject, from -365 to 365 and never 0, so that
 * intervals within a subject stay and no date is the true one. The number comes from the first four bytes, unsigned, of
 * HMAC-SM3 over {@code weir|DATESHIFT|subject}. For one thread at a time.
 */
public final class DateShift {

    private static final byte[] PREFIX = "weir|DATESHIFT|".getBytes(StandardCharsets.UTF_8);
    private static final int FARTHEST = 365;

    private final Mac mac;

    DateShift(DerivedKey key) {
        this(key.mac(MacAlgorithm.HMAC_SM3));
    }

    DateShift(Mac mac) {
        this.mac = mac;
    }

    /**
     * The days to add to every date of a subject.
     *
     * @param utf8 holds the subject's canonical text
     * @param offset where it starts
     * @param length in bytes
     */
    public int days(byte[] utf8, int offset, int length) {
        mac.update(PREFIX);
        mac.update(utf8, offset, length);
        byte[] hash = mac.doFinal();
        long first = (hash[0] & 0xffL) << 24 | (hash[1] & 0xffL) << 16 | (hash[2] & 0xffL) << 8 | hash[3] & 0xffL;
        int days = (int) (first % (2 * FARTHEST)) - FARTHEST;
        return days >= 0 ? days + 1 : days;
    }
}
