package dev.weir.privacy.mask.cipher;

import dev.weir.privacy.mask.text.Normaliser;
import dev.weir.privacy.validate.CheckDigit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A number as it is written: which of its digits are encrypted, and what stays. Kept are separators (space, hyphen, point,
 * slash, brackets, plus), the letters before the first digit (four at most; none in a telephone, identity or card number), the
 * 86 of a telephone number of thirteen digits and the 0086 of one of fifteen, and as many leading letters and digits as the mask
 * has. The check digit of an identity number of 18 places or of a card is made anew. For one thread; each value overwrites the
 * last.
 */
public final class NumberForm {

    private static final int MOST_DIGITS = 64;
    private static final int MOST_LETTERS = 4;
    private static final int IDENTITY_DIGITS = 17;
    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;

    private final String category;
    private final int kept;
    private final Normaliser normaliser;
    private final byte[] code;

    private final byte[] digits = new byte[MOST_DIGITS];
    private final int[] positions = new int[MOST_DIGITS];
    private byte[] text = {};
    private int count;
    private int letters;
    private int abroad;
    private int from;
    private int to;
    private Check check = Check.NONE;

    private enum Check {
        NONE,
        IDENTITY,
        CARD
    }

    public NumberForm(String category, int kept) {
        this.category = category;
        this.kept = kept;
        this.code = category.getBytes(StandardCharsets.UTF_8);
        this.normaliser = category.equals("RID") ? Normaliser.of(category) : Normaliser.plain();
    }

    /** Reads a value; false when it has no such form, or too few digits. */
    boolean read(byte[] utf8, int offset, int length) {
        normaliser.normalise(utf8, offset, length);
        text = Arrays.copyOfRange(normaliser.bytes(), normaliser.start(), normaliser.start() + normaliser.length());
        if (!scan()) {
            return false;
        }
        abroad = countryCode();
        from = abroad;
        from += Math.max(0, kept - letters);
        return hasCheck() && to - from >= Ff1.FEWEST;
    }

    /** Whether the check digit is right, where the number has one; finds the end of what is encrypted. */
    private boolean hasCheck() {
        to = count;
        check = Check.NONE;
        if (category.equals("RID") && count >= IDENTITY_DIGITS) {
            check = Check.IDENTITY;
            to = IDENTITY_DIGITS;
            int last = text.length - 1;
            boolean isWhole = count == IDENTITY_DIGITS ? text[last] == 'X' : positions[IDENTITY_DIGITS] == last;
            return isWhole && count <= IDENTITY_DIGITS + 1 && text[last] == CheckDigit.identity(digits);
        }
        if (isCard()) {
            check = Check.CARD;
            to = count - 1;
        }
        return true;
    }

    /** The digits that are encrypted, 0 to 9 each. */
    byte[] encrypted() {
        return Arrays.copyOfRange(digits, from, to);
    }

    /** {@code CODE}, or {@code CODE|prefix} where the mask keeps leading characters. */
    byte[] tweak() {
        if (kept == 0) {
            return code;
        }
        StringBuilder tweak = new StringBuilder(category).append('|');
        int ofLetters = Math.min(kept, letters);
        for (int i = 0, seen = 0; seen < ofLetters; i++) {
            if (isLetter(text[i])) {
                tweak.append((char) text[i]);
                seen++;
            }
        }
        for (int i = from - (kept - ofLetters); i < from; i++) {
            tweak.append((char) ('0' + digits[i]));
        }
        return tweak.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Puts other digits in place; whether the number still reads as one of its kind, and not as a card or with an 86. */
    boolean replace(byte[] others) {
        System.arraycopy(others, 0, digits, from, others.length);
        return (check != Check.NONE || !isCard()) && (abroad > 0 || countryCode() == 0);
    }

    /** The number with the digits that it has now. */
    byte[] write() {
        for (int i = from; i < to; i++) {
            text[positions[i]] = (byte) ('0' + digits[i]);
        }
        switch (check) {
            case IDENTITY -> text[text.length - 1] = CheckDigit.identity(digits);
            case CARD -> text[positions[to]] = CheckDigit.card(digits, to);
            case NONE -> {}
        }
        return text;
    }

    private boolean scan() {
        count = 0;
        letters = 0;
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (b >= '0' && b <= '9') {
                if (count == MOST_DIGITS) {
                    return false;
                }
                positions[count] = i;
                digits[count++] = (byte) (b - '0');
            } else if (isLetter(b)) {
                boolean isCheck =
                        b == 'X' && category.equals("RID") && count == IDENTITY_DIGITS && i == text.length - 1;
                if (!isCheck && (count > 0 || !mayHaveLetters() || ++letters > MOST_LETTERS)) {
                    return false;
                }
            } else if (" -./()+".indexOf(b) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean mayHaveLetters() {
        return switch (category) {
            case "RID", "PHONE", "BANK" -> false;
            default -> true;
        };
    }

    /** How many of the first digits say that the rest is a number of the mainland. */
    private int countryCode() {
        if (!category.equals("PHONE")) {
            return 0;
        }
        int zeros = count == 15 && digits[0] == 0 && digits[1] == 0 ? 2 : 0;
        return count - zeros == 13 && digits[zeros] == 8 && digits[zeros + 1] == 6 ? zeros + 2 : 0;
    }

    private boolean isCard() {
        return category.equals("BANK")
                && count >= SHORTEST_CARD
                && count <= LONGEST_CARD
                && digits[count - 1] == CheckDigit.card(digits, count - 1) - '0';
    }

    private static boolean isLetter(byte b) {
        return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
    }
}
