package dev.weir.quality.dqdl.parse;

import dev.weir.contracts.dqdl.DqdlSyntaxException;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Keeps the first thing that lexer and parser stumble over; what follows is mostly its echo. */
final class FirstError extends BaseErrorListener {

    private static final int LONGEST_QUOTE = 40;

    private @Nullable DqdlSyntaxException found;

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            @Nullable Object offending,
            int line,
            int charPositionInLine,
            String antlrMessage,
            @Nullable RecognitionException cause) {
        if (found == null) {
            found = new DqdlSyntaxException(
                    offending instanceof Token token ? sentence(token) : unknownCharacter(antlrMessage),
                    line,
                    charPositionInLine + 1);
        }
    }

    void throwIfAny() throws DqdlSyntaxException {
        if (found != null) {
            throw found;
        }
    }

    static DqdlSyntaxException at(Token token, String message) {
        return new DqdlSyntaxException(message, token.getLine(), token.getCharPositionInLine() + 1);
    }

    private static String quoted(Token token) {
        String text = token.getText();
        return "'" + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + "'";
    }

    static String sentence(Token token) {
        if (token.getType() == Token.EOF) {
            return "The rule ends too early";
        }
        return token.getText().equals("\"")
                ? "A quote opened here is never closed"
                : quoted(token) + " cannot stand here";
    }

    /** The lexer's only complaint is {@code token recognition error at: '…'}. */
    private static String unknownCharacter(String antlrMessage) {
        return antlrMessage.substring(antlrMessage.indexOf('\'') < 0 ? 0 : antlrMessage.indexOf('\''))
                + " is nothing that DQDL knows";
    }
}
