package dev.weir.jobs.spark;

import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlParser;
import dev.weir.contracts.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
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
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.QueryPrimaryDefaultContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.QueryTermDefaultContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.RegularQuerySpecificationContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SingleExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SingleStatementContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StatementDefaultContext;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/**
 * Reads SQL by Spark's own grammar, and by nothing else of Spark: its generated lexer and parser need ANTLR's runtime
 * alone, so commands that never start a session answer at once.
 */
public final class SparkSqlGrammar implements SqlParser {

    /** A name, perhaps qualified, or a star. */
    private static final Pattern PLAIN_COLUMN = Pattern.compile("(?:[\\w]+\\.)?(?:[\\w]+|`[^`]+`|\\*)");

    /** Builds what every first use builds; on a thread of its own it shortens the start of a command. */
    public static void warm() {
        try {
            new SparkSqlGrammar().query("SELECT a AS b, f(c) FROM d WHERE e >= 1 AND g IN ('h')");
        } catch (SqlSyntaxException e) {
            throw new IllegalStateException("Spark's grammar does not take a plain query", e);
        }
    }

    @Override
    public SqlFacts query(String sql) throws SqlSyntaxException {
        SingleStatementContext statement = parse(sql, SqlBaseParser::singleStatement);
        if (!(statement.statement() instanceof StatementDefaultContext)) {
            throw at(statement.getStart(), "This is not a SELECT");
        }
        return SqlFactsCollector.ofQuery(statement);
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

    @Override
    public Optional<List<String>> selectedColumns(String sql) throws SqlSyntaxException {
        SingleStatementContext statement = parse(sql, SqlBaseParser::singleStatement);
        if (!(statement.statement() instanceof StatementDefaultContext query)) {
            throw at(statement.getStart(), "This is not a SELECT");
        }
        if (!(query.query().queryTerm() instanceof QueryTermDefaultContext term)
                || !(term.queryPrimary() instanceof QueryPrimaryDefaultContext primary)
                || !(primary.querySpecification() instanceof RegularQuerySpecificationContext select)) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        for (NamedExpressionContext given :
                select.selectClause().namedExpressionSeq().namedExpression()) {
            String text = given.getText();
            if (given.name != null
                    || given.identifierList() != null
                    || !PLAIN_COLUMN.matcher(text).matches()) {
                return Optional.empty();
            }
            columns.add(text.substring(text.lastIndexOf('.') + 1).replace("`", ""));
        }
        return Optional.of(columns);
    }

    /** The quick SLL prediction first; where it fails, full LL decides and words the error. */
    private static <T extends ParserRuleContext> T parse(String sql, Function<SqlBaseParser, T> rule)
            throws SqlSyntaxException {
        SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(sql)));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        if (lexer.has_unclosed_bracketed_comment) {
            throw at(tokens.get(tokens.size() - 1), "A comment opened with /* is never closed");
        }
        SqlBaseParser parser = new SqlBaseParser(tokens);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return rule.apply(parser);
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

    static SqlSyntaxException at(Token token, String message) {
        return new SqlSyntaxException(message, token.getLine(), token.getCharPositionInLine() + 1);
    }
}
