package dev.weir.jobs.engine.sql;

import dev.weir.contracts.sql.SqlSyntaxException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Keeps the first thing that a parser stumbles over; what follows is mostly its echo. */
final class FirstSyntaxError extends BaseErrorListener {

    private static final int FEW = 4;
    private static final int LONGEST_QUOTE = 40;

    private @Nullable SqlSyntaxException found;

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            @Nullable Object offending,
            int line,
            int charPositionInLine,
            String antlrMessage,
            @Nullable RecognitionException cause) {
        if (found == null) {
            String sentence = offending instanceof Token token
                    ? sentence((Parser) recognizer, token, cause)
                    : "The SQL cannot be read: " + antlrMessage;
            found = new SqlSyntaxException(sentence, line, charPositionInLine + 1);
        }
    }

    void throwIfAny() throws SqlSyntaxException {
        if (found != null) {
            throw found;
        }
    }

    private static String sentence(Parser parser, Token token, @Nullable RecognitionException cause) {
        String text = token.getText();
        if (text.equals("'") || text.equals("\"") || text.equals("`")) {
            return "A quote opened here with " + text + " is never closed";
        }
        String expected = expected(parser, cause);
        if (token.getType() == Token.EOF) {
            return "The SQL ends too early" + (expected.isEmpty() ? "" : ": " + expected + " is missing");
        }
        String quoted = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[‘’]", "'")
                .replaceAll("[“”]", "\"");
        return "'" + quoted + "' cannot stand here"
                + (plain.equals(text) ? "" : ": write " + plain + ", not its full-width or curly form")
                + (expected.isEmpty() ? "" : ", where " + expected + " is expected");
    }

    /** What may stand there, if that is a short list; Spark's grammar mostly allows hundreds of words. */
    private static String expected(Parser parser, @Nullable RecognitionException cause) {
        IntervalSet tokens = cause == null ? parser.getExpectedTokens() : cause.getExpectedTokens();
        if (tokens == null || tokens.size() == 0 || tokens.size() > FEW) {
            return "";
        }
        List<String> names = new ArrayList<>();
        for (int type : tokens.toList()) {
            names.add(type == Token.EOF ? "the end" : parser.getVocabulary().getDisplayName(type));
        }
        return String.join(" or ", names);
    }
}
