package dev.weir.jobs.engine.read.lines;

import java.nio.charset.StandardCharsets;

/** Goes from line to line of a record, where it lies. */
public final class RecordLines {
    private final byte[] bytes;
    private final int end;
    private int behind;
    private int from;
    private int to;
    private long number;

    /**
     * @param bytes hold the record
     * @param from its first byte
     * @param to behind its last, without the last line end
     * @param number of its first line in the file
     */
    public RecordLines(byte[] bytes, int from, int to, long number) {
        this.bytes = bytes;
        this.end = to;
        this.behind = from;
        this.number = number - 1;
    }

    /** Goes to the next line; false where there is none. */
    public boolean next() {
        if (behind > end) {
            return false;
        }
        from = behind;
        to = from;
        while (to < end && bytes[to] != '\n') {
            to++;
        }
        behind = to + 1;
        number++;
        return true;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The line's first byte. */
    public int from() {
        return from;
    }

    /** Behind its last, without the line end. */
    public int to() {
        return to;
    }

    /** Its number in the file. */
    public long number() {
        return number;
    }

    /** Whether it has nothing but blanks. */
    public boolean isBlank() {
        return isBlank(bytes, from, to);
    }

    /** Whether some bytes are nothing but blanks. */
    public boolean isBlank(int first, int behindLast) {
        return isBlank(bytes, first, behindLast);
    }

    static boolean isBlank(byte[] bytes, int first, int behindLast) {
        for (int i = first; i < behindLast; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Whether the line begins with an ASCII text. */
    public boolean startsWith(String text) {
        if (to - from < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The text of the line. */
    public String text() {
        return text(from, to);
    }

    /** What some bytes say. */
    public String text(int first, int behindLast) {
        return new String(bytes, first, behindLast - first, StandardCharsets.UTF_8);
    }
}
