package dev.weir.jobs.engine.read.fixed;

import dev.weir.contracts.format.fixed.FixedDialect;
import dev.weir.jobs.engine.read.file.PrivateUse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How many places a character takes: one, or as many as it has bytes in a file's encoding. */
interface CharacterWidths {

    static CharacterWidths of(FixedDialect.Counted counted, Charset charset) {
        boolean isOne = counted == FixedDialect.Counted.CHARACTERS
                || charset.newEncoder().maxBytesPerChar() == 1;
        if (isOne) {
            return (utf8, at, length) -> 1;
        }
        return charset.equals(StandardCharsets.UTF_8) ? (utf8, at, length) -> length : new Encoded(charset);
    }

    /** Of the character whose bytes in UTF-8 begin there, and are well formed. */
    int of(byte[] utf8, int at, int length);

    /** How many bytes a character has in UTF-8, by its first byte. */
    static int utf8Bytes(byte first) {
        if (first >= 0) {
            return 1;
        }
        return (first & 0xe0) == 0xc0 ? 2 : (first & 0xf0) == 0xe0 ? 3 : 4;
    }

    /** Encodes each character once. */
    final class Encoded implements CharacterWidths {
        private static final int PLANE = 1 << 16;

        private final Charset charset;
        private final byte[] known = new byte[PLANE];

        Encoded(Charset charset) {
            this.charset = charset;
        }

        @Override
        public int of(byte[] utf8, int at, int length) {
            int character = switch (length) {
                case 1 -> utf8[at];
                case 2 -> (utf8[at] & 0x1f) << 6 | (utf8[at + 1] & 0x3f);
                case 3 -> (utf8[at] & 0x0f) << 12 | (utf8[at + 1] & 0x3f) << 6 | (utf8[at + 2] & 0x3f);
                default -> PLANE;
            };
            if (character == PLANE) {
                return PrivateUse.bytes(new String(utf8, at, length, StandardCharsets.UTF_8), charset);
            }
            if (known[character] == 0) {
                known[character] = (byte) PrivateUse.bytes(String.valueOf((char) character), charset);
            }
            return known[character];
        }
    }
}
