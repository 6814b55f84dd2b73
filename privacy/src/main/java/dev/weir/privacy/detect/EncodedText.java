package dev.weir.privacy.detect;

import dev.weir.privacy.detect.words.Han;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Values that are a text in another writing: with a blank behind each character,  base64, hexadecimal, percent signs as in URLs, {@code \\u5f20} as in JSON, what a JSON Web
 * Token claims (RFC 7519). They are
 * decoded once, where the result is a text that people can read; what is packed twice stays packed.
 */
final class EncodedText {

    /** Two characters of Chinese in base64; four of ASCII in hexadecimal. */
    private static final int SHORTEST = 8;

    private static final int QUAD = 4;

    /** The shortest line of base64 that is not the last one. */
    private static final int LINE = 60;

    private static final Pattern LINE_BREAK = Pattern.compile("\\r?\\n");

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long BLANKS = ' ' * EACH;

    private static final byte[] DIGITS_16 = digits(b -> Character.digit(b, 16));
    private static final byte[] DIGITS_64 = digits(EncodedText::digit64);

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");
    private static final Pattern HEXADECIMAL = Pattern.compile("(?:0x|\\\\x)?(?:[0-9A-Fa-f]{2}){4,}");
    private static final Pattern PERCENT = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    private static final Pattern TOKEN = Pattern.compile("(eyJ[A-Za-z0-9_-]+)\\.(eyJ[A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]*");
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

    private EncodedText() {}

    /**
     * The texts that a value may stand for; none where it is no other coding of one. Eight digits can be hexadecimal and base64 of a
     * text at once, and nothing tells which was meant.
     */
    static List<String> readings(String text) {
        if (text.length() < SHORTEST) {
            return List.of();
        }
        if (isSpacedOut(text)) {
            return List.of(text.replace(" ", ""));
        }
        if (text.indexOf('%') >= 0 && PERCENT.matcher(text).find()) {
            return percent(text).stream().toList();
        }
        if (text.contains("\\u")) {
            String unescaped = ESCAPED.matcher(text)
                    .replaceAll(each ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(each.group(1), 16))));
            return unescaped.equals(text) ? List.of() : List.of(unescaped);
        }
        Matcher token = TOKEN.matcher(text);
        if (token.matches()) {
            return base64(token.group(2)).stream().toList();
        }
        String packed = unwrapped(text);
        return Stream.of(hexadecimal(packed), base64(packed))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A blank behind each character, Chinese ones among them, as texts come out of a PDF. */
    private static boolean isSpacedOut(String text) {
        if (!Han.is(text.charAt(0)) || text.length() % 2 == 0) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((text.charAt(i) == ' ') != (i % 2 == 1)) {
                return false;
            }
        }
        return true;
    }

    /** Without quotes around it and without its line breaks, where the lines are as long as writers of base64 make them (RFC 2045). */
    private static String unwrapped(String text) {
        String bare = text.length() > 1 && text.charAt(0) == '"' && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
        return bare.indexOf('\n') >= LINE ? LINE_BREAK.matcher(bare).replaceAll("") : bare;
    }

    /** Each row of percent signs by itself; what is no UTF-8 stays as it is. */
    private static Optional<String> percent(String text) {
        String decoded = PERCENT.matcher(text)
                .replaceAll(each -> Matcher.quoteReplacement(
                        readable(HexFormat.of().parseHex(each.group().replace("%", "")))
                                .orElse(each.group())));
        return decoded.equals(text) ? Optional.empty() : Optional.of(decoded);
    }

    private static Optional<String> hexadecimal(String text) {
        if (!HEXADECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        boolean isMarked = text.startsWith("0x") || text.startsWith("\\x");
        return readable(HexFormat.of().parseHex(isMarked ? text.substring(2) : text));
    }

    private static Optional<String> base64(String text) {
        if (!BASE64.matcher(text).matches()) {
            return Optional.empty();
        }
        String standard = text.replace('-', '+').replace('_', '/');
        try {
            return readable(Base64.getDecoder().decode(standard));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** UTF-8 without what no text has. */
    private static Optional<String> readable(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean unseen = text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r');
            return unseen ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    /** A look at a value's first characters, which tells of most that they are no text in base64 or hexadecimal. */
    static boolean mayBe(byte[] utf8, int from, int to) {
        int start = from;
        while (start < to && (utf8[start] == ' ' || utf8[start] == '"')) {
            start++;
        }
        if (to - start < SHORTEST || hasBlank((long) EIGHT.get(utf8, start))) {
            return false;
        }
        return isHexadecimalText(utf8, start) || isBase64Text(utf8, start);
    }

    /** Whether one of eight bytes is a blank, which no encoded text has. A byte that is zero takes a bit from the highest place. */
    private static boolean hasBlank(long eight) {
        long zeros = eight ^ BLANKS;
        return ((zeros - EACH) & ~zeros & HIGH) != 0;
    }

    /** Three bytes and more, each of two digits, that a text may begin with. */
    private static boolean isHexadecimalText(byte[] utf8, int from) {
        int start = utf8[from] == '0' && (utf8[from + 1] | 0x20) == 'x' ? from + 2 : from;
        int missing = 0;
        for (int i = start; i < from + SHORTEST; i += 2) {
            int high = DIGITS_16[utf8[i] & 0xff];
            int low = DIGITS_16[utf8[i + 1] & 0xff];
            missing = high < 0 || low < 0 ? -1 : next((high << 4) | low, missing);
            if (missing < 0) {
                return false;
            }
        }
        return true;
    }

    /** Six bytes of text in eight characters; at the end there may be fewer. */
    private static boolean isBase64Text(byte[] utf8, int from) {
        int missing = 0;
        for (int at = from; at < from + SHORTEST; at += QUAD) {
            int bits = 0;
            int bytes = 3;
            for (int i = at; i < at + QUAD; i++) {
                boolean padding = utf8[i] == '=' && i > at + 1;
                bytes -= padding ? 1 : 0;
                int value = padding ? 0 : DIGITS_64[utf8[i] & 0xff];
                if (value < 0) {
                    return false;
                }
                bits = (bits << 6) | value;
            }
            for (int i = 0; i < bytes; i++) {
                missing = next((bits >> (16 - 8 * i)) & 0xff, missing);
                if (missing < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How many bytes are missing of a character of Chinese in UTF-8 after one more; negative where a text has no such byte. */
    private static int next(int b, int missing) {
        if (b >= 0x80 && b <= 0xbf) {
            return missing - 1;
        }
        return missing > 0 ? -1 : b >= 0xe3 && b <= 0xef ? 2 : b >= ' ' && b < 0x7f ? 0 : -1;
    }

    /** For each byte its digit, negative where it is none. */
    private static byte[] digits(IntUnaryOperator digit) {
        byte[] digits = new byte[1 << Byte.SIZE];
        for (int b = 0; b < digits.length; b++) {
            digits[b] = (byte) digit.applyAsInt(b);
        }
        return digits;
    }

    private static int digit64(int b) {
        if (b >= 'A' && b <= 'Z') {
            return b - 'A';
        } else if (b >= 'a' && b <= 'z') {
            return b - 'a' + 26;
        } else if (b >= '0' && b <= '9') {
            return b - '0' + 52;
        }
        return b == '+' || b == '-' ? 62 : b == '/' || b == '_' ? 63 : -1;
    }
}
