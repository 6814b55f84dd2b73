package dev.weir.contracts.read.base;

/** The forms of names. */
public final class NameForms {

    private NameForms() {}

    /** A letter or '_', then letters, digits and '_': a name that Spark, the catalogues and file systems share. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!isLetter(character) && (i == 0 || !isDigit(character))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Words of letters, digits, '_' and '-', joined by dots. */
    public static boolean isDotted(String text) {
        char before = '.';
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean word = isLetter(character) || isDigit(character) || character == '-';
            if (!word && (character != '.' || before == '.')) {
                return false;
            }
            before = character;
        }
        return before != '.';
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
