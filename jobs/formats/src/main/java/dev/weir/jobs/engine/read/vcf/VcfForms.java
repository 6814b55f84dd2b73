package dev.weir.jobs.engine.read.vcf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Which bytes are what in VCF. */
final class VcfForms {

    /** No number that means anything is longer, and one that is would take long to read. */
    private static final int LONGEST_NUMBER = 1_000;

    private VcfForms() {}

    /** The missing value. */
    static boolean isMissing(byte[] bytes, int from, int to) {
        return to - from == 1 && bytes[from] == '.';
    }

    static boolean isDigits(byte[] bytes, int from, int to) {
        return from < to && to - from <= LONGEST_NUMBER && behindDigits(bytes, from, to) == to;
    }

    private static int behindDigits(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && isDigit(bytes[p])) {
            p++;
        }
        return p;
    }

    static boolean isInteger(byte[] bytes, int from, int to) {
        return isDigits(bytes, afterSign(bytes, from, to), to);
    }

    /** Digits, perhaps a point and an exponent; or a word for what is not finite, in any case. */
    static boolean isFloat(byte[] bytes, int from, int to) {
        int digits = afterSign(bytes, from, to);
        int p = behindDigits(bytes, digits, to);
        boolean some = p > digits;
        if (p < to && bytes[p] == '.') {
            int fraction = p + 1;
            p = behindDigits(bytes, fraction, to);
            some = p > fraction; // a point with no digit behind it ends no number
        }
        if (some && p < to && (bytes[p] == 'e' || bytes[p] == 'E')) {
            return to - from <= LONGEST_NUMBER && isInteger(bytes, p + 1, to);
        }
        return (some && p == to && to - from <= LONGEST_NUMBER) || isNotFinite(bytes, digits, to);
    }

    private static boolean isNotFinite(byte[] bytes, int from, int to) {
        return is("inf", bytes, from, to) || is("nan", bytes, from, to) || is("infinity", bytes, from, to);
    }

    private static boolean is(String word, byte[] bytes, int from, int to) {
        boolean same = to - from == word.length();
        for (int i = from; same && i < to; i++) {
            same = (bytes[i] | 0x20) == word.charAt(i - from);
        }
        return same;
    }

    /** The number of a text that {@link #isFloat}; not a number where it is infinite or none. */
    static double real(byte[] bytes, int from, int to) {
        return isNotFinite(bytes, afterSign(bytes, from, to), to)
                ? Double.NaN
                : Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    }

    static boolean isOneCharacter(byte[] bytes, int from, int to) {
        int characters = 0;
        for (int i = from; i < to && characters < 2; i++) {
            characters += (bytes[i] & 0xc0) == 0x80 ? 0 : 1; // a byte that begins one, in UTF-8
        }
        return characters == 1;
    }

    /** Bases of a sequence. */
    static boolean isBases(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            switch (bytes[i] | 0x20) {
                case 'a', 'c', 'g', 't', 'n' -> {}
                default -> {
                    return false;
                }
            }
        }
        return from < to;
    }

    static boolean isCigar(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to) {
            int number = p;
            p = behindDigits(bytes, number, to);
            if (p == number || p == to || "MIDNSHPX=".indexOf(bytes[p]) < 0) {
                return false;
            }
            p++;
        }
        return from < to;
    }

    /** A contig: a name as references have them, or one of the assembly in angle brackets. */
    static boolean isContig(byte[] bytes, int from, int to) {
        return isSymbol(bytes, from, to) || isContigName(bytes, from, to);
    }

    /** A name of a sequence as SAM has them. */
    static boolean isContigName(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            boolean first = i == from;
            boolean usual = isLetter(b) || isDigit(b) || "!#$%&+./:;?@^_|~-".indexOf(b) >= 0;
            if (!usual && (first || (b != '*' && b != '='))) {
                return false;
            }
        }
        return from < to;
    }

    /** Whether of texts with a separator between one stands twice. */
    static boolean hasTwice(char separator, byte[] bytes, int from, int to) {
        int values = count(separator, bytes, from, to) + 1;
        Set<ByteBuffer> different = new HashSet<>();
        return values > 1
                && !all(
                        separator,
                        bytes,
                        from,
                        to,
                        (in, start, end) -> different.add(ByteBuffer.wrap(in, start, end - start)));
    }

    /** A name in angle brackets. */
    static boolean isSymbol(byte[] bytes, int from, int to) {
        boolean symbol = to - from > 2 && bytes[from] == '<' && bytes[to - 1] == '>';
        for (int i = from + 1; symbol && i < to - 1; i++) {
            symbol = !isBlank(bytes[i]) && bytes[i] != '<' && bytes[i] != '>' && bytes[i] != ',';
        }
        return symbol;
    }

    /** An alternative allele: bases, one that is missing (*), a symbol, or a place that the sequence goes on at. */
    static boolean isAlternate(byte[] bytes, int from, int to) {
        if (isBases(bytes, from, to) || isSymbol(bytes, from, to)) {
            return true;
        }
        if (to - from == 1) {
            return bytes[from] == '*';
        }
        boolean single = to - from > 1
                && ((bytes[from] == '.' && isBases(bytes, from + 1, to))
                        || (bytes[to - 1] == '.' && isBases(bytes, from, to - 1)));
        return single || isBreakend(bytes, from, to);
    }

    /** Bases and a place between brackets of one kind, on either side of them. */
    private static boolean isBreakend(byte[] bytes, int from, int to) {
        int open = from;
        while (open < to && bytes[open] != '[' && bytes[open] != ']') {
            open++;
        }
        int close = open + 1;
        while (close < to && bytes[close] != '[' && bytes[close] != ']') {
            close++;
        }
        if (close >= to || bytes[open] != bytes[close]) {
            return false;
        }
        boolean before = isEnd(bytes, from, open) && close == to - 1;
        boolean behind = open == from && isEnd(bytes, close + 1, to);
        int colon = close - 1;
        while (colon > open && bytes[colon] != ':') {
            colon--;
        }
        return (before || behind) && isContig(bytes, open + 1, colon) && isDigits(bytes, colon + 1, close);
    }

    private static boolean isEnd(byte[] bytes, int from, int to) {
        return isBases(bytes, from, to) || isMissing(bytes, from, to);
    }

    /** An undeclared key of INFO or of FORMAT: a name, or the one that begins with digits. */
    static boolean isKey(String key) {
        boolean plain = !key.isEmpty() && !isDigit((byte) key.charAt(0)) && key.charAt(0) != '.';
        for (int i = 0; plain && i < key.length(); i++) {
            char c = key.charAt(i);
            plain = c < 0x80 && (isLetter((byte) c) || isDigit((byte) c) || c == '_' || c == '.');
        }
        return plain || key.equals("1000G");
    }

    /** Letters and digits alone. */
    static boolean isAlphanumeric(String key) {
        return !key.isEmpty() && key.chars().allMatch(c -> c < 0x80 && (isLetter((byte) c) || isDigit((byte) c)));
    }

    /** Whether there is a blank, or another invisible character. */
    static boolean hasBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isBlank(bytes[i])) {
                return true;
            }
        }
        return false;
    }

    /** Where a byte stands next, or the end. */
    static int until(char wanted, byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && bytes[p] != wanted) {
            p++;
        }
        return p;
    }

    /** Whether some bytes are of a form. */
    interface Form {
        boolean holds(byte[] bytes, int from, int to);
    }

    /** Whether all of some values, with a separator between, are of a form. */
    static boolean all(char separator, byte[] bytes, int from, int to, Form form) {
        for (int start = from; start <= to; ) {
            int end = until(separator, bytes, start, to);
            if (!form.holds(bytes, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    static int count(char wanted, byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += bytes[i] == wanted ? 1 : 0;
        }
        return count;
    }

    private static boolean isBlank(byte b) {
        return b >= 0 && b <= ' ';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isLetter(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    private static int afterSign(byte[] bytes, int from, int to) {
        return from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
    }
}
