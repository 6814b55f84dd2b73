package dev.weir.jobs.engine.sql;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.sql.Derivation;
import dev.weir.contracts.sql.Derivation.Edge;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlOrigins.Origin;
import dev.weir.contracts.sql.SqlOrigins.Output;
import dev.weir.contracts.sql.SqlOrigins.TableColumn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.jspecify.annotations.Nullable;

/**
 * Follows each output column of a parsed query, and what decides on the query's rows, to the tables that it reads: through WITH,
 * sub-queries, joins, set operations and stars. It descends as deep as queries stand in queries, which {@link SqlNesting}
 * bounds; within {@link ExpressionOrigins expressions} and rows of UNION it keeps a list of its own.
 */
final class ColumnOrigins {

    /** Functions that make columns of one value. */
    private static final Set<String> GENERATORS = Set.of(
            "explode",
            "explode_outer",
            "posexplode",
            "posexplode_outer",
            "inline",
            "inline_outer",
            "stack",
            "json_tuple");

    /** Those that make as many rows of each row. */
    private static final Set<String> OF_FIXED_LENGTH = Set.of("json_tuple", "stack");

    /** Functions that are casts to the type of their name. */
    private static final Set<String> CASTS = Set.of(
            "bigint",
            "binary",
            "boolean",
            "date",
            "decimal",
            "double",
            "float",
            "int",
            "smallint",
            "string",
            "timestamp",
            "tinyint");

    private final SqlOrigins.Tables tables;
    private final Map<String, SqlOrigins> read = new HashMap<>();
    private final Map<SqlBaseParser.QueryContext, SqlOrigins> known = new HashMap<>();
    private final Set<String> untraced = new HashSet<>();
    private final ExpressionOrigins expressions = new ExpressionOrigins(this, untraced);

    private ColumnOrigins(SqlOrigins.Tables tables) {
        this.tables = tables;
    }

    static SqlOrigins of(SqlBaseParser.QueryContext query, SqlOrigins.Tables tables) {
        ColumnOrigins walk = new ColumnOrigins(tables);
        SqlOrigins rows = walk.query(query, ColumnScope.empty());
        return new SqlOrigins(rows.columns(), rows.unnamed(), rows.rows(), walk.untraced);
    }

    // --- queries ---------------------------------------------------------------------------------------------------

    /** A query is walked once, whatever asks for it: EXISTS asks twice. */
    SqlOrigins query(SqlBaseParser.QueryContext query, ColumnScope around) {
        SqlOrigins before = known.get(query);
        if (before != null) {
            return before;
        }
        ColumnScope scope = defining(query, around);
        ColumnScope term = term(query.queryTerm(), scope);
        sort(query.queryOrganization(), term);
        SqlOrigins rows = term.rows();
        known.put(query, rows);
        return rows;
    }

    /** A place with the tables of WITH, and with the windows that may stand after ORDER BY. */
    private ColumnScope defining(SqlBaseParser.QueryContext query, ColumnScope around) {
        ColumnScope scope = around.inner();
        scope.define(query.queryOrganization().windowClause());
        if (query.ctes() != null) {
            for (SqlBaseParser.NamedQueryContext with : query.ctes().namedQuery()) {
                SqlOrigins rows = query(with.query(), scope);
                scope.define(SqlNames.of(with.name), renamed(rows, SqlNames.list(with.columnAliases)));
            }
        }
        return scope;
    }

    /** What a query within an expression gives it: all that decides on the query's rows decides on the value. */
    Derivation value(SqlBaseParser.QueryContext query, ColumnScope scope) {
        SqlOrigins rows = query(query, scope);
        Derivation column = rows.columns().size() == 1 && rows.unnamed().isEmpty()
                ? rows.columns().get(0).derivation()
                : rows.together();
        return column.decidedBy(rows.rows());
    }

