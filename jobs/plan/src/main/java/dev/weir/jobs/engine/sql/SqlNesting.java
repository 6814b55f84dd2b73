package dev.weir.jobs.engine.sql;

import dev.weir.contracts.sql.SqlSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;

/**
 * Refuses SQL that is nested too deeply, before a parser descends into it: brackets, CASE, types in types, and rows of signs,
 * NOTs and lambdas. It looks at each token once.
 */
final class SqlNesting {

    /** The deepest nesting; Spark's own parser and analyser need a stack frame or more for each level. */
    static final int DEEPEST = 100;

    /** What a query in brackets counts: the parser goes through as many rules for it. */
    private static final int QUERY = 4;

    private static final int DEEPEST_COMMENT = 20;

    private enum Opened {
        BRACKET,
        CASE,
        TYPE
    }

    private record Level(Opened opened, int depth) {}

    private final Deque<Level> levels = new ArrayDeque<>();
    private int depth;
    /** Signs, NOTs and lambdas one after the other. */
    private int row;

    private SqlNesting() {}

    /**
     * Looks at comments in comments, which the lexer itself descends into. It does not know quotes: marks in them count.
     *
     * @throws SqlSyntaxException where they get too deep
     */
    static void checkComments(String sql) throws SqlSyntaxException {
        int open = 0;
        int line = 1;
        int begin = 0;
        for (int i = 0; i + 1 < sql.length(); i++) {
            if (sql.charAt(i) == '\n') {
                line++;
                begin = i + 1;
            } else if (sql.startsWith("/*", i)) {
                open++;
                i++;
            } else if (sql.startsWith("*/", i)) {
                open = Math.max(0, open - 1);
                i++;
            }
            if (open > DEEPEST_COMMENT) {
                throw new SqlSyntaxException(
                        "More than " + DEEPEST_COMMENT + " comments stand within one another here", line, i - begin);
            }
        }
    }

    /** @throws SqlSyntaxException where the nesting gets too deep */
    static void check(List<Token> tokens) throws SqlSyntaxException {
        SqlNesting nesting = new SqlNesting();
        int before = Token.EOF;
        for (Token token : tokens) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                nesting.next(token.getType(), before);
                if (nesting.depth + nesting.row > DEEPEST) {
                    throw SparkSqlGrammar.at(token, tooDeep());
                }
                before = token.getType();
            }
        }
    }

    static String tooDeep() {
        return "SQL is nested more than " + DEEPEST + " levels deep here, where a sub-query counts for " + QUERY
                + "; divide it with WITH, or into several tables";
    }

    private void next(int type, int before) {
        switch (type) {
            case SqlBaseLexer.LEFT_PAREN, SqlBaseLexer.LEFT_BRACKET -> open(Opened.BRACKET);
            case SqlBaseLexer.RIGHT_PAREN, SqlBaseLexer.RIGHT_BRACKET -> closeBracket();
            case SqlBaseLexer.CASE -> open(Opened.CASE);
            case SqlBaseLexer.SELECT -> {
                if (before == SqlBaseLexer.LEFT_PAREN) {
                    Level bracket = levels.pop();
                    levels.push(new Level(bracket.opened(), bracket.depth() + QUERY - 1));
                    depth += QUERY - 1;
                }
                row = 0;
            }
            case SqlBaseLexer.END -> {
                if (endsExpression(before)) {
                    close(Opened.CASE);
                }
            }
            case SqlBaseLexer.LT -> {
                if (before == SqlBaseLexer.ARRAY || before == SqlBaseLexer.MAP || before == SqlBaseLexer.STRUCT) {
                    open(Opened.TYPE);
                } else {
                    row = 0;
                }
            }
            case SqlBaseLexer.GT -> close(Opened.TYPE);
            case SqlBaseLexer.NOT, SqlBaseLexer.MINUS, SqlBaseLexer.PLUS, SqlBaseLexer.TILDE, SqlBaseLexer.ARROW ->
                row++;
            case SqlBaseLexer.IDENTIFIER, SqlBaseLexer.BACKQUOTED_IDENTIFIER -> {
                if (before != SqlBaseLexer.ARROW) {
                    row = 0;
                }
            }
            default -> row = 0;
        }
    }

    /** Whether END after this token ends a CASE; else it is a name. */
    private static boolean endsExpression(int before) {
        return switch (before) {
            case SqlBaseLexer.CASE,
                    SqlBaseLexer.WHEN,
                    SqlBaseLexer.THEN,
                    SqlBaseLexer.ELSE,
                    SqlBaseLexer.AND,
                    SqlBaseLexer.OR,
                    SqlBaseLexer.NOT,
                    SqlBaseLexer.DOT,
                    SqlBaseLexer.COMMA,
                    SqlBaseLexer.LEFT_PAREN,
                    SqlBaseLexer.LEFT_BRACKET -> false;
            default -> true;
        };
    }

    private void open(Opened opened) {
        levels.push(new Level(opened, row + 1));
        depth += row + 1;
        row = 0;
    }

    /** A bracket that closes ends what was opened within it and never closed, such as CASE. */
    private void closeBracket() {
        boolean open = !levels.isEmpty();
        while (open) {
            open = pop() != Opened.BRACKET && !levels.isEmpty();
        }
        row = 0;
    }

    private void close(Opened opened) {
        if (!levels.isEmpty() && levels.element().opened() == opened) {
            pop();
        }
        row = 0;
    }

    private Opened pop() {
        Level level = levels.pop();
        depth -= level.depth();
        return level.opened();
    }
}
