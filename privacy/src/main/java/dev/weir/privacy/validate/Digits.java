package dev.weir.privacy.validate;

/** ASCII digits in a range of bytes. */
final class Digits {

    private Digits() {}

    static boolean is(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Whether every byte from {@code start} to before {@code end} is a digit. */
    static boolean only(byte[] utf8, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!is(utf8[i])) {
                return false;
            }
        }
        return true;
    }

    /** The number that the digits from {@code start} to before {@code end} write; at most nine of them. */
    static int number(byte[] utf8, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            number = number * 10 + utf8[i] - '0';
        }
        return number;
    }
}