    /** What EXISTS asks about: all columns that its query names, or else those that it gives. */
    List<List<Origin>> asked(SqlBaseParser.QueryContext query, ColumnScope around) {
        ColumnScope scope = defining(query, around);
        return query.queryTerm() instanceof SqlBaseParser.QueryTermDefaultContext term
                        && term.queryPrimary() instanceof SqlBaseParser.QueryPrimaryDefaultContext primary
                        && primary.querySpecification() instanceof SqlBaseParser.RegularQuerySpecificationContext select
                ? expressions.origins(select, from(select, scope))
                : List.of(term(query.queryTerm(), scope).rows().together().origins());
    }

    /** Set operations from the left to the right: hundreds may stand in a row. */
    private ColumnScope term(SqlBaseParser.QueryTermContext term, ColumnScope scope) {
        Deque<SqlBaseParser.SetOperationContext> operations = new ArrayDeque<>();
        SqlBaseParser.QueryTermContext first = term;
        while (first instanceof SqlBaseParser.SetOperationContext operation) {
            operations.push(operation);
            first = operation.left;
        }
        ColumnScope rows = primary(((SqlBaseParser.QueryTermDefaultContext) first).queryPrimary(), scope);
        for (SqlBaseParser.SetOperationContext operation : operations) {
            rows = combined(rows, operation, term(operation.right, scope), scope);
        }
        return rows;
    }

    /** What EXCEPT takes away gives no value, and decides which rows stay. */
    private static ColumnScope combined(
            ColumnScope left, SqlBaseParser.SetOperationContext operation, ColumnScope right, ColumnScope scope) {
        boolean isTakenAway = operation.EXCEPT() != null || operation.SETMINUS() != null;
        ColumnScope combined = scope.inner();
        combined.add(List.of(), isTakenAway ? left.rows() : united(left.rows(), right.rows()));
        combined.decide(right.decisive());
        if (operation.UNION() == null) {
            combined.decide(left.edges(EdgeKind.FILTER));
            combined.decide(right.edges(EdgeKind.FILTER));
        } else if (operation.setQuantifier() == null
                || operation.setQuantifier().ALL() == null) {
            combined.decide(combined.edges(EdgeKind.GROUP_BY));
        }
        return combined;
    }

    /** By position, under the names of the first part; where positions are unknown, any column may be any. */
    private static SqlOrigins united(SqlOrigins first, SqlOrigins part) {
        boolean isByPosition = first.unnamed().isEmpty() && part.unnamed().isEmpty();
        Derivation any = isByPosition ? Derivation.NONE : part.together();
        List<Output> united = new ArrayList<>();
        for (int i = 0; i < first.columns().size(); i++) {
            Output column = first.columns().get(i);
            Derivation other = !isByPosition
                    ? any
                    : i < part.columns().size() ? part.columns().get(i).derivation() : Derivation.NONE;
            united.add(new Output(column.name(), Derivation.either(List.of(column.derivation(), other))));
        }
        Derivation others =
                first.unnamed().isEmpty() ? Derivation.NONE : Derivation.either(List.of(first.unnamed(), any));
        return first.with(united, others);
    }

    private ColumnScope primary(SqlBaseParser.QueryPrimaryContext primary, ColumnScope scope) {
        if (primary instanceof SqlBaseParser.QueryPrimaryDefaultContext plain
                && plain.querySpecification() instanceof SqlBaseParser.RegularQuerySpecificationContext select) {
            return selected(select, select.selectClause(), from(select, scope));
        } else if (primary instanceof SqlBaseParser.FromStmtContext statement) {
            return selected(statement.fromStatement(), scope);
        }
        SqlOrigins rows;
        if (primary instanceof SqlBaseParser.SubqueryContext inner) {
            rows = query(inner.query(), scope);
        } else if (primary instanceof SqlBaseParser.TableContext table) {
            rows = table(table.identifierReference(), scope);
        } else if (primary instanceof SqlBaseParser.InlineTableDefault1Context values) {
            rows = values(values.inlineTable(), scope);
        } else {
            rows = new SqlOrigins(List.of(), Derivation.LITERAL);
            untraced.add("SELECT TRANSFORM");
        }
        ColumnScope found = scope.inner();
        found.add(List.of(), rows);
        return found;
    }

