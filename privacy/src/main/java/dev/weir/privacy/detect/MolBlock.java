package dev.weir.privacy.detect;

import java.util.regex.Pattern;

/**
 * The structure of a molecule in a text (CTfile formats): lines of coordinates, symbols of elements and numbers of atoms, in which rules
 * for addresses see house numbers and streets. Its header, its comment and whatever else is in the text are words like any other.
 */
final class MolBlock {

    /** The line that counts atoms and bonds ends so. */
    private static final Pattern COUNTS = Pattern.compile("[ \\d]{6,36}V[23]000\\s*");

    /** A number that is too short for one of a person, the symbol of an element, or a word of the format. */
    private static final Pattern PART =
            Pattern.compile("[+-]?\\d{1,9}(?:\\.\\d{0,9})?|[A-Z][a-z]?|M|END|CHG|RAD|ISO|V30|BEGIN|CTAB|ATOM|BOND"
                    + "|COUNTS|(?:CHG|RAD|CFG|MASS|VAL)=-?\\d{1,3}");

    /** Symbols in a row: an atom has one. */
    private static final int SYMBOLS = 1;

    private MolBlock() {}

    /** The text with blanks in the place of such lines, so each place in it is the same. */
    static String blanked(String text) {
        if (!text.contains("V2000") && !text.contains("V3000")) {
            return text;
        }
        StringBuilder blanked = new StringBuilder(text);
        boolean isTable = false;
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            String line = text.substring(start, end);
            boolean isCounts = COUNTS.matcher(line).matches();
            isTable |= isCounts;
            if (isCounts || (isTable && isRow(line))) {
                blanked.replace(start, end, " ".repeat(line.length()));
            }
            start = end + 1;
        }
        return blanked.toString();
    }

    private static boolean isRow(String line) {
        int symbols = 0;
        for (String part : line.strip().split("\\s+")) {
            if (!part.isEmpty() && !PART.matcher(part).matches()) {
                return false;
            }
            boolean isSymbol = part.length() <= 2 && !part.isEmpty() && Character.isLetter(part.charAt(0));
            symbols += isSymbol && !part.equals("M") ? 1 : 0;
        }
        return symbols <= SYMBOLS;
    }
}
