package dev.weir.jobs.engine.sql;

import dev.weir.contracts.sql.SqlCall;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlFacts.Shape;
import dev.weir.contracts.sql.SqlFunctions;
import dev.weir.contracts.sql.SqlSyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.IterativeParseTreeWalker;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParserBaseListener;
import org.jspecify.annotations.Nullable;

/** Walks a parsed query or expression once and notes what {@link SqlFacts} tell, and what a transformation may not do. */
final class SqlFactsCollector extends SqlBaseParserBaseListener {

    /** The most operators one after the other: each is a level more for Spark, as a bracket is. */
    static final int LONGEST_CHAIN = 500;

    private static final String ALL = "*";

    /** Types that hold any text. */
    private static final List<String> TEXTS = List.of("string", "varchar", "char", "binary");

    /** Functions that read days and times. */
    private static final Set<String> READERS_OF_TEXT =
            Set.of("to_date", "to_timestamp", "to_timestamp_ltz", "to_timestamp_ntz", "try_to_timestamp");

    /** Where an output row depends on more than one input row, whatever is written there. */
    private static final Set<Class<?>> OF_MANY_ROWS = Set.of(
            SqlBaseParser.RelationExtensionContext.class,
            SqlBaseParser.PivotClauseContext.class,
            SqlBaseParser.UnpivotClauseContext.class,
            SqlBaseParser.SetOperationContext.class,
            SqlBaseParser.FromStmtContext.class,
            SqlBaseParser.InlineTableContext.class,
            SqlBaseParser.AggregationClauseContext.class,
            SqlBaseParser.HavingClauseContext.class,
            SqlBaseParser.WindowClauseContext.class,
            SqlBaseParser.PercentileContext.class); // Spark has no function of that name

    private static final String SAMPLE = "TABLESAMPLE takes other rows each time";

    private static final String PARAMETER =
            "A parameter stands here, and nobody gives it a value; write the value itself";

    private final Set<String> tables = new LinkedHashSet<>();
    private final Set<String> relationNames = new HashSet<>();
    private final List<List<String>> mentions = new ArrayList<>();
    private final List<SqlCall> calls = new ArrayList<>();
    private final Deque<Set<String>> withNames = new ArrayDeque<>();
    private final Deque<Set<String>> lambdaVariables = new ArrayDeque<>();

    private boolean rowWise = true;
    private int chain;

    private final List<SqlFacts.Cast> casts = new ArrayList<>();
    /** The name of the item of a SELECT list that is walked through. */
    private String item = "";
    /** How many items stand around what is walked through: STRUCT(a AS b) AS c has two. */
    private int items;

    private @Nullable SqlSyntaxException refusal;

    private SqlFactsCollector() {}

    static SqlFacts ofQuery(SqlBaseParser.StatementDefaultContext tree) throws SqlSyntaxException {
        SqlFactsCollector collector = walk(tree);
        boolean oneTable = collector.tables.size() == 1;
        return collector.facts(
                oneTable && collector.rowWise ? Shape.ROW_WISE : Shape.GENERAL,
                new SqlFacts.Output(bare(tree), collector.casts));
    }

    static SqlFacts ofExpression(ParserRuleContext tree) throws SqlSyntaxException {
        SqlFactsCollector collector = walk(tree);
        return collector.facts(
                collector.rowWise && collector.tables.isEmpty() ? Shape.ROW_WISE : Shape.GENERAL,
                new SqlFacts.Output(List.of(), collector.casts));
    }

    private static SqlFactsCollector walk(ParserRuleContext tree) throws SqlSyntaxException {
        SqlFactsCollector collector = new SqlFactsCollector();
        new IterativeParseTreeWalker().walk(collector, tree);
        if (collector.refusal != null) {
            throw collector.refusal;
        }
        return collector;
    }

    private SqlFacts facts(Shape shape, SqlFacts.Output output) {
        Set<String> columns = new LinkedHashSet<>();
        for (List<String> mention : mentions) {
            columns.add(unqualified(mention));
        }
        return new SqlFacts(
                List.copyOf(tables),
                List.copyOf(columns),
                List.copyOf(new LinkedHashSet<>(mentions)),
                calls,
                shape,
                output);
    }