    /** {@code FROM table SELECT ... SELECT ...}: the rows of all. */
    private ColumnScope selected(SqlBaseParser.FromStatementContext statement, ColumnScope scope) {
        List<ColumnScope> parts = new ArrayList<>();
        for (SqlBaseParser.FromStatementBodyContext body : statement.fromStatementBody()) {
            ColumnScope from = from(statement.fromClause(), scope);
            from.define(body.queryOrganization().windowClause());
            body.lateralView().forEach(view -> view(view, from));
            ColumnScope part = selected(body, body.selectClause(), from);
            sort(body.queryOrganization(), part);
            parts.add(part);
        }
        ColumnScope all = parts.get(0);
        for (ColumnScope part : parts.subList(1, parts.size())) {
            ColumnScope united = scope.inner();
            united.add(List.of(), united(all.rows(), part.rows()));
            united.decide(part.decisive());
            all = united;
        }
        return all;
    }

    /**
     * One SELECT. What follows its list sees the columns of the list first, then those of FROM; GROUP BY sees them the other way
     * round.
     *
     * @param block what its clauses stand in
     */
    private ColumnScope selected(ParserRuleContext block, SqlBaseParser.SelectClauseContext select, ColumnScope from) {
        from.define(block.getRuleContext(SqlBaseParser.WindowClauseContext.class, 0));
        decide(block.getRuleContext(SqlBaseParser.WhereClauseContext.class, 0), EdgeKind.FILTER, from);
        ColumnList columns = new ColumnList();
        for (SqlBaseParser.NamedExpressionContext item :
                select.namedExpressionSeq().namedExpression()) {
            ParserRuleContext expression = SqlNames.bare(item.expression());
            if (expression instanceof SqlBaseParser.StarContext star) {
                columns.add(star(star, from));
            } else {
                item(item, expression, from, columns);
            }
        }
        ColumnScope selected = from.inner();
        selected.add(List.of(), columns.rows());
        group(block.getRuleContext(SqlBaseParser.AggregationClauseContext.class, 0), select, from, selected);
        decide(block.getRuleContext(SqlBaseParser.HavingClauseContext.class, 0), EdgeKind.FILTER, selected);
        if (select.setQuantifier() != null && select.setQuantifier().DISTINCT() != null) {
            selected.decide(selected.edges(EdgeKind.GROUP_BY));
        }
        selected.decide(from.decisive());
        return selected;
    }

    private void decide(@Nullable ParserRuleContext clause, EdgeKind kind, ColumnScope scope) {
        if (clause != null) {
            scope.decide(expressions.edges(clause, kind, scope));
        }
    }

    private void group(
            SqlBaseParser.@Nullable AggregationClauseContext clause,
            SqlBaseParser.SelectClauseContext select,
            ColumnScope from,
            ColumnScope selected) {
        if (clause == null) {
            return;
        }
        for (SqlBaseParser.ExpressionContext expression : SqlNames.expressions(clause)) {
            if (isAll(expression, from)) {
                select.namedExpressionSeq().namedExpression().stream()
                        .filter(item -> !PartKind.aggregates(item))
                        .forEach(item -> decide(item, EdgeKind.GROUP_BY, from));
            } else {
                selected.decide(edges(expression, EdgeKind.GROUP_BY, from, selected));
            }
        }
    }

    private void sort(SqlBaseParser.QueryOrganizationContext organization, ColumnScope rows) {
        Stream.of(
                        organization.order.stream().map(SqlBaseParser.SortItemContext::expression),
                        organization.sort.stream().map(SqlBaseParser.SortItemContext::expression),
                        organization.clusterBy.stream())
                .flatMap(Function.identity())
                .map(expression -> isAll(expression, rows)
                        ? rows.edges(EdgeKind.SORT)
                        : edges(expression, EdgeKind.SORT, rows, rows))
                .forEach(rows::decide);
    }

