package dev.weir.privacy.detect;

import dev.weir.privacy.detect.find.Span;
import dev.weir.privacy.detect.find.Spans;
import dev.weir.privacy.detect.words.ChineseNumerals;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/**
 * A text in the one form in which identifiers are looked for: NFKC of Unicode (full-width and circled digits become plain
 * ones), the digits of every script, long rows of Chinese numerals as digits, one kind of blank, of hyphen and of middle dot, nothing that is not seen. Each of its characters knows where it
 * comes from.
 */
public final class FoldedText {

    private final String original;
    private final String text;

    /** The place in the original of each character, and the original's length; empty where nothing was folded. */
    private final int[] places;

    private FoldedText(String original, String text, int[] places) {
        this.original = original;
        this.text = text;
        this.places = places;
    }

    /** The text in that form, its marks composed with their letters: two ways of writing one value become one. */
    public static String composed(String original) {
        return Normalizer.normalize(of(original).text(), Normalizer.Form.NFKC);
    }

    /** Whether bytes of UTF-8 are all ASCII, which folding leaves as it is. */
    public static boolean isAscii(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            if (utf8[i] < 0) {
                return false;
            }
        }
        return true;
    }

    static FoldedText of(String original) {
        int at = 0;
        while (at < original.length() && original.charAt(at) < 0x80) {
            at++;
        }
        if (at == original.length()) {
            return new FoldedText(original, original, new int[0]);
        }
        Builder builder = new Builder(original.length());
        for (int i = 0; i < original.length(); ) {
            int point = original.codePointAt(i);
            builder.fold(point, i);
            i += Character.charCount(point);
        }
        return builder.build(original);
    }

    String text() {
        return text;
    }

    /** What is found, by the places of the original; the parts of one character that was folded into several become one. */
    List<Span> original(List<Span> found) {
        if (places.length == 0) {
            return found;
        }
        Spans spans = new Spans();
        found.forEach(span -> {
            int last = places[span.end() - 1];
            int end = last + Character.charCount(original.codePointAt(last));
            spans.add(span.category(), places[span.start()], end, 0);
        });
        return spans.joined();
    }

    private static final class Builder {

        private char[] folded;
        private int[] places;
        private int length;

        Builder(int length) {
            folded = new char[length];
            places = new int[length];
        }

        void fold(int point, int place) {
            if (point < 0x80 || isHan(point)) {
                add((char) point, place);
                return;
            }
            switch (Character.getType(point)) {
                case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> mark(point, place);
                case Character.SPACE_SEPARATOR -> add(' ', place);
                case Character.DASH_PUNCTUATION -> add('-', place);
                case Character.DECIMAL_DIGIT_NUMBER -> add((char) ('0' + Character.digit(point, 10)), place);
                default -> other(point, place);
            }
        }

        /** Marks over letters stay; what only joins, parts or varies goes, and what stands over digits. */
        private void mark(int point, int place) {
            boolean unseen = Character.getType(point) == Character.FORMAT
                    || (point >= 0xfe00 && point <= 0xfe0f)
                    || (point >= 0xe0100 && point <= 0xe01ef)
                    || point == 0x034f;
            boolean onDigit = length > 0 && folded[length - 1] >= '0' && folded[length - 1] <= '9';
            if (!unseen && !onDigit) {
                other(point, place);
            }
        }

        private void other(int point, int place) {
            switch (point) {
                case 0x2212 -> add('-', place); // the minus sign
                case 0x115f, 0x1160, 0x3164, 0xffa0 -> {} // fillers, which show nothing
                case 0x2022, 0x30fb, 0x2027, 0xff65 -> add('\u00b7', place);
                default -> {
                    int number = number(point);
                    String form = number >= 0
                            ? String.valueOf(number)
                            : Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
                    for (int i = 0; i < form.length(); i++) {
                        add(form.charAt(i), place);
                    }
                }
            }
        }

        /**
         * The number in a dark, double or light circle, of which NFKC knows the plain one alone, in parentheses, before a stop, or in
         * the numerals of Suzhou; -1 where there is none.
         */
        private static int number(int point) {
            if (point >= 0x2776 && point <= 0x2793) {
                return (point - 0x2776) % 10 + 1;
            } else if (point >= 0x24eb && point <= 0x24f4) {
                return point - 0x24eb + 11;
            } else if (point >= 0x24f5 && point <= 0x24fe) {
                return point - 0x24f5 + 1;
            } else if (point >= 0x2474 && point <= 0x249b) {
                return (point - 0x2474) % 20 + 1;
            } else if (point >= 0x3021 && point <= 0x3029) {
                return point - 0x3020;
            }
            return point == 0x24ff || point == 0x1f10b || point == 0x1f10c ? 0 : -1;
        }

        private void add(char c, int place) {
            if (length == folded.length) {
                folded = Arrays.copyOf(folded, 2 * length + 8);
                places = Arrays.copyOf(places, 2 * length + 8);
            }
            folded[length] = c;
            places[length++] = place;
        }

        FoldedText build(String original) {
            String text = ChineseNumerals.asDigits(new String(folded, 0, length));
            return new FoldedText(original, text, Arrays.copyOf(places, length));
        }

        private static boolean isHan(int point) {
            return point >= 0x4e00 && point <= 0x9fff;
        }
    }
}
