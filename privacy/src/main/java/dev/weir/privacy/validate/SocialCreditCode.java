package dev.weir.privacy.validate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Unified social credit codes of organisations (统一社会信用代码) by GB 32100-2015: two places for the registering
 * department and the kind, six digits for the district, nine for the organisation, one to check. Letters I, O, S, V and Z
 * are not used; lower case is not valid. Nothing is trimmed.
 */
public final class SocialCreditCode {

    private static final int LENGTH = 18;
    private static final int MODULUS = 31;
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = weights();
    private static final byte[] VALUES = values();

    private SocialCreditCode() {}

    /**
     * Whether the text is a code with the right check character. Own code: commons-validator has no system of modulus 31.
     */
    public static boolean isValid(byte[] utf8) {
        if (utf8.length != LENGTH || !Digits.only(utf8, 2, 8)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            int value = value(utf8[i]);
            if (value < 0) {
                return false;
            }
            sum += value * WEIGHTS[i];
        }
        return value(utf8[LENGTH - 1]) == (MODULUS - sum % MODULUS) % MODULUS;
    }

    /** As {@link #isValid(byte[])}. */
    public static boolean isValid(String text) {
        return text.length() == LENGTH && isValid(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int value(byte b) {
        return b < 0 ? -1 : VALUES[b];
    }

    private static int[] weights() {
        int[] weights = new int[LENGTH - 1];
        int weight = 1;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight;
            weight = weight * 3 % MODULUS;
        }
        return weights;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }
}
