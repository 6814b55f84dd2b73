package dev.weir.privacy.mask;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Brings values that mean the same into one form: Unicode's NFKC (full-width digits become plain ones), trimmed as
 * {@link String#trim} does; then a telephone number keeps its digits only, without the 86 of thirteen; an identity number
 * is upper case; an e-mail address lower case; a name has no spaces.
 *
 * <p>NFKC leaves ASCII as it is, so only values with other characters take the way through a String. Whatever way a value
 * takes, the rules after NFKC are the same code on the same bytes. The result stays in a buffer that is used again.
 */
final class Normaliser {

    private enum Form {
        PLAIN,
        DIGITS,
        UPPER_CASE,
        LOWER_CASE,
        WITHOUT_SPACES
    }

    private static final int WITH_COUNTRY_CODE = 13;

    private final Form form;
    private byte[] buffer = new byte[64];
    private int start;
    private int end;

    private Normaliser(Form form) {
        this.form = form;
    }

    /** The normaliser that only composes and trims. */
    static Normaliser plain() {
        return new Normaliser(Form.PLAIN);
    }

    /** The normaliser for the values of a category. */
    static Normaliser of(String category) {
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
    void normalise(byte[] utf8, int offset, int length) {
        if (isAscii(utf8, offset, length)) {
            apply(utf8, offset, length);
        } else {
            String text = Normalizer.normalize(
                    new String(utf8, offset, length, StandardCharsets.UTF_8), Normalizer.Form.NFKC);
            byte[] composed = inCase(text).getBytes(StandardCharsets.UTF_8);
            apply(composed, 0, composed.length);
        }
    }

    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    int length() {
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
        if (buffer.length < last - first) {
            buffer = new byte[Math.max(last - first, 2 * buffer.length)];
        }
        start = 0;
        end = 0;
        for (int i = first; i < last; i++) {
            byte b = utf8[i];
            if (keeps(b)) {
                buffer[end++] = inCase(b);
            }
        }
        if (form == Form.DIGITS && end == WITH_COUNTRY_CODE && buffer[0] == '8' && buffer[1] == '6') {
            start = 2;
        }
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

    private static boolean isAscii(byte[] utf8, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (utf8[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** A character that {@link String#trim} takes off. */
    private static boolean isSpace(byte b) {
        return b >= 0 && b <= ' ';
    }
}
