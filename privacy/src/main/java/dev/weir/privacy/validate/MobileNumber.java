package dev.weir.privacy.validate;

import java.nio.charset.StandardCharsets;

/**
 * Mobile numbers of the mainland (手机号码): {@code 1}, then 3 to 9, then nine digits, after {@code 86} or {@code +86} and
 * a space or hyphen, or none of them. New ranges come faster than libraries learn them, so which operator a range belongs
 * to is not asked. Nothing is trimmed.
 */
public final class MobileNumber {

    private static final int DIGITS = 11;

    private MobileNumber() {}

    /** Whether the text is a mobile number. */
    public static boolean isValid(byte[] utf8) {
        int start = utf8.length - DIGITS;
        return start >= 0
                && isCountryCode(utf8, start)
                && utf8[start] == '1'
                && utf8[start + 1] >= '3'
                && Digits.only(utf8, start + 1, utf8.length);
    }

    /** As {@link #isValid(byte[])}. */
    public static boolean isValid(String text) {
        return text.length() <= DIGITS + "0086-".length() && isValid(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether what stands before {@code end} is nothing, or {@code 86} in one of its forms. */
    private static boolean isCountryCode(byte[] utf8, int end) {
        int start = 0;
        if (start < end && utf8[start] == '+') {
            start++;
        } else if (end >= 4 && utf8[0] == '0' && utf8[1] == '0') {
            start = 2;
        }
        int last = end;
        if (last > start && (utf8[last - 1] == ' ' || utf8[last - 1] == '-')) {
            last--;
        }
        return end == 0 || (last - start == 2 && utf8[start] == '8' && utf8[start + 1] == '6');
    }
}
