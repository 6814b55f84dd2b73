package dev.weir.jobs.engine.read.sdf;

import dev.weir.jobs.engine.read.lines.RecordLines;

/** Values that stand in columns of a line, from 0 on; a line may end before the last of them. */
final class CtabColumns {
    private static final int VERSION = 34;
    private static final int BEHIND_VERSION = 39;

    /** There is no number in these columns. */
    static final int BLANK = Integer.MIN_VALUE;

    private static final int MOST_DIGITS = 9;

    private CtabColumns() {}

    /** The version in a counts line; empty where nothing stands there, or beside it. */
    static String version(RecordLines lines) {
        int from = lines.from() + VERSION;
        int to = lines.from() + BEHIND_VERSION;
        return to > lines.to() || !lines.isBlank(from - 1, from) || !lines.isBlank(to, lines.to())
                ? ""
                : lines.text(from, to);
    }

    /** The whole number in some columns, or {@link #BLANK}. */
    static int number(RecordLines lines, int first, int behind, String what) throws NotSdfException {
        byte[] bytes = lines.bytes();
        int from = from(lines, first, behind);
        int to = to(lines, from, behind);
        if (from >= to) {
            return BLANK;
        }
        boolean isNegative = bytes[from] == '-';
        int value = 0;
        int digits = from + (isNegative ? 1 : 0);
        boolean isNumber = digits < to && to - digits <= MOST_DIGITS;
        for (int p = digits; isNumber && p < to; p++) {
            isNumber = bytes[p] >= '0' && bytes[p] <= '9';
            value = 10 * value + bytes[p] - '0';
        }
        if (!isNumber) {
            throw NotSdfException.at(lines, what + " is no whole number in columns " + (first + 1) + " to " + behind);
        }
        return isNegative ? -value : value;
    }

    /** A whole number within bounds, or {@link #BLANK}. */
    static int number(RecordLines lines, int first, int behind, int least, int most, String what)
            throws NotSdfException {
        int value = number(lines, first, behind, what);
        if (value != BLANK && (value < least || value > most)) {
            throw NotSdfException.at(lines, what + " does not lie between " + least + " and " + most);
        }
        return value;
    }

    /** As {@link #number(RecordLines, int, int, int, int, String)}, and there is one. */
    static int needed(RecordLines lines, int first, int behind, int least, int most, String what)
            throws NotSdfException {
        int value = number(lines, first, behind, least, most, what);
        if (value == BLANK) {
            throw NotSdfException.at(lines, what + " is missing in columns " + (first + 1) + " to " + behind);
        }
        return value;
    }

    /** A number with or without a point stands in some columns. */
    static void coordinate(RecordLines lines, int first, int behind, String what) throws NotSdfException {
        int from = from(lines, first, behind);
        if (!isDecimal(lines.bytes(), from, to(lines, from, behind))) {
            throw NotSdfException.at(lines, what + " is no number in columns " + (first + 1) + " to " + behind);
        }
    }

    /** Digits, of which a point may be among. */
    static boolean isDecimal(byte[] bytes, int from, int to) {
        int digits = 0;
        int points = 0;
        for (int p = from < to && bytes[from] == '-' ? from + 1 : from; p < to; p++) {
            if (bytes[p] >= '0' && bytes[p] <= '9') {
                digits++;
            } else if (bytes[p] == '.') {
                points++;
            } else {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }

    /** What stands in some columns, without the blanks around it. */
    static String text(RecordLines lines, int first, int behind) {
        int from = from(lines, first, behind);
        return lines.text(from, Math.max(from, to(lines, from, behind)));
    }

    private static int from(RecordLines lines, int first, int behind) {
        int from = Math.min(lines.to(), lines.from() + first);
        int end = Math.min(lines.to(), lines.from() + behind);
        while (from < end && lines.bytes()[from] == ' ') {
            from++;
        }
        return from;
    }

    private static int to(RecordLines lines, int from, int behind) {
        int to = Math.min(lines.to(), lines.from() + behind);
        while (to > from && lines.bytes()[to - 1] == ' ') {
            to--;
        }
        return to;
    }
}
