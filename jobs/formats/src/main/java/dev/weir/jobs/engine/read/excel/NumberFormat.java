package dev.weir.jobs.engine.read.excel;

import java.util.Locale;

/**
 * What the format of a cell makes of its number. Days and times are numbers in a workbook; the format alone tells them apart.
 *
 * @param sort what it shows
 * @param digits how many digits a format of zeros alone fills up to, such as 6 of {@code 000000}; 0 for any other
 */
record NumberFormat(Sort sort, int digits) {

    /** What a format shows. */
    enum Sort {
        NUMBER,
        DAY,
        DAY_AND_TIME,
        TIME,
        /** Hours beyond a day, such as {@code [h]:mm}. */
        DURATION
    }

    static final NumberFormat PLAIN = new NumberFormat(Sort.NUMBER, 0);

    boolean isOfTime() {
        return sort != Sort.NUMBER;
    }

    /** The format that a number stands for where a workbook does not say (ISO/IEC 29500-1, 18.8.30), those of Chinese and Japanese included. */
    static NumberFormat builtIn(int id) {
        if ((id >= 14 && id <= 17)
                || (id >= 27 && id <= 31)
                || id == 36
                || (id >= 50 && id <= 54)
                || id == 57
                || id == 58) {
            return new NumberFormat(Sort.DAY, 0);
        }
        if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 || id == 56) {
            return new NumberFormat(Sort.TIME, 0);
        }
        return id == 22
                ? new NumberFormat(Sort.DAY_AND_TIME, 0)
                : id == 46 ? new NumberFormat(Sort.DURATION, 0) : PLAIN;
    }

    /** A format as it is written: its first section, which is that of positive numbers, without texts, colours and escapes. */
    static NumberFormat of(String code) {
        StringBuilder letters = new StringBuilder();
        boolean duration = false;
        for (int i = 0; i < code.length() && code.charAt(i) != ';'; i++) {
            char c = code.charAt(i);
            if (c == '"') {
                int end = code.indexOf('"', i + 1);
                i = end < 0 ? code.length() : end;
            } else if (c == '\\' || c == '_' || c == '*') {
                i++;
            } else if (c == '[') {
                int end = code.indexOf(']', i);
                String inside =
                        code.substring(i + 1, end < 0 ? code.length() : end).toLowerCase(Locale.ROOT);
                duration |= inside.matches("h+|m+|s+");
                i = end < 0 ? code.length() : end;
            } else {
                letters.append(Character.toLowerCase(c));
            }
        }
        String shown = letters.toString();
        if (duration) {
            return new NumberFormat(Sort.DURATION, 0);
        }
        if (shown.matches("0{2,15}")) {
            return new NumberFormat(Sort.NUMBER, shown.length());
        }
        if (shown.equals("general")) {
            return PLAIN;
        }
        boolean time = shown.indexOf('h') >= 0 || shown.indexOf('s') >= 0;
        boolean day = shown.indexOf('y') >= 0 || shown.indexOf('d') >= 0 || (shown.indexOf('m') >= 0 && !time);
        return !day && !time
                ? PLAIN
                : new NumberFormat(day && time ? Sort.DAY_AND_TIME : day ? Sort.DAY : Sort.TIME, 0);
    }
}
