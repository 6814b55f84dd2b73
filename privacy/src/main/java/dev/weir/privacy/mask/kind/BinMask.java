package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.text.Normaliser;
import dev.weir.privacy.mask.text.TextMask;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bin that a number lies in, closed below and open above: {@code [40,60)} of 59.9, {@code [-20,0)} of -1; or a narrower
 * bin: {@code [40,60)} of {@code [45,50)}.
 */
final class BinMask implements TextMask {

    /** As many as the longest double has without an exponent. */
    private static final int LONGEST = 400;

    private static final Pattern BIN = Pattern.compile(
            "\\[(?<low>-?[0-9]{1,400}(?:\\.[0-9]{1,24})?),(?<high>-?[0-9]{1,400}(?:\\.[0-9]{1,24})?)\\)");

    private final BigDecimal width;
    private final byte[] refusal;
    private final Normaliser normaliser = Normaliser.plain();

    BinMask(BigDecimal width, byte[] refusal) {
        this.width = width;
        this.refusal = refusal;
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        normaliser.normalise(utf8, offset, length);
        byte[] text = normaliser.bytes();
        int start = normaliser.start();
        if (isNumber(text, start, normaliser.length())) {
            return bin(low(new BigDecimal(new String(text, start, normaliser.length(), StandardCharsets.US_ASCII))));
        }
        return normaliser.length() > 0 && text[start] == '['
                ? ofBin(new String(text, start, normaliser.length(), StandardCharsets.UTF_8))
                : refusal.clone();
    }

    private byte[] ofBin(String text) {
        Matcher bin = BIN.matcher(text);
        if (!bin.matches()) {
            return refusal.clone();
        }
        BigDecimal low = low(new BigDecimal(bin.group("low")));
        return new BigDecimal(bin.group("high")).compareTo(low.add(width)) <= 0 ? bin(low) : refusal.clone();
    }

    private BigDecimal low(BigDecimal value) {
        return value.divide(width, 0, RoundingMode.FLOOR).multiply(width);
    }

    private byte[] bin(BigDecimal low) {
        return ("[" + plain(low) + "," + plain(low.add(width)) + ")").getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the text is a sign or none, digits, a point and digits or none: an exponent could stand for anything. */
    private static boolean isNumber(byte[] text, int start, int length) {
        int end = start + length;
        int at = length > 0 && (text[start] == '-' || text[start] == '+') ? start + 1 : start;
        int digits = 0;
        int points = 0;
        for (int i = at; i < end; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                digits++;
            } else if (text[i] == '.') {
                points++;
            } else {
                return false;
            }
        }
        return digits > 0 && points <= 1 && length <= LONGEST;
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