    /** {@code GROUP BY ALL} and {@code ORDER BY ALL}, where no column has that name. */
    private static boolean isAll(SqlBaseParser.ExpressionContext expression, ColumnScope scope) {
        List<String> name = SqlNames.column(SqlNames.bare(expression));
        return name.size() == 1 && name.get(0).equalsIgnoreCase("all") && !scope.names(name);
    }

    /** {@code GROUP BY 1} means the first column of the list. */
    private Set<Edge> edges(
            SqlBaseParser.ExpressionContext expression, EdgeKind use, ColumnScope scope, ColumnScope selected) {
        return ordinal(expression, selected)
                .map(column -> column.edges(use))
                .orElseGet(() -> expressions.edges(expression, use, scope));
    }

    private static Optional<Derivation> ordinal(SqlBaseParser.ExpressionContext expression, ColumnScope selected) {
        if (!expression.getText().matches("[1-9][0-9]{0,8}")) {
            return Optional.empty();
        }
        SqlOrigins rows = selected.star();
        int position = Integer.parseInt(expression.getText());
        return rows.unnamed().isEmpty() && position <= rows.columns().size()
                ? Optional.of(rows.columns().get(position - 1).derivation())
                : rows.unnamed().isEmpty() ? Optional.empty() : Optional.of(rows.together());
    }

    private void item(
            SqlBaseParser.NamedExpressionContext item,
            ParserRuleContext expression,
            ColumnScope from,
            ColumnList columns) {
        Derivation made = expressions.output(expression, from);
        if (expression instanceof SqlBaseParser.FunctionCallContext call && isGenerator(call)) {
            from.decide(lengths(SqlNames.function(call), call.argument, made));
        }
        if (item.identifierList() != null) {
            SqlNames.list(item.identifierList()).forEach(name -> columns.add(new Output(name, made)));
        } else if (item.name != null) {
            String name = SqlNames.of(item.name);
            columns.add(new Output(name, made));
            from.alias(name, made);
        } else if (isGenerator(expression)) {
            columns.addOthers(made);
        } else {
            columns.add(new Output(givenName(expression), made));
        }
    }

    /** A column has its own name, and so has a column that is cast; empty for all else. */
    private static String givenName(ParserRuleContext expression) {
        ParserRuleContext named = expression;
        if (expression instanceof SqlBaseParser.CastContext cast) {
            named = SqlNames.bare(cast.expression());
        } else if (expression instanceof SqlBaseParser.FunctionCallContext call
                && call.argument.size() == 1
                && CASTS.contains(SqlNames.lower(call.functionName().getText()))) {
            named = SqlNames.bare(call.argument.get(0));
        }
        List<String> parts = SqlNames.column(named);
        return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    }

    private static boolean isGenerator(ParserRuleContext expression) {
        return expression instanceof SqlBaseParser.FunctionCallContext call
                && GENERATORS.contains(SqlNames.lower(call.functionName().getText()));
    }

    /** The columns that an asterisk means. */
    SqlOrigins star(SqlBaseParser.StarContext star, ColumnScope scope) {
        return star.qualifiedName() == null
                ? scope.star()
                : scope.star(star.qualifiedName().identifier().stream()
                                .map(part -> SqlNames.unquoted(part.getText()))
                                .toList())
                        .orElseGet(() -> {
                            untraced.add(star.getText());
                            return new SqlOrigins(List.of(), Derivation.LITERAL);
                        });
    }

    // --- relations -------------------------------------------------------------------------------------------------

    private ColumnScope from(SqlBaseParser.RegularQuerySpecificationContext select, ColumnScope scope) {
        ColumnScope from = select.fromClause() == null ? scope.inner() : from(select.fromClause(), scope);
        select.lateralView().forEach(view -> view(view, from));
        return from;
    }