    /** {@code t.c.field} names the column c where t is a relation, else the column t. */
    private String unqualified(List<String> mention) {
        String prefix = "";
        for (int i = 0; i + 1 < mention.size(); i++) {
            prefix = i == 0 ? SqlNames.lower(mention.get(0)) : prefix + "." + SqlNames.lower(mention.get(i));
            if (relationNames.contains(prefix)) {
                return mention.get(i + 1);
            }
        }
        return mention.get(0);
    }

    /** The columns that a query gives, when it is one SELECT of columns under their own names. */
    private static List<String> bare(SqlBaseParser.StatementDefaultContext statement) {
        if (!(statement.query().queryTerm() instanceof SqlBaseParser.QueryTermDefaultContext term)
                || !(term.queryPrimary() instanceof SqlBaseParser.QueryPrimaryDefaultContext primary)
                || !(primary.querySpecification() instanceof SqlBaseParser.RegularQuerySpecificationContext select)) {
            return List.of();
        }
        List<String> columns = new ArrayList<>();
        for (SqlBaseParser.NamedExpressionContext given :
                select.selectClause().namedExpressionSeq().namedExpression()) {
            List<String> parts = SqlNames.column(given.expression());
            boolean isStar = SqlNames.primary(given.expression()) instanceof SqlBaseParser.StarContext;
            boolean qualified = isStar || parts.size() == 1 || parts.size() == 2;
            if (given.name != null || given.identifierList() != null || !qualified) {
                return List.of();
            }
            columns.add(isStar ? ALL : parts.get(parts.size() - 1));
        }
        return columns;
    }

    @Override
    public void enterNamedExpression(SqlBaseParser.NamedExpressionContext named) {
        if (items++ == 0) {
            item = named.name == null ? "" : SqlNames.of(named.name);
        }
    }

    @Override
    public void exitNamedExpression(SqlBaseParser.NamedExpressionContext named) {
        items--;
    }

    // --- relations -------------------------------------------------------------------------------------------------

    @Override
    public void enterQuery(SqlBaseParser.QueryContext query) {
        rowWise &= withNames.isEmpty() && query.ctes() == null;
        withNames.push(new HashSet<>());
    }

    @Override
    public void exitQuery(SqlBaseParser.QueryContext query) {
        withNames.pop();
    }

    @Override
    public void exitNamedQuery(SqlBaseParser.NamedQueryContext named) {
        String name = SqlNames.of(named.name);
        withNames.element().add(SqlNames.lower(name));
        relationNames.add(SqlNames.lower(name));
    }

    @Override
    public void enterTableName(SqlBaseParser.TableNameContext table) {
        refuse(table.sample(), SAMPLE);
        refuse(table.temporalClause(), "A transformation reads its inputs as they are now, not as of a time");
        table(table.identifierReference());
        alias(table.tableAlias());
    }

    @Override
    public void enterTable(SqlBaseParser.TableContext table) {
        rowWise = false;
        table(table.identifierReference());
    }

    private void table(SqlBaseParser.IdentifierReferenceContext reference) {
        if (reference.multipartIdentifier() == null) {
            refuse(reference, "A table is named here by an expression; name it as it is");
            return;
        }
        List<String> parts = SqlNames.parts(reference.multipartIdentifier());
        String written = String.join(".", parts);
        boolean fromWith =
                parts.size() == 1 && withNames.stream().anyMatch(names -> names.contains(SqlNames.lower(written)));
        if (!fromWith) {
            tables.add(written);
        }
        relationNames.add(SqlNames.lower(written));
        relationNames.add(SqlNames.lower(parts.get(parts.size() - 1)));
    }

    private void alias(SqlBaseParser.@Nullable TableAliasContext alias) {
        if (alias != null && alias.strictIdentifier() != null) {
            relationNames.add(
                    SqlNames.lower(SqlNames.unquoted(alias.strictIdentifier().getText())));
        }
    }

