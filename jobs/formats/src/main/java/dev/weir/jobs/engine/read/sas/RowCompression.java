package dev.weir.jobs.engine.read.sas;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How observations are packed. Each gives back all bytes of one, or the file is damaged. */
enum RowCompression {
    /** Not at all. */
    NONE {
        @Override
        void expand(byte[] from, int start, int end, byte[] into) throws SasFormatException {
            throw wrong();
        }
    },
    /** Runs of one byte, {@code COMPRESS=CHAR}. */
    RLE {
        @Override
        void expand(byte[] from, int start, int end, byte[] into) throws SasFormatException {
            int in = start;
            int out = 0;
            while (in < end) {
                int command = (from[in] & 0xf0) >> 4;
                int low = from[in] & 0x0f;
                in++;
                boolean isLong = command == 0 || command == 1 || (command >= 4 && command <= 7);
                int more = isLong ? at(from, in++, end) + 256 * low : 0;
                int copied = switch (command) {
                    case 0 -> more + 64;
                    case 1 -> more + 64 + 4096;
                    case 2 -> low + 96;
                    case 8 -> low + 1;
                    case 9 -> low + 17;
                    case 10 -> low + 33;
                    case 11 -> low + 49;
                    default -> 0;
                };
                int repeated = switch (command) {
                    case 4 -> more + 18;
                    case 5, 6, 7 -> more + 17;
                    case 12 -> low + 3;
                    case 13, 14, 15 -> low + 2;
                    default -> 0;
                };
                if (copied + repeated == 0 || copied > end - in || copied + repeated > into.length - out) {
                    throw wrong();
                }
                System.arraycopy(from, in, into, out, copied);
                in += copied;
                out += copied;
                if (repeated > 0) {
                    int filler = switch (command) {
                        case 4, 12 -> at(from, in++, end);
                        case 5, 13 -> '@';
                        case 6, 14 -> ' ';
                        default -> 0;
                    };
                    Arrays.fill(into, out, out + repeated, (byte) filler);
                    out += repeated;
                }
            }
            requireAll(out, into);
        }
    },
    /** Ross Data Compression, {@code COMPRESS=BINARY}. Source: E. Ross, "Simple Data Compression", C Users Journal, October 1992. */
    RDC {
        @Override
        void expand(byte[] from, int start, int end, byte[] into) throws SasFormatException {
            int in = start;
            int out = 0;
            int flags = 0;
            int flag = 0;
            while (in < end) {
                flag >>= 1;
                if (flag == 0) {
                    flags = at(from, in, end) << 8 | at(from, in + 1, end);
                    in += 2;
                    flag = 0x8000;
                    if (in == end) {
                        break;
                    }
                }
                if ((flags & flag) == 0) {
                    if (out == into.length) {
                        throw wrong();
                    }
                    into[out++] = from[in++];
                    continue;
                }
                int command = (from[in] & 0xf0) >> 4;
                int low = from[in] & 0x0f;
                in++;
                if (command < 2) {
                    int count = command == 0 ? low + 3 : low + (at(from, in++, end) << 4) + 19;
                    byte filler = (byte) at(from, in++, end);
                    if (count > into.length - out) {
                        throw wrong();
                    }
                    Arrays.fill(into, out, out + count, filler);
                    out += count;
                } else {
                    int back = low + 3 + (at(from, in++, end) << 4);
                    int count = command == 2 ? at(from, in++, end) + 16 : command;
                    if (back > out || count > into.length - out) {
                        throw wrong();
                    }
                    for (int i = 0; i < count; i++, out++) {
                        into[out] = into[out - back];
                    }
                }
            }
            requireAll(out, into);
        }
    };

    /** What it is called in a file; null where that is nothing of the kind. */
    static @Nullable RowCompression named(String name) {
        return switch (name) {
            case "SASYZCRL" -> RLE;
            case "SASYZCR2" -> RDC;
            default -> null;
        };
    }

    /**
     * Unpacks an observation.
     *
     * @param start of the packed bytes
     * @param end behind the last of them
     * @param into is filled to its end
     */
    abstract void expand(byte[] from, int start, int end, byte[] into) throws SasFormatException;

    private static int at(byte[] from, int place, int end) throws SasFormatException {
        if (place >= end) {
            throw wrong();
        }
        return from[place] & 0xff;
    }

    private static void requireAll(int out, byte[] into) throws SasFormatException {
        if (out != into.length) {
            throw wrong();
        }
    }

    private static SasFormatException wrong() {
        return SasFormatException.damaged("a packed observation does not have the bytes of one");
    }
}
