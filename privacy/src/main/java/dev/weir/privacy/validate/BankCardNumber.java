package dev.weir.privacy.validate;

import java.nio.charset.StandardCharsets;

/**
 * Numbers of bank cards (银行卡号): 13 to 19 digits with the check digit of ISO/IEC 7812-1 (Luhn). One number in ten passes
 * by chance, so a column of them needs more evidence than this. Nothing is trimmed.
 */
public final class BankCardNumber {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    private BankCardNumber() {}

    /** Whether the text is a card number with the right check digit. */
    public static boolean isValid(byte[] utf8) {
        return utf8.length >= SHORTEST && utf8.length <= LONGEST && hasLuhnCheckDigit(utf8);
    }

    /** As {@link #isValid(byte[])}. */
    public static boolean isValid(String text) {
        return text.length() <= LONGEST && isValid(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether the text is a card number that begins as a network's do; see {@link #hasIssuer}. Of random numbers of 16 digits
     * 4 in 100 are.
     */
    public static boolean isIssued(String text) {
        return begins(text) && isValid(text);
    }

    /**
     * Whether the text is 13 to 19 digits that begin as a network's do, whatever the check digit: 62, 60 and 81 (UnionPay), 3
     * to 5, 2221 to 2720 (Mastercard), 64 and 65 (Discover) with 16 digits and more, 34 and 37 with 15, 3 with 14, 4 with 13.
     */
    public static boolean hasIssuer(String text) {
        return begins(text) && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean begins(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            return false;
        }
        char first = text.charAt(0);
        return switch (text.length()) {
            case 13 -> first == '4';
            case 14 -> first == '3';
            case 15 -> text.startsWith("34") || text.startsWith("37");
            default -> (first >= '3' && first <= '5') || isOther(text.substring(0, 4));
        };
    }

    private static boolean isOther(String start) {
        return start.startsWith("62")
                || start.startsWith("60")
                || start.startsWith("64")
                || start.startsWith("65")
                || start.startsWith("81")
                || (start.compareTo("2221") >= 0 && start.compareTo("2720") <= 0);
    }

    /**
     * Whether the bytes are digits, not all zero, of which the last checks the others. The same answer as
     * commons-validator's {@code LuhnCheckDigit}, which wants a String made for each value; the tests hold the two together.
     */
    static boolean hasLuhnCheckDigit(byte[] utf8) {
        if (!Digits.only(utf8, 0, utf8.length)) {
            return false;
        }
        int sum = 0;
        for (int fromEnd = 0; fromEnd < utf8.length; fromEnd++) {
            int digit = utf8[utf8.length - 1 - fromEnd] - '0';
            int weighted = fromEnd % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum > 0 && sum % 10 == 0;
    }
}