    @Override
    public void enterAliasedQuery(SqlBaseParser.AliasedQueryContext query) {
        refuse(query.sample(), SAMPLE);
        alias(query.tableAlias());
    }

    @Override
    public void enterAliasedRelation(SqlBaseParser.AliasedRelationContext relation) {
        refuse(relation.sample(), SAMPLE);
        alias(relation.tableAlias());
    }

    @Override
    public void enterFunctionTable(SqlBaseParser.FunctionTableContext function) {
        rowWise = false;
        if (isNamed(function.functionName())) {
            called(SqlCalls.of(function));
        }
        alias(function.tableAlias());
    }

    @Override
    public void enterLateralView(SqlBaseParser.LateralViewContext view) {
        rowWise = false;
        called(SqlCalls.of(view));
        if (view.tblName != null) {
            relationNames.add(SqlNames.lower(SqlNames.unquoted(view.tblName.getText())));
        }
    }

    // --- what makes an output row depend on more than one input row ------------------------------------------------

    @Override
    public void enterFromClause(SqlBaseParser.FromClauseContext from) {
        rowWise &= from.relation().size() == 1;
    }

    @Override
    public void enterSetQuantifier(SqlBaseParser.SetQuantifierContext quantifier) {
        rowWise &= quantifier.DISTINCT() == null;
    }

    @Override
    public void enterQueryOrganization(SqlBaseParser.QueryOrganizationContext organization) {
        rowWise &= organization.getChildCount() == 0;
    }

    @Override
    public void enterTransformClause(SqlBaseParser.TransformClauseContext transform) {
        refuse(transform, "A transformation runs no scripts");
    }

    // --- expressions -----------------------------------------------------------------------------------------------

    @Override
    public void enterFunctionCall(SqlBaseParser.FunctionCallContext function) {
        if (isNamed(function.functionName())) {
            SqlCall call = SqlCalls.of(function);
            called(call);
            if (READERS_OF_TEXT.contains(call.name()) && !function.argument.isEmpty()) {
                cast(call, function.argument.get(0));
            }
        }
        rowWise &= function.windowSpec() == null && function.FILTER() == null;
    }

    /** Casts within WHERE and the like are no part of what a query gives; a literal or a number is no text of a row. */
    private void cast(SqlCall call, ParserRuleContext operand) {
        if (items == 0 || call.arguments().get(0).kind() != SqlCall.Argument.Kind.EXPRESSION || isNumber(operand)) {
            return;
        }
        List<String> parts = SqlNames.column(operand);
        Optional<String> read = parts.isEmpty() || isVariable(parts.get(0))
                ? Optional.empty()
                : Optional.of(parts.get(parts.size() - 1));
        casts.add(new SqlFacts.Cast(item, read, call.line(), call.column()));
    }

    /** Whether an expression is arithmetic, or cast itself. */
    private static boolean isNumber(ParserRuleContext expression) {
        ParserRuleContext at = expression;
        while (!(at instanceof SqlBaseParser.CastContext)
                && (at.getChildCount() == 1 || at instanceof SqlBaseParser.ParenthesizedExpressionContext)
                && at.getChild(at.getChildCount() / 2) instanceof ParserRuleContext child) {
            at = child;
        }
        return (at instanceof SqlBaseParser.ArithmeticBinaryContext binary
                        && binary.operator.getType() != SqlBaseParser.CONCAT_PIPE)
                || at instanceof SqlBaseParser.ArithmeticUnaryContext
                || (at instanceof SqlBaseParser.CastContext cast && !isText(cast.dataType()));
    }

    private static boolean isText(SqlBaseParser.DataTypeContext type) {
        String name = SqlNames.lower(type.getText());
        return TEXTS.stream().anyMatch(name::startsWith);
    }

    /** Of a lambda function. */
    private boolean isVariable(String name) {
        return lambdaVariables.stream().anyMatch(variables -> variables.contains(SqlNames.lower(name)));
    }

    private boolean isNamed(SqlBaseParser.FunctionNameContext function) {
        if (function.expression() != null) {
            refuse(function, "A function is named here by an expression; name it as it is");
        }
        return function.expression() == null;
    }

