package dev.weir.jobs.engine.read.sas;

import java.io.ByteArrayOutputStream;

/** Packs observations, in the plainest way that has every kind of command that Parso knows. */
final class Packing {

    private Packing() {}

    static byte[] of(RowCompression compression, byte[] row) {
        return switch (compression) {
            case NONE -> row;
            case RLE -> rle(row);
            case RDC -> rdc(row);
        };
    }

    private static int run(byte[] row, int from) {
        int to = from;
        while (to < row.length && row[to] == row[from]) {
            to++;
        }
        return to - from;
    }

    private static byte[] rle(byte[] row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < row.length) {
            int run = run(row, at);
            int kind = row[at] == '@' ? 1 : row[at] == ' ' ? 2 : row[at] == 0 ? 3 : 0;
            if (run >= 18) {
                int some = Math.min(run, 4000);
                int more = some - (kind == 0 ? 18 : 17);
                out.write((4 + kind) << 4 | more >> 8);
                out.write(more & 0xff);
                if (kind == 0) {
                    out.write(row[at]);
                }
                at += some;
            } else if (run >= 3) {
                out.write((12 + kind) << 4 | run - (kind == 0 ? 3 : 2));
                if (kind == 0) {
                    out.write(row[at]);
                }
                at += run;
            } else {
                int literal = at;
                while (literal < row.length && run(row, literal) < 3) {
                    literal++;
                }
                int some = Math.min(literal - at, 4000);
                if (some >= 112) {
                    out.write((some - 64) >> 8);
                    out.write((some - 64) & 0xff);
                } else if (some > 64) {
                    some = 64;
                    out.write(11 << 4 | 15);
                } else {
                    out.write((8 + (some - 1) / 16) << 4 | (some - 1) % 16);
                }
                out.write(row, at, some);
                at += some;
            }
        }
        return out.toByteArray();
    }

    private static byte[] rdc(byte[] row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        int flags = 0;
        int bits = 0;
        int at = 0;
        while (at < row.length) {
            int run = run(row, at);
            int back = before(row, at);
            int same = back == 0 ? 0 : same(row, at, back);
            flags <<= 1;
            if (run >= 19) {
                int some = Math.min(run, 4000);
                part.write(1 << 4 | ((some - 19) & 0xf));
                part.write((some - 19) >> 4);
                part.write(row[at]);
                flags |= 1;
                at += some;
            } else if (run >= 3) {
                part.write(run - 3);
                part.write(row[at]);
                flags |= 1;
                at += run;
            } else if (same >= 16) {
                int some = Math.min(same, 16 + 255);
                part.write(2 << 4 | ((back - 3) & 0xf));
                part.write((back - 3) >> 4);
                part.write(some - 16);
                flags |= 1;
                at += some;
            } else if (same >= 3) {
                part.write(same << 4 | ((back - 3) & 0xf));
                part.write((back - 3) >> 4);
                flags |= 1;
                at += same;
            } else {
                part.write(row[at++]);
            }
            bits++;
            if (bits == 16 || at == row.length) {
                flags <<= 16 - bits;
                out.write(flags >> 8 & 0xff);
                out.write(flags & 0xff);
                out.writeBytes(part.toByteArray());
                part.reset();
                flags = 0;
                bits = 0;
            }
        }
        return out.toByteArray();
    }

    /** How far back three bytes stand that are the next ones. */
    private static int before(byte[] row, int at) {
        for (int back = 3; back <= Math.min(at, 4000); back++) {
            if (same(row, at, back) >= 3) {
                return back;
            }
        }
        return 0;
    }

    private static int same(byte[] row, int at, int back) {
        int same = 0;
        while (same < back && at + same < row.length && row[at + same] == row[at + same - back]) {
            same++;
        }
        return same == 0 ? 0 : same >= 16 ? same : Math.min(same, 15);
    }
}
