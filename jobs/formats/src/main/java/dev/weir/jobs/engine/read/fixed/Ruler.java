package dev.weir.jobs.engine.read.fixed;

import java.util.Arrays;

/** Finds where places of a line lie among its bytes. */
final class Ruler {

    /** A character has places on both sides of the border. */
    static final int INSIDE = -1;

    private final CharacterWidths widths;

    /** Borders between places: so many places lie before each. Sorted. */
    private final int[] borders;

    private final int[] offsets;

    Ruler(CharacterWidths widths, int[] borders) {
        this.widths = widths;
        this.borders = Arrays.stream(borders).sorted().distinct().toArray();
        this.offsets = new int[this.borders.length];
    }

    /** The number of a border, by which {@link #offset} knows it. */
    int number(int border) {
        int number = Arrays.binarySearch(borders, border);
        if (number < 0) {
            throw new IllegalArgumentException("There is no border behind place " + border);
        }
        return number;
    }

    /** Lays the ruler on a line, which is UTF-8. How many places it has. */
    int lay(byte[] bytes, int from, int to) {
        int places = 0;
        int next = 0;
        for (int at = from; at < to; ) {
            next = mark(next, places, at);
            int length = CharacterWidths.utf8Bytes(bytes[at]);
            places += widths.of(bytes, at, length);
            at += length;
        }
        next = mark(next, places, to);
        Arrays.fill(offsets, next, offsets.length, to);
        return places;
    }

    private int mark(int first, int places, int at) {
        int next = first;
        while (next < borders.length && borders[next] <= places) {
            offsets[next] = borders[next] == places ? at : INSIDE;
            next++;
        }
        return next;
    }

    /** The byte behind a border in the line; its end where the line ends before, {@link #INSIDE} where a character lies across. */
    int offset(int number) {
        return offsets[number];
    }
}
