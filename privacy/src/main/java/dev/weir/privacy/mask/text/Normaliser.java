package dev.weir.privacy.mask.text;

import dev.weir.privacy.detect.FoldedText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Brings values that mean the same into one form: as {@link FoldedText} does (Unicode's NFKC, so that full-width digits become
 * plain ones; one hyphen, one blank, nothing unseen), trimmed as {@link String#trim} does; then a telephone number keeps its
 * digits only, without the 0086 or 86 of the mainland and the 00 of any other country; an identity number is upper case; an
 * e-mail address lower case; a name has no spaces.
 *
 * <p>Folding leaves ASCII as it is, so only values with other characters take the way through a String. Whatever way a value
 * takes, the rules after it are the same code on the same bytes. The result stays in a buffer that is used again, or in the
 * value itself where nothing changes but its ends.
 */
public final class Normaliser {

    private enum Form {
        PLAIN,
        DIGITS,
        UPPER_CASE,
        LOWER_CASE,
        WITHOUT_SPACES
    }

    /** Digits of a mobile; also of a landline of the mainland, without the 0 before its area code. */
    private static final int NATIONAL = 11;

    private static final int FEWEST_OF_TELEPHONE = 5;
    private static final int MOST_OF_TELEPHONE = 20;
    private static final int FEWEST_OF_IDENTITY = 5;

    private final Form form;
    private byte[] buffer = new byte[64];
    private byte[] bytes = buffer;
    private int start;
    private int end;

    private Normaliser(Form form) {
        this.form = form;
    }

    /** The normaliser that only composes and trims. */
    public static Normaliser plain() {
        return new Normaliser(Form.PLAIN);
    }

    /** The normaliser for the values of a category. */
    public static Normaliser of(String category) {
        return new Normaliser(
                switch (category) {
                    case "PHONE" -> Form.DIGITS;
                    case "RID" -> Form.UPPER_CASE;
                    case "EMAIL" -> Form.LOWER_CASE;
                    case "NAME" -> Form.WITHOUT_SPACES;
                    default -> Form.PLAIN;
                });
    }

    /** Normalises a value; {@link #bytes}, {@link #start} and {@link #length} then say where the result is. */
    public void normalise(byte[] utf8, int offset, int length) {
        if (FoldedText.isAscii(utf8, offset, offset + length)) {
            apply(utf8, offset, length);
        } else {
            String text = FoldedText.composed(new String(utf8, offset, length, StandardCharsets.UTF_8));
            byte[] composed = inCase(text).getBytes(StandardCharsets.UTF_8);
            apply(composed, 0, composed.length);
        }
    }

    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int length() {
        return end - start;
    }

    private void apply(byte[] utf8, int offset, int length) {
        int first = offset;
        int last = offset + length;
        while (first < last && isSpace(utf8[first])) {
            first++;
        }
        while (last > first && isSpace(utf8[last - 1])) {
            last--;
        }
        if (form == Form.PLAIN) {
            bytes = utf8;
            start = first;
            end = last;
            return;
        }
        if (buffer.length < last - first) {
            buffer = new byte[Math.max(last - first, 2 * buffer.length)];
        }
        bytes = buffer;
        start = 0;
        end = 0;
        for (int i = first; i < last; i++) {
            byte b = utf8[i];
            if (keeps(b)) {
                buffer[end++] = inCase(b);
            }
        }
        if (form == Form.DIGITS) {
            national();
        }
    }

    /** Of 0086 138…, 86 138…, 0138…, and +86 10 … what is dialled at home; of 00 1 650 … what follows the 00. */
    private void national() {
        boolean isTrunk = end == NATIONAL + 1 && buffer[0] == '0' && buffer[1] == '1' && buffer[2] >= '3';
        if (isTrunk) { // no town's code begins like that
            start = 1;
            return;
        }
        if (end > NATIONAL && buffer[0] == '0' && buffer[1] == '0') {
            start = 2;
        }
        int digits = end - start - 2;
        if ((digits == NATIONAL || digits == NATIONAL - 1) && buffer[start] == '8' && buffer[start + 1] == '6') {
            start += 2;
            boolean isMobile = digits == NATIONAL && buffer[start] == '1' && buffer[start + 1] >= '3';
            if (!isMobile && buffer[start] != '0') {
                buffer[--start] = '0';
            }
        }
    }

    /**
     * Whether the result may be one of its category at all: a telephone number of 5 to 20 digits, an identity number with 5, an
     * address with an @ inside, anything else with a letter or digit. What is none, such as {@code n/a}, belongs to no person.
     */
    public boolean hasForm() {
        return switch (form) {
            case DIGITS -> length() >= FEWEST_OF_TELEPHONE && length() <= MOST_OF_TELEPHONE;
            case UPPER_CASE -> digits() >= FEWEST_OF_IDENTITY;
            case LOWER_CASE -> isAddress();
            case PLAIN, WITHOUT_SPACES -> hasLetterOrDigit();
        };
    }

    /** Most values have one in ASCII, which costs no String. */
    private boolean hasLetterOrDigit() {
        for (int i = start; i < end; i++) {
            int lower = bytes[i] | 0x20;
            if ((lower >= 'a' && lower <= 'z') || (bytes[i] >= '0' && bytes[i] <= '9')) {
                return true;
            }
        }
        return new String(bytes, start, length(), StandardCharsets.UTF_8)
                .codePoints()
                .anyMatch(Character::isLetterOrDigit);
    }

    private int digits() {
        int digits = 0;
        for (int i = start; i < end; i++) {
            digits += bytes[i] >= '0' && bytes[i] <= '9' ? 1 : 0;
        }
        return digits;
    }

    private boolean isAddress() {
        for (int i = start + 1; i < end - 1; i++) {
            if (bytes[i] == '@') {
                return true;
            }
        }
        return false;
    }

    private boolean keeps(byte b) {
        return switch (form) {
            case DIGITS -> b >= '0' && b <= '9';
            case WITHOUT_SPACES -> !isSpace(b);
            case PLAIN, UPPER_CASE, LOWER_CASE -> true;
        };
    }

    private byte inCase(byte b) {
        return switch (form) {
            case UPPER_CASE -> b >= 'a' && b <= 'z' ? (byte) (b - 'a' + 'A') : b;
            case LOWER_CASE -> b >= 'A' && b <= 'Z' ? (byte) (b - 'A' + 'a') : b;
            case PLAIN, DIGITS, WITHOUT_SPACES -> b;
        };
    }

    private String inCase(String text) {
        return switch (form) {
            case UPPER_CASE -> text.toUpperCase(Locale.ROOT);
            case LOWER_CASE -> text.toLowerCase(Locale.ROOT);
            case PLAIN, DIGITS, WITHOUT_SPACES -> text;
        };
    }

    /** A character that {@link String#trim} takes off. */
    private static boolean isSpace(byte b) {
        return b >= 0 && b <= ' ';
    }
}
