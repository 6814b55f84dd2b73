package dev.weir.jobs.engine.read.excel;

import java.io.IOException;

/** The text of a cell, put together of what it is made of. */
final class CellText {
    /** Excel's own limit is 32,767; other programs write a little more. */
    static final int MOST_CHARACTERS = 1 << 20;

    private static final int ESCAPE = "_x000D_".length();

    private CellText() {}

    /**
     * Adds a text with its runs, and goes to the end of its element. What tells how it sounds, as beside Chinese and Japanese, is no
     * part of it.
     *
     * @param element what the text stands in, {@code si} or {@code is}
     */
    static void rich(PartXml xml, String element, StringBuilder into) throws IOException {
        while (true) {
            if (!xml.next()) {
                throw xml.damaged("a text does not end");
            }
            if (xml.begins("t")) {
                int from = into.length();
                xml.text(into, MOST_CHARACTERS);
                if (into.length() <= MOST_CHARACTERS) { // a text that was cut stays too long
                    unescape(into, from);
                }
            } else if (xml.begins("rPh") || xml.begins("rPr")) {
                xml.skip();
            } else if (xml.ends(element)) {
                return;
            }
        }
    }

    /**
     * Puts characters in the place of their escapes, such as {@code _x000D_} of a carriage return, which XML cannot hold (ISO/IEC
     * 29500-1, 22.9.2.19). An underscore before such a text is itself escaped.
     */
    static void unescape(StringBuilder text, int from) {
        int at = text.indexOf("_x", from);
        while (at >= 0) {
            int character = escaped(text, at);
            if (character >= 0) {
                text.replace(at, at + ESCAPE, String.valueOf((char) character));
            }
            at = text.indexOf("_x", at + 1);
        }
    }

    private static int escaped(StringBuilder text, int at) {
        if (at + ESCAPE > text.length() || text.charAt(at + ESCAPE - 1) != '_') {
            return -1;
        }
        int character = 0;
        for (int i = at + 2; i < at + ESCAPE - 1; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            character = 16 * character + digit;
        }
        return Character.isSurrogate((char) character) ? -1 : character;
    }
}
