package dev.weir.privacy.detect.tag;

import dev.weir.privacy.detect.FoldedText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folded text in which what identifies a person is known. */
record MarkedNote(String text, List<Piece> pieces) {

    /** A piece, its group 1. */
    static final Pattern MARKED = Pattern.compile("⟦([^⟧]*)⟧");

    /** One of an address: a number and a word of places, or several words. */
    private static final Pattern HAN_ADDRESS = Pattern.compile(".*[\u3400-\u9fff].*[路街巷弄村镇乡里苑区座庄园坊道].*");

    private static final Pattern LATIN_ADDRESS = Pattern.compile(".*\\p{IsLatin}{3,}.* .*\\p{IsLatin}{2,}.*");

    /** @param start its first character */
    record Piece(int start, int end, Label label) {}

    /** Of a line in which each piece stands between ⟦ and ⟧. */
    static MarkedNote of(String line) {
        StringBuilder text = new StringBuilder();
        List<Piece> pieces = new ArrayList<>();
        Matcher marked = MARKED.matcher(line);
        int from = 0;
        while (marked.find()) {
            text.append(FoldedText.composed(line.substring(from, marked.start())));
            int start = text.length();
            text.append(FoldedText.composed(marked.group(1)));
            pieces.add(new Piece(start, text.length(), label(marked.group(1))));
            from = marked.end();
        }
        text.append(FoldedText.composed(line.substring(from)));
        return new MarkedNote(text.toString(), List.copyOf(pieces));
    }

    private static Label label(String piece) {
        boolean hasDigit = piece.chars().anyMatch(Character::isDigit);
        if (HAN_ADDRESS.matcher(piece).matches() && (hasDigit || piece.length() > 8)) {
            return Label.ADDRESS_BEGIN;
        }
        if (hasDigit || piece.indexOf('@') >= 0 || piece.indexOf('_') >= 0) {
            return LATIN_ADDRESS.matcher(piece).matches() && piece.indexOf('@') < 0
                    ? Label.ADDRESS_BEGIN
                    : Label.NUMBER_BEGIN;
        }
        return Label.NAME_BEGIN;
    }

    /** The label of each token of the text. */
    int[] labels(List<Token> tokens) {
        int[] labels = new int[tokens.size()];
        for (Piece piece : pieces) {
            boolean begun = false;
            for (int i = 0; i < labels.length; i++) {
                if (tokens.get(i).start() < piece.end() && tokens.get(i).end() > piece.start()) {
                    labels[i] = piece.label().place() + (begun ? 1 : 0);
                    begun = true;
                }
            }
        }
        return labels;
    }
}