    private void called(SqlCall call) {
        calls.add(call);
        rowWise &= !SqlFunctions.isOfManyRows(call.name());
    }

    @Override
    public void enterCurrentLike(SqlBaseParser.CurrentLikeContext current) {
        called(SqlCalls.of(current));
    }

    @Override
    public void enterCast(SqlBaseParser.CastContext cast) {
        SqlCall call = SqlCalls.of(cast);
        called(call);
        if (!isText(cast.dataType())) {
            cast(call, cast.expression());
        }
    }

    @Override
    public void enterTypeConstructor(SqlBaseParser.TypeConstructorContext literal) {
        called(SqlCalls.of(literal));
    }

    @Override
    public void enterPredicate(SqlBaseParser.PredicateContext predicate) {
        SqlCalls.of(predicate).forEach(this::called);
    }

    @Override
    public void enterNamedParameterLiteral(SqlBaseParser.NamedParameterLiteralContext parameter) {
        refuse(parameter, PARAMETER);
    }

    @Override
    public void enterPosParameterLiteral(SqlBaseParser.PosParameterLiteralContext parameter) {
        refuse(parameter, PARAMETER);
    }

    /** Functions with a grammar of their own, such as {@code EXTRACT(YEAR FROM d)}, have their name as a plain token. */
    @Override
    public void enterEveryRule(ParserRuleContext rule) {
        rowWise &= !OF_MANY_ROWS.contains(rule.getClass());
        if (isLink(rule)) {
            chain++;
            if (chain > LONGEST_CHAIN) {
                refuse(
                        rule,
                        "More than " + LONGEST_CHAIN + " operators stand in one row here; divide it with brackets");
            }
        }
        if (rule instanceof SqlBaseParser.PrimaryExpressionContext
                && rule.getChildCount() > 1
                && rule.getChild(0) instanceof TerminalNode word
                && rule.getChild(1) instanceof TerminalNode bracket
                && bracket.getSymbol().getType() == SqlBaseParser.LEFT_PAREN) {
            called(SqlCalls.of(word));
        }
    }

    @Override
    public void exitEveryRule(ParserRuleContext rule) {
        if (isLink(rule)) {
            chain--;
        }
    }

    /** Whether each further operator in a row makes the expression deeper; Spark joins AND and OR in a flat way. */
    private static boolean isLink(ParserRuleContext rule) {
        return rule instanceof SqlBaseParser.ArithmeticBinaryContext
                || rule instanceof SqlBaseParser.ComparisonContext
                || rule instanceof SqlBaseParser.SetOperationContext
                || rule instanceof SqlBaseParser.DereferenceContext
                || rule instanceof SqlBaseParser.SubscriptContext;
    }

    @Override
    public void enterLambda(SqlBaseParser.LambdaContext lambda) {
        Set<String> variables = new HashSet<>();
        lambda.identifier().forEach(variable -> variables.add(SqlNames.lower(SqlNames.unquoted(variable.getText()))));
        lambdaVariables.push(variables);
    }

    @Override
    public void exitLambda(SqlBaseParser.LambdaContext lambda) {
        lambdaVariables.pop();
    }

    @Override
    public void enterColumnReference(SqlBaseParser.ColumnReferenceContext column) {
        String root = SqlNames.unquoted(column.identifier().getText());
        if (isVariable(root)) {
            return;
        }
        List<String> parts = new ArrayList<>();
        parts.add(root);
        ParserRuleContext outer = column.getParent();
        while (outer instanceof SqlBaseParser.DereferenceContext dereference) {
            parts.add(SqlNames.unquoted(dereference.fieldName.getText()));
            outer = outer.getParent();
        }
        mentions.add(parts);
    }

    // --- names -----------------------------------------------------------------------------------------------------

    @Override
    public void enterErrorIdent(SqlBaseParser.ErrorIdentContext identifier) {
        refuse(identifier.getParent(), "A name with '-' in it stands in `back quotes`");
    }

    private void refuse(@Nullable ParserRuleContext where, String why) {
        if (where != null && refusal == null) {
            refusal = SparkSqlGrammar.at(where.getStart(), why);
        }
    }
}
