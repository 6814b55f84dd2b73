package dev.weir.jobs.engine.sql;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Table;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.sql.OrderFault;
import dev.weir.contracts.sql.SqlFunctions;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.QueryPlace;
import dev.weir.jobs.plan.TableKeys;
import dev.weir.jobs.plan.TablePlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.IterativeParseTreeWalker;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParserBaseListener;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a query alone shows to depend on an order that is not fixed. Where it takes types or keys to tell,
 * nothing is said here: Spark's analysis does.
 */
public final class UnfixedOrder extends SqlBaseParserBaseListener {

    private static final int LONGEST = 80;

    private static final Set<String> SUMS = Set.of("sum", "try_sum");
    private static final Set<String> MEANS = Set.of("avg", "mean", "try_avg");

    /** Functions whose answer does not depend on the order of their array. */
    private static final Set<String> SORTING =
            Set.of("sort_array", "size", "cardinality", "array_size", "array_min", "array_max", "array_contains");

    private final Plan plan;
    private final TablePlan table;
    private final String sql;
    private final List<Reproducibility.Because> found = new ArrayList<>();

    private UnfixedOrder(Plan plan, TablePlan table) {
        this.plan = plan;
        this.table = table;
        this.sql = table.route().query().sql();
    }

    /** What the texts of a plan's queries show. */
    public static List<Reproducibility.Because> of(Plan plan) {
        List<Reproducibility.Because> all = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            UnfixedOrder order = new UnfixedOrder(plan, table);
            try {
                new IterativeParseTreeWalker().walk(order, SparkSqlGrammar.tree(order.sql));
            } catch (SqlSyntaxException e) {
                throw new IllegalStateException("The plan of '" + table.name() + "' has SQL that does not parse", e);
            }
            all.addAll(order.found);
        }
        return all;
    }

    @Override
    public void enterQueryOrganization(SqlBaseParser.QueryOrganizationContext organization) {
        ParserRuleContext cut = organization.limit == null ? organization.offset : organization.limit;
        if (cut != null
                && organization.ORDER() == null
                && organization.getParent() instanceof SqlBaseParser.QueryContext query
                && !(query.getParent() instanceof SqlBaseParser.ExistsContext)
                && !isOfOneRow(query)) {
            add("LIMIT", OrderFault.CUT_WITHOUT_ORDER, cut.getStart());
        }
    }

    /** An aggregate without groups. */
    private static boolean isOfOneRow(SqlBaseParser.QueryContext query) {
        return query.queryTerm() instanceof SqlBaseParser.QueryTermDefaultContext term
                && term.queryPrimary() instanceof SqlBaseParser.QueryPrimaryDefaultContext primary
                && primary.querySpecification() instanceof SqlBaseParser.RegularQuerySpecificationContext select
                && select.aggregationClause() == null
                && calls(select.selectClause()).stream().anyMatch(SqlFunctions::isOfManyRows);
    }

    private static List<String> calls(ParseTree tree) {
        List<String> names = new ArrayList<>();
        if (tree instanceof SqlBaseParser.FunctionCallContext call) {
            names.add(name(call.functionName().getText()));
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            names.addAll(calls(tree.getChild(i)));
        }
        return names;
    }

    @Override
    public void enterFunctionCall(SqlBaseParser.FunctionCallContext call) {
        boolean ordered = call.OVER() != null
                && !(call.windowSpec() instanceof SqlBaseParser.WindowDefContext window
                        && window.sortItem().isEmpty());
        if (!ordered) {
            called(name(call.functionName().getText()), call, call.argument.isEmpty() ? null : call.argument.get(0));
        }
    }

    /** {@code first}, {@code last} and {@code any_value} have a grammar of their own. */
    @Override
    public void enterEveryRule(ParserRuleContext rule) {
        if (rule instanceof SqlBaseParser.PrimaryExpressionContext
                && rule.getChildCount() > 2
                && rule.getChild(0) instanceof TerminalNode word
                && rule.getChild(1) instanceof TerminalNode bracket
                && bracket.getSymbol().getType() == SqlBaseParser.LEFT_PAREN
                && rule.getChild(2) instanceof ParserRuleContext argument) {
            called(name(word.getText()), rule, argument);
        }
    }

    private void called(String name, ParserRuleContext call, @Nullable ParserRuleContext argument) {
        Set<String> groups = groups(call);
        if (argument == null || isOfOneRow(groups)) {
            return;
        }
        Optional<OrderFault> fault = aggregate(name);
        if (SUMS.contains(name)
                && type(call, argument).filter(DataType.Real.class::isInstance).isPresent()) {
            fault = Optional.of(OrderFault.SUM);
        } else if (MEANS.contains(name)) {
            fault = type(call, argument).flatMap(UnfixedOrder::mean);
        }
        fault.filter(each -> each == OrderFault.COMPUTED || !groups.contains(unqualified(name(argument.getText()))))
                .filter(each -> each != OrderFault.COLLECTED || !SORTING.contains(around(call)))
                .ifPresent(each -> add(written(call), each, call.getStart()));
    }

    private static Optional<OrderFault> aggregate(String name) {
        return switch (name) {
            case "first", "first_value", "last", "last_value", "any_value" -> Optional.of(OrderFault.TAKES_FIRST);
            case "mode" -> Optional.of(OrderFault.TIES_IN_FREQUENCY);
            case "collect_list", "collect_set", "array_agg" -> Optional.of(OrderFault.COLLECTED);
            case "approx_percentile", "percentile_approx" -> Optional.of(OrderFault.SKETCH);
            case "histogram_numeric" -> Optional.of(OrderFault.HISTOGRAM);
            case "std", "stddev", "stddev_samp", "stddev_pop", "variance", "var_samp", "var_pop" ->
                Optional.of(OrderFault.COMPUTED);
            case "skewness", "kurtosis", "corr", "covar_samp", "covar_pop" -> Optional.of(OrderFault.COMPUTED);
            default -> Optional.empty();
        };
    }

    private static Optional<OrderFault> mean(DataType type) {
        if (type instanceof DataType.Real) {
            return Optional.of(OrderFault.MEAN);
        }
        return type instanceof DataType.Int64 ? Optional.of(OrderFault.MEAN_OF_INTEGERS) : Optional.empty();
    }

    /** What the rows of a group are equal in, without qualifiers. */
    private static Set<String> groups(ParserRuleContext call) {
        Set<String> groups = new HashSet<>();
        List<ParserRuleContext> written = new ArrayList<>();
        if (call instanceof SqlBaseParser.FunctionCallContext function && function.OVER() != null) {
            if (function.windowSpec() instanceof SqlBaseParser.WindowDefContext window) {
                written.addAll(window.partition);
            }
        } else {
            nearest(call, SqlBaseParser.RegularQuerySpecificationContext.class)
                    .map(SqlBaseParser.RegularQuerySpecificationContext::aggregationClause)
                    .ifPresent(clause -> {
                        written.addAll(clause.groupByClause());
                        written.addAll(clause.expression());
                    });
        }
        for (ParserRuleContext group : written) {
            groups.add(unqualified(name(group.getText())));
        }
        return groups;
    }

    /** Whether each group may be one row: it has the key of a table. */
    private boolean isOfOneRow(Set<String> groups) {
        TableKeys keys = new TableKeys(plan);
        return table.route().inputs().stream()
                .map(keys::of)
                .filter(key -> !key.isEmpty())
                .anyMatch(key -> key.stream().map(UnfixedOrder::name).allMatch(groups::contains));
    }

    /** The type of an argument that is a column of the tables that the SELECT reads, and nothing more. */
    private Optional<DataType> type(ParserRuleContext call, ParserRuleContext argument) {
        String written = name(argument.getText());
        if (!written.matches("[\\p{L}\\p{N}_.]+")
                || !nearest(call, SqlBaseParser.RegularQuerySpecificationContext.class)
                        .map(SqlBaseParser.RegularQuerySpecificationContext::fromClause)
                        .filter(this::readsInputs)
                        .isPresent()) {
            return Optional.empty();
        }
        String column = unqualified(written);
        Set<DataType> types = new HashSet<>();
        for (Input input : table.route().inputs()) {
            read(input).stream()
                    .flatMap(read -> read.columns().stream())
                    .filter(each -> name(each.name()).equals(column))
                    .map(Column::type)
                    .forEach(types::add);
        }
        return types.size() == 1 ? Optional.of(types.iterator().next()) : Optional.empty();
    }

    private boolean readsInputs(SqlBaseParser.FromClauseContext from) {
        List<String> names = table.route().inputs().stream()
                .map(input -> name(input.written()))
                .toList();
        List<SqlBaseParser.RelationPrimaryContext> relations = new ArrayList<>();
        for (SqlBaseParser.RelationContext relation : from.relation()) {
            relations.add(relation.relationPrimary());
            relation.relationExtension().stream()
                    .filter(extension -> extension.joinRelation() != null)
                    .forEach(extension -> relations.add(extension.joinRelation().right));
        }
        return relations.stream()
                .allMatch(relation -> relation instanceof SqlBaseParser.TableNameContext read
                        && names.contains(name(read.identifierReference().getText())));
    }

    private Optional<Table> read(Input input) {
        return switch (input.origin()) {
            case SOURCE -> Optional.of(plan.read(input.name()).table());
            case TABLE -> Optional.of(plan.table(input.name()).table());
            case RELEASE -> Optional.empty();
        };
    }

    /** The function whose argument a call is. */
    private static String around(ParserRuleContext call) {
        ParserRuleContext at = call.getParent();
        while (at != null && at.getChildCount() == 1) {
            at = at.getParent();
        }
        return at instanceof SqlBaseParser.FunctionCallContext function
                ? name(function.functionName().getText())
                : "";
    }

    private static String unqualified(String name) {
        return name.matches("[\\p{L}\\p{N}_.]+") ? name.substring(name.lastIndexOf('.') + 1) : name;
    }

    private static String name(String written) {
        return written.replace("`", "").toLowerCase(Locale.ROOT);
    }

    private static String written(ParserRuleContext rule) {
        CharStream text = rule.getStart().getInputStream();
        String plain = text.getText(Interval.of(
                        rule.getStart().getStartIndex(), rule.getStop().getStopIndex()))
                .replaceAll("\\s+", " ");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + " …" : plain;
    }

    private void add(String expression, OrderFault fault, Token at) {
        found.add(new Reproducibility.Because(
                table.name(),
                QueryPlace.of(table.route().query(), at.getLine(), at.getCharPositionInLine() + 1),
                expression,
                fault.why(),
                fault.remedy()));
    }

    /** The nearest rule of a kind around another, or itself. */
    private static <T extends ParserRuleContext> Optional<T> nearest(ParserRuleContext rule, Class<T> kind) {
        ParserRuleContext at = rule;
        while (at != null && !kind.isInstance(at)) {
            at = at.getParent();
        }
        return Optional.ofNullable(at).map(kind::cast);
    }
}
