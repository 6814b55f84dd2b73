package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.text.Normaliser;
import dev.weir.privacy.mask.text.TextMask;
import java.util.Arrays;

/**
 * The first characters of a code, in upper case: {@code E11} of {@code E11.9} and of {@code e119}. Only letters and digits are
 * counted, and no dot or other separator is left at the end. A code is ASCII and holds no space: other text is none.
 */
final class ParentMask implements TextMask {

    private final int characters;
    private final byte[] refusal;
    private final Normaliser normaliser = Normaliser.plain();

    ParentMask(int characters, byte[] refusal) {
        this.characters = characters;
        this.refusal = refusal;
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        normaliser.normalise(utf8, offset, length);
        byte[] text = normaliser.bytes();
        int start = normaliser.start();
        int end = start + normaliser.length();
        byte[] parent = new byte[end - start];
        int kept = 0;
        int size = 0;
        for (int i = start; i < end; i++) {
            byte b = text[i];
            if (b <= ' ' || b > '~') {
                return refusal.clone();
            }
            if (kept < characters) {
                byte upper = b >= 'a' && b <= 'z' ? (byte) (b - 'a' + 'A') : b;
                parent[i - start] = upper;
                if ((upper >= '0' && upper <= '9') || (upper >= 'A' && upper <= 'Z')) {
                    kept++;
                    size = i - start + 1;
                }
            }
        }
        return kept == 0 ? refusal.clone() : Arrays.copyOf(parent, size);
    }
}
