package dev.weir.jobs.engine.read.avro;

import dev.weir.jobs.engine.read.text.EightBytes;

/** Goes through the values of a block, each of which has to lie in it. */
final class AvroBytes {
    private final byte[] bytes;
    private final int end;
    private int at;

    AvroBytes(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    /** Goes back to a place where it was. */
    void backTo(int place) {
        at = place;
    }

    int left() {
        return end - at;
    }

    /** A number of up to 64 bits in up to ten bytes, the lowest seven bits first, its sign in the lowest. */
    long number() throws AvroFormatException {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = bytes[skip(1)];
            bits |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw AvroFormatException.damaged("a number has more than 64 bits");
    }

    int number32() throws AvroFormatException {
        long number = number();
        if ((int) number != number) {
            throw AvroFormatException.damaged("a number has more than 32 bits");
        }
        return (int) number;
    }

    boolean flag() throws AvroFormatException {
        int flag = bytes[skip(1)];
        if (flag != 0 && flag != 1) {
            throw AvroFormatException.damaged("a value is neither true nor false");
        }
        return flag == 1;
    }

    double real32() throws AvroFormatException {
        int from = skip(Float.BYTES);
        int bits = 0;
        for (int i = Float.BYTES - 1; i >= 0; i--) {
            bits = (bits << Byte.SIZE) | (bytes[from + i] & 0xff);
        }
        return Float.intBitsToFloat(bits);
    }

    double real64() throws AvroFormatException {
        return Double.longBitsToDouble(EightBytes.at(bytes, skip(Double.BYTES)));
    }

    /** How many bytes a text has, all of which lie ahead. */
    int length() throws AvroFormatException {
        long length = number();
        if (length < 0 || length > left()) {
            throw AvroFormatException.damaged("a value is longer than its block");
        }
        return (int) length;
    }

    /** Which of several a number means. */
    int choice(int of) throws AvroFormatException {
        long choice = number();
        if (choice < 0 || choice >= of) {
            throw AvroFormatException.damaged("a value is none of those that the schema has");
        }
        return (int) choice;
    }

    /** Passes over bytes; where they begin. */
    int skip(int length) throws AvroFormatException {
        if (length > left()) {
            throw AvroFormatException.damaged("a value is longer than its block");
        }
        int from = at;
        at += length;
        return from;
    }
}
