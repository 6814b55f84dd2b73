package dev.weir.jobs.engine.sql;

import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlParser;
import dev.weir.contracts.sql.SqlSyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.NamedExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SingleExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SingleStatementContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StatementDefaultContext;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/**
 * Reads SQL by Spark's own grammar, and by nothing else of Spark: its generated lexer and parser need ANTLR's runtime
 * alone, so commands that never start a session answer at once.
 */
public final class SparkSqlGrammar implements SqlParser {

    /**
     * A query of the kind that people write. The grammar remembers how it decided, so the next one of its kind is read in a
     * tenth of the time.
     */
    private static final String PLAIN = """
            SELECT t.a, t.B AS b, f(t.c, 1) AS c, CASE WHEN t.d = 'x' THEN 1 END AS d
            FROM s.r.t t LEFT JOIN s.u u ON u.a = t.a
            WHERE (substr(t.e, 1, 2) IN ('1', '2')) = (t.f <> 'y') OR t.g IS NULL AND t.h >= 1 * t.i AND t.j RLIKE 'z'
            UNION ALL
            SELECT a FROM t
            """;

    private record Query(StatementDefaultContext tree, SqlFacts facts) {}

    /** The grammar learns as it reads, and two threads would learn the same at the same time. */
    private static final Object LEARNING = new Object();

    /** The queries that were read last: what reads, plans and explains a query asks for the same one. */
    private static final Map<String, Query> READ = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Query> eldest) {
            return size() > 64;
        }
    });

    /** Builds what every first use builds; on a thread of its own it shortens the start of a command. */
    public static void warm() {
        try {
            SparkSqlGrammar grammar = new SparkSqlGrammar();
            grammar.query(PLAIN);
            grammar.expression("a >= b");
        } catch (SqlSyntaxException e) {
            throw new IllegalStateException("Spark's grammar does not take a plain query", e);
        }
    }

    @Override
    public SqlFacts query(String sql) throws SqlSyntaxException {
        return read(sql).facts();
    }

    @Override
    public SqlOrigins origins(String sql, SqlOrigins.Tables tables) throws SqlSyntaxException {
        return ColumnOrigins.of(read(sql).tree().query(), tables);
    }

    @Override
    public SqlFacts expression(String sql) throws SqlSyntaxException {
        SingleExpressionContext single = parse(sql, SqlBaseParser::singleExpression);
        NamedExpressionContext named = single.namedExpression();
        if (named.name != null) {
            throw at(named.name.getStart(), "An expression takes no name here");
        }
        if (named.identifierList() != null) {
            throw at(named.identifierList().getStart(), "An expression takes no names here");
        }
        return SqlFactsCollector.ofExpression(single);
    }

    /**
     * The tables whose rows the rows of a query are made of, as written, each as often as it is read so; not those that the
     * query only looks into.
     *
     * @throws SqlSyntaxException as {@link #query}
     */
    public static List<String> flowing(String sql) throws SqlSyntaxException {
        return DrivingTables.of(read(sql).tree().query());
    }

    /**
     * The tree of a query.
     *
     * @throws SqlSyntaxException as {@link #query}
     */
    static ParserRuleContext tree(String sql) throws SqlSyntaxException {
        return read(sql).tree();
    }

    private static Query read(String sql) throws SqlSyntaxException {
        Query known = READ.get(sql);
        if (known != null) {
            return known;
        }
        SingleStatementContext statement = parse(sql, SqlBaseParser::singleStatement);
        if (!(statement.statement() instanceof StatementDefaultContext tree)) {
            throw at(statement.getStart(), "This is not a SELECT");
        }
        Query read = new Query(tree, SqlFactsCollector.ofQuery(tree));
        READ.put(sql, read);
        return read;
    }

    /** The quick SLL prediction first; where it fails, full LL decides and words the error. */
    private static <T extends ParserRuleContext> T parse(String sql, Function<SqlBaseParser, T> rule)
            throws SqlSyntaxException {
        SqlNesting.checkComments(sql);
        SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(sql)));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        if (lexer.has_unclosed_bracketed_comment) {
            throw at(tokens.get(tokens.size() - 1), "A comment opened with /* is never closed");
        }
        SqlNesting.check(tokens.getTokens());
        checkTexts(tokens);
        SqlBaseParser parser = new SqlBaseParser(tokens);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return parse(parser, tokens, rule);
        } catch (StackOverflowError deeperThanItLooked) {
            throw at(tokens.get(0), SqlNesting.tooDeep());
        }
    }

    private static <T extends ParserRuleContext> T parse(
            SqlBaseParser parser, CommonTokenStream tokens, Function<SqlBaseParser, T> rule) throws SqlSyntaxException {
        try {
            synchronized (LEARNING) {
                return rule.apply(parser);
            }
        } catch (ParseCancellationException quickGuessFailed) {
            FirstSyntaxError error = new FirstSyntaxError();
            tokens.seek(0);
            parser.reset();
            parser.addErrorListener(error);
            parser.setErrorHandler(new DefaultErrorStrategy());
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            T tree = rule.apply(parser);
            error.throwIfAny();
            return tree;
        }
    }

    /** ISO SQL doubles a quote within a text; Spark reads two texts there, and puts them together without it. */
    private static void checkTexts(CommonTokenStream tokens) throws SqlSyntaxException {
        for (int i = 1; i < tokens.size(); i++) {
            Token one = tokens.get(i - 1);
            Token other = tokens.get(i);
            if (isText(one) && one.getType() == other.getType() && one.getStopIndex() + 1 == other.getStartIndex()) {
                throw at(
                        other,
                        "Spark reads two quotes within a text as none; write a backslash and a quote, such as 'Can\\'t', or put a"
                                + " blank between two texts");
            }
        }
    }

    private static boolean isText(Token token) {
        return token.getType() == SqlBaseLexer.STRING_LITERAL || token.getType() == SqlBaseLexer.DOUBLEQUOTED_STRING;
    }

    static SqlSyntaxException at(Token token, String message) {
        return new SqlSyntaxException(message, token.getLine(), token.getCharPositionInLine() + 1);
    }
}
