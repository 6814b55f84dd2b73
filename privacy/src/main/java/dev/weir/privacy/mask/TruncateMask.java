package dev.weir.privacy.mask;

import dev.weir.privacy.mask.text.TextMask;
import dev.weir.privacy.mask.text.Utf8;
import java.util.Arrays;

/** The first code points of a value; a value with no more of them stays as it is. */
final class TruncateMask implements TextMask {

    private final int kept;

    TruncateMask(int kept) {
        this.kept = kept;
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        return Arrays.copyOfRange(utf8, offset, Utf8.indexOf(kept, utf8, offset, length));
    }
}
