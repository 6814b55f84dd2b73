package dev.weir.jobs.engine.sql;

import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/**
 * The text of a query for people outside: with its names, words and signs, and without its literals and comments, which may hold
 * what stands in rows.
 */
public final class SqlTemplate {

    /** What stands for a literal, and for all that is not known to be none. */
    private static final String HIDDEN = "?";

    /** Tokens that are written in more than one way, so the grammar has no text for them: names, signs and words. */
    private static final Set<Integer> SHOWN = Set.of(
            SqlBaseLexer.IDENTIFIER,
            SqlBaseLexer.BACKQUOTED_IDENTIFIER,
            SqlBaseLexer.EQ,
            SqlBaseLexer.NEQ,
            SqlBaseLexer.LTE,
            SqlBaseLexer.GTE,
            SqlBaseLexer.NOT,
            SqlBaseLexer.RLIKE,
            SqlBaseLexer.TEMPORARY);

    private SqlTemplate() {}

    /** A query, in one line. */
    public static String of(String sql) {
        SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(sql)));
        lexer.removeErrorListeners();
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                boolean isApart = token.getStartIndex() > end && !text.isEmpty();
                text.append(isApart ? " " : "").append(isShown(token) ? token.getText() : HIDDEN);
                end = token.getStopIndex() + 1;
            }
        }
        return text.toString();
    }

    private static boolean isShown(Token token) {
        return SqlBaseLexer.VOCABULARY.getLiteralName(token.getType()) != null || SHOWN.contains(token.getType());
    }
}
