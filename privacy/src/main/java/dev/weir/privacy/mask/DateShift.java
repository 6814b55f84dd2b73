package dev.weir.privacy.mask;

import dev.weir.privacy.keys.DerivedKey;
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.mask.text.Normaliser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * How many days the dates of a subject are moved by: constant for each subject, a multiple of the mask's step from -365 to 365
 * and never 0, so that intervals within a subject stay and no date is the true one; where a mask asks for more days at least,
 * by as many more to the same side. The number comes from the first four bytes, unsigned, of
 * HMAC-SM3 over {@code weir|DATESHIFT|subject}, the subject composed (NFKC) and trimmed as for a pseudonym. For one thread at
 * a time; it remembers the last subject, whose rows often come together.
 */
public final class DateShift {

    /** Stands for the subject where no column has it: all dates move by one number of days. */
    public static final String EVERYONE = "weir|everyone";

    private static final byte[] PREFIX = "weir|DATESHIFT|".getBytes(StandardCharsets.UTF_8);
    private static final int FARTHEST = 365;

    private final Mac mac;
    private final int step;
    private final int nearest;
    private final Normaliser normaliser = Normaliser.plain();
    private byte[] lastSubject = {};
    private int lastDays;

    /**
     * @param least days that each date is moved by
     * @param step each number of days is a multiple of it
     */
    public DateShift(DerivedKey key, int least, int step) {
        this(key.mac(MacAlgorithm.HMAC_SM3), least, step);
    }

    DateShift(Mac mac, int least, int step) {
        this.mac = mac;
        this.step = step;
        this.nearest = (least + step - 1) / step;
    }

    /**
     * The days to add to every date of a subject.
     *
     * @param utf8 holds the subject's canonical text
     * @param offset where it starts
     * @param length in bytes
     */
    public int days(byte[] utf8, int offset, int length) {
        // Zero is no shift: it marks that none has been computed yet.
        if (lastDays == 0 || !Arrays.equals(lastSubject, 0, lastSubject.length, utf8, offset, offset + length)) {
            lastDays = shift(utf8, offset, length);
            lastSubject = Arrays.copyOfRange(utf8, offset, offset + length);
        }
        return lastDays;
    }

    private int shift(byte[] utf8, int offset, int length) {
        normaliser.normalise(utf8, offset, length);
        mac.update(PREFIX);
        mac.update(normaliser.bytes(), normaliser.start(), normaliser.length());
        long first = Integer.toUnsignedLong(ByteBuffer.wrap(mac.doFinal()).getInt());
        int steps = FARTHEST / step;
        int drawn = (int) (first % (2L * steps)) - steps;
        return step * (drawn >= 0 ? drawn + nearest : drawn + 1 - nearest);
    }
}