    private ColumnScope from(SqlBaseParser.FromClauseContext clause, ColumnScope scope) {
        ColumnScope from = scope.inner();
        for (SqlBaseParser.RelationContext relation : clause.relation()) {
            from.join(relation(relation, scope, from));
        }
        clause.lateralView().forEach(view -> view(view, from));
        pivot(clause.pivotClause(), from);
        unpivot(clause.unpivotClause(), from);
        return from;
    }

    /** @param before what stands to its left: LATERAL sees it */
    private ColumnScope relation(SqlBaseParser.RelationContext relation, ColumnScope scope, ColumnScope before) {
        ColumnScope left = before.inner();
        left.join(primary(relation.relationPrimary(), relation.LATERAL() == null ? scope : before));
        for (SqlBaseParser.RelationExtensionContext extension : relation.relationExtension()) {
            if (extension.joinRelation() != null) {
                join(left, extension.joinRelation(), scope);
            }
            pivot(extension.pivotClause(), left);
            unpivot(extension.unpivotClause(), left);
        }
        return left;
    }

    private void join(ColumnScope left, SqlBaseParser.JoinRelationContext join, ColumnScope scope) {
        SqlBaseParser.JoinTypeContext type = join.joinType();
        SqlBaseParser.JoinCriteriaContext criteria = join.joinCriteria();
        ColumnScope right = primary(join.right, join.LATERAL() == null ? scope : left);
        List<String> using = join.NATURAL() != null
                ? shared(left, right)
                : SqlNames.list(criteria == null ? null : criteria.identifierList());
        for (String name : using) {
            left.decide(expressions.column(List.of(name), left).edges(EdgeKind.JOIN));
            left.decide(expressions.column(List.of(name), right).edges(EdgeKind.JOIN));
        }
        if (criteria != null && criteria.booleanExpression() != null) {
            ColumnScope both = left.inner();
            both.join(right);
            left.decide(expressions.edges(criteria.booleanExpression(), EdgeKind.JOIN, both));
        }
        if (type != null && (type.SEMI() != null || type.ANTI() != null)) {
            left.decide(right.decisive());
            return;
        }
        Set<ColumnScope.Side> sides = type != null && type.FULL() != null
                ? EnumSet.allOf(ColumnScope.Side.class)
                : EnumSet.of(type != null && type.RIGHT() != null ? ColumnScope.Side.RIGHT : ColumnScope.Side.LEFT);
        left.join(right, using, sides);
    }

    private List<String> shared(ColumnScope left, ColumnScope right) {
        if (left.hasUnnamed() || right.hasUnnamed()) {
            untraced.add("NATURAL JOIN");
        }
        return left.shared(right);
    }

    private ColumnScope primary(SqlBaseParser.RelationPrimaryContext primary, ColumnScope scope) {
        ColumnScope found = scope.inner();
        if (primary instanceof SqlBaseParser.TableNameContext table) {
            SqlOrigins rows = table(table.identifierReference(), scope);
            add(found, rows, table.tableAlias(), names(table.identifierReference()));
        } else if (primary instanceof SqlBaseParser.AliasedQueryContext inner) {
            add(found, query(inner.query(), scope), inner.tableAlias(), List.of());
        } else if (primary instanceof SqlBaseParser.AliasedRelationContext inner) {
            ColumnScope relation = relation(inner.relation(), scope, scope);
            if (inner.tableAlias().strictIdentifier() == null) {
                return relation;
            }
            add(found, relation.star(), inner.tableAlias(), List.of());
        } else if (primary instanceof SqlBaseParser.InlineTableDefault2Context values) {
            SqlOrigins rows = values(values.inlineTable(), scope);
            add(found, rows, values.inlineTable().tableAlias(), List.of());
        } else if (primary instanceof SqlBaseParser.TableValuedFunctionContext function) {
            Derivation made = expressions.computed(function.functionTable().functionTableArgument(), scope);
            Set<Edge> lengths = lengths(
                    function.functionTable().funcName.getText(),
                    function.functionTable().functionTableArgument(),
                    made);
            SqlOrigins rows = new SqlOrigins(List.of(), made, lengths, Set.of());
            add(found, rows, function.functionTable().tableAlias(), List.of());
        }
        return found;
    }

    private static void add(
            ColumnScope scope, SqlOrigins rows, SqlBaseParser.@Nullable TableAliasContext alias, List<String> names) {
        if (alias == null || alias.strictIdentifier() == null) {
            scope.add(names, rows);
        } else {
            scope.add(
                    List.of(SqlNames.unquoted(alias.strictIdentifier().getText())),
                    renamed(rows, SqlNames.list(alias.identifierList())));
        }
    }

    private static SqlOrigins renamed(SqlOrigins rows, List<String> names) {
        if (names.isEmpty()) {
            return rows;
        }
        List<Output> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean isKnown = rows.unnamed().isEmpty() && i < rows.columns().size();
            columns.add(new Output(names.get(i), isKnown ? rows.columns().get(i).derivation() : rows.together()));
        }
        return rows.with(columns, Derivation.NONE);
    }

    /** A table by what a query calls it: {@code raw.visits} is {@code visits}, too. */
    private static List<String> names(SqlBaseParser.IdentifierReferenceContext reference) {
        List<String> parts = SqlNames.parts(reference.multipartIdentifier());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            names.add(String.join(".", parts.subList(i, parts.size())));
        }
        return names;
    }

    /** A table of WITH, or one that is read. */
    SqlOrigins table(SqlBaseParser.IdentifierReferenceContext reference, ColumnScope scope) {
        List<String> parts = SqlNames.parts(reference.multipartIdentifier());
        Optional<SqlOrigins> defined = parts.size() == 1 ? scope.table(parts.get(0)) : Optional.empty();
        return defined.orElseGet(() -> read.computeIfAbsent(String.join(".", parts), this::read));
    }

    private SqlOrigins read(String written) {
        List<Output> columns = tables.columns(written).stream()
                .map(column -> new Output(column, Derivation.of(new TableColumn(written, column))))
                .toList();
        if (columns.isEmpty()) {
            untraced.add("table " + written);
        }
        return new SqlOrigins(columns, Derivation.NONE);
    }

    private SqlOrigins values(SqlBaseParser.InlineTableContext table, ColumnScope scope) {
        Derivation made = expressions.computed(table.expression(), scope);
        ParserRuleContext row = SqlNames.bare(table.expression(0));
        int width = row instanceof SqlBaseParser.RowConstructorContext constructor
                ? constructor.namedExpression().size()
                : row instanceof SqlBaseParser.StructContext struct ? struct.argument.size() : 1;
        List<String> named = SqlNames.list(table.tableAlias().identifierList());
        List<Output> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(new Output(i < named.size() ? named.get(i) : "col" + (i + 1), made));
        }
        return new SqlOrigins(columns, Derivation.NONE);
    }

    /** What decides how many rows a generator makes of a row: its argument, but where each row becomes as many as any other. */
    private static Set<Edge> lengths(String generator, List<? extends ParserRuleContext> arguments, Derivation made) {
        boolean isFixed = OF_FIXED_LENGTH.contains(SqlNames.lower(generator))
                || arguments.stream().allMatch(ColumnOrigins::isArray);
        return isFixed ? Set.of() : made.edges(EdgeKind.FILTER);
    }

    private static boolean isArray(ParserRuleContext expression) {
        return SqlNames.bare(expression) instanceof SqlBaseParser.FunctionCallContext call
                && SqlNames.function(call).equals("array");
    }

    private void view(SqlBaseParser.LateralViewContext view, ColumnScope from) {
        Derivation made = expressions.computed(view.expression(), from);
        List<Output> columns = view.colName.stream()
                .map(column -> new Output(SqlNames.unquoted(column.getText()), made))
                .toList();
        from.add(
                List.of(SqlNames.unquoted(view.tblName.getText())),
                new SqlOrigins(
                        columns,
                        columns.isEmpty() ? made : Derivation.NONE,
                        lengths(view.qualifiedName().getText(), view.expression(), made),
                        Set.of()));
    }

    /** The columns that it neither aggregates nor turns stay, and group; what the new ones are called, values tell. */
    private void pivot(SqlBaseParser.@Nullable PivotClauseContext pivot, ColumnScope from) {
        if (pivot == null) {
            return;
        }
        Set<String> turned = SqlNames.identifiers(pivot.pivotColumn());
        Set<Edge> chosen = new HashSet<>();
        pivot.pivotColumn()
                .identifier()
                .forEach(name -> chosen.addAll(expressions
                        .column(List.of(SqlNames.unquoted(name.getText())), from)
                        .edges(EdgeKind.CONDITIONAL)));
        ColumnList columns = new ColumnList();
        columns.addOthers(expressions.computed(List.of(pivot.aggregates), from).decidedBy(chosen));
        Set<String> gone = SqlNames.identifiers(pivot.aggregates);
        gone.addAll(turned);
        ColumnList kept = from.without(gone);
        from.decide(kept.rows().together().edges(EdgeKind.GROUP_BY));
        columns.add(kept);
        from.replace(columns.rows());
    }

    private void unpivot(SqlBaseParser.@Nullable UnpivotClauseContext unpivot, ColumnScope from) {
        if (unpivot == null) {
            return;
        }
        SqlBaseParser.UnpivotOperatorContext operator = unpivot.operator;
        List<SqlBaseParser.UnpivotValueColumnContext> values = new ArrayList<>();
        List<List<SqlBaseParser.UnpivotColumnContext>> sets = new ArrayList<>();
        SqlBaseParser.UnpivotNameColumnContext name;
        if (operator.unpivotSingleValueColumnClause() != null) {
            name = operator.unpivotSingleValueColumnClause().unpivotNameColumn();
            values.add(operator.unpivotSingleValueColumnClause().unpivotValueColumn());
            operator.unpivotSingleValueColumnClause()
                    .unpivotColumns
                    .forEach(column -> sets.add(List.of(column.unpivotColumn())));
        } else {
            name = operator.unpivotMultiValueColumnClause().unpivotNameColumn();
            values.addAll(operator.unpivotMultiValueColumnClause().unpivotValueColumns);
            operator.unpivotMultiValueColumnClause().unpivotColumnSets.forEach(set -> sets.add(set.unpivotColumns));
        }
        Set<String> gone = new HashSet<>();
        List<List<Derivation>> sides = new ArrayList<>();
        values.forEach(value -> sides.add(new ArrayList<>()));
        for (List<SqlBaseParser.UnpivotColumnContext> set : sets) {
            for (int i = 0; i < set.size(); i++) {
                List<String> parts = SqlNames.parts(set.get(i).multipartIdentifier());
                gone.add(SqlNames.lower(parts.get(parts.size() - 1)));
                sides.get(Math.min(i, sides.size() - 1)).add(expressions.column(parts, from));
            }
        }
        List<Derivation> turned = sides.stream().map(Derivation::either).toList();
        if (unpivot.nullOperator == null || unpivot.nullOperator.INCLUDE() == null) {
            turned.forEach(value -> from.decide(value.edges(EdgeKind.FILTER)));
        }
        ColumnList columns = from.without(gone);
        columns.add(new Output(SqlNames.unquoted(name.getText()), Derivation.LITERAL));
        for (int i = 0; i < values.size(); i++) {
            columns.add(new Output(SqlNames.unquoted(values.get(i).getText()), turned.get(i)));
        }
        from.replace(columns.rows());
        if (unpivot.identifier() != null) {
            from.call(SqlNames.unquoted(unpivot.identifier().getText()));
        }
    }
}
