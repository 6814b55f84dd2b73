package dev.weir.jobs.engine.sql;

import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlOrigins.How;
import dev.weir.contracts.sql.SqlOrigins.Origin;
import dev.weir.contracts.sql.SqlOrigins.Output;
import dev.weir.contracts.sql.SqlOrigins.TableColumn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.jspecify.annotations.Nullable;

/**
 * Follows each output column of a parsed query to the tables that it reads: through WITH, sub-queries, joins, set operations
 * and stars. It descends as deep as queries stand in queries, which {@link SqlNesting} bounds; within expressions and rows of
 * UNION it keeps a list of its own.
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

    private ColumnOrigins(SqlOrigins.Tables tables) {
        this.tables = tables;
    }

    static SqlOrigins of(SqlBaseParser.QueryContext query, SqlOrigins.Tables tables) {
        return new ColumnOrigins(tables).query(query, ColumnScope.empty());
    }

    // --- queries ---------------------------------------------------------------------------------------------------

    private SqlOrigins query(SqlBaseParser.QueryContext query, ColumnScope around) {
        ColumnScope scope = around.inner();
        define(query, scope);
        return term(query.queryTerm(), scope);
    }

    private void define(SqlBaseParser.QueryContext query, ColumnScope scope) {
        if (query.ctes() != null) {
            for (SqlBaseParser.NamedQueryContext with : query.ctes().namedQuery()) {
                SqlOrigins rows = query(with.query(), scope);
                scope.define(SqlNames.of(with.name), renamed(rows, SqlNames.list(with.columnAliases)));
            }
        }
    }

    /** What a part of EXCEPT takes away is no origin. */
    private SqlOrigins term(SqlBaseParser.QueryTermContext term, ColumnScope scope) {
        List<SqlOrigins> parts = new ArrayList<>();
        Deque<SqlBaseParser.QueryTermContext> open = new ArrayDeque<>(List.of(term));
        while (!open.isEmpty()) {
            SqlBaseParser.QueryTermContext next = open.pop();
            if (next instanceof SqlBaseParser.SetOperationContext operation) {
                if (operation.EXCEPT() == null && operation.SETMINUS() == null) {
                    open.push(operation.right);
                }
                open.push(operation.left);
            } else if (next instanceof SqlBaseParser.QueryTermDefaultContext plain) {
                parts.add(primary(plain.queryPrimary(), scope));
            }
        }
        return united(parts);
    }

    /** By position, under the names of the first part; where positions are unknown, any column may be any. */
    private static SqlOrigins united(List<SqlOrigins> parts) {
        SqlOrigins first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        List<Set<Origin>> columns = new ArrayList<>();
        first.columns().forEach(column -> columns.add(new LinkedHashSet<>(column.origins())));
        Set<Origin> others = new LinkedHashSet<>(first.others());
        for (SqlOrigins part : parts.subList(1, parts.size())) {
            if (first.others().isEmpty() && part.others().isEmpty()) {
                for (int i = 0; i < Math.min(columns.size(), part.columns().size()); i++) {
                    columns.get(i).addAll(part.columns().get(i).origins());
                }
            } else {
                List<Origin> any = part.together();
                columns.forEach(column -> column.addAll(any));
                others.addAll(first.others().isEmpty() ? List.of() : any);
            }
        }
        List<Output> united = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            united.add(new Output(first.columns().get(i).name(), List.copyOf(columns.get(i))));
        }
        return new SqlOrigins(united, List.copyOf(others));
    }

    private SqlOrigins primary(SqlBaseParser.QueryPrimaryContext primary, ColumnScope scope) {
        if (primary instanceof SqlBaseParser.QueryPrimaryDefaultContext plain
                && plain.querySpecification() instanceof SqlBaseParser.RegularQuerySpecificationContext select) {
            return selected(select.selectClause(), from(select, scope));
        } else if (primary instanceof SqlBaseParser.FromStmtContext statement) {
            List<SqlOrigins> parts = new ArrayList<>();
            for (SqlBaseParser.FromStatementBodyContext body :
                    statement.fromStatement().fromStatementBody()) {
                ColumnScope from = from(statement.fromStatement().fromClause(), scope);
                body.lateralView().forEach(view -> view(view, from));
                parts.add(selected(body.selectClause(), from));
            }
            return united(parts);
        } else if (primary instanceof SqlBaseParser.SubqueryContext inner) {
            return query(inner.query(), scope);
        } else if (primary instanceof SqlBaseParser.TableContext table) {
            return table(table.identifierReference(), scope);
        } else if (primary instanceof SqlBaseParser.InlineTableDefault1Context values) {
            return values(values.inlineTable(), scope);
        }
        return new SqlOrigins(List.of(), List.of(SqlOrigins.NO_COLUMN));
    }

    private SqlOrigins selected(SqlBaseParser.SelectClauseContext select, ColumnScope from) {
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
        return columns.rows();
    }

    private void item(
            SqlBaseParser.NamedExpressionContext item,
            ParserRuleContext expression,
            ColumnScope from,
            ColumnList columns) {
        List<Origin> origins = origins(expression, from);
        if (item.identifierList() != null) {
            SqlNames.list(item.identifierList()).forEach(name -> columns.add(new Output(name, origins)));
        } else if (item.name != null) {
            String name = SqlNames.of(item.name);
            columns.add(new Output(name, origins));
            from.alias(name, origins);
        } else if (isGenerator(expression)) {
            columns.addOthers(origins);
        } else {
            columns.add(new Output(givenName(expression), origins));
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

    private static SqlOrigins star(SqlBaseParser.StarContext star, ColumnScope scope) {
        return star.qualifiedName() == null
                ? scope.star()
                : scope.star(star.qualifiedName().identifier().stream()
                        .map(part -> SqlNames.unquoted(part.getText()))
                        .toList());
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
        if (type != null && (type.SEMI() != null || type.ANTI() != null)) {
            return;
        }
        ColumnScope right = primary(join.right, join.LATERAL() == null ? scope : left);
        List<String> using = join.NATURAL() != null
                ? left.shared(right)
                : SqlNames.list(
                        join.joinCriteria() == null ? null : join.joinCriteria().identifierList());
        Set<ColumnScope.Side> sides = type != null && type.FULL() != null
                ? EnumSet.allOf(ColumnScope.Side.class)
                : EnumSet.of(type != null && type.RIGHT() != null ? ColumnScope.Side.RIGHT : ColumnScope.Side.LEFT);
        left.join(right, using, sides);
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
            List<Origin> made =
                    SqlOrigins.computed(mentions(function.functionTable().functionTableArgument(), scope));
            add(found, new SqlOrigins(List.of(), made), function.functionTable().tableAlias(), List.of());
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
            boolean isKnown = rows.others().isEmpty() && i < rows.columns().size();
            columns.add(new Output(names.get(i), isKnown ? rows.columns().get(i).origins() : rows.together()));
        }
        return new SqlOrigins(columns, List.of());
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

    private SqlOrigins table(SqlBaseParser.IdentifierReferenceContext reference, ColumnScope scope) {
        List<String> parts = SqlNames.parts(reference.multipartIdentifier());
        Optional<SqlOrigins> defined = parts.size() == 1 ? scope.table(parts.get(0)) : Optional.empty();
        return defined.orElseGet(() -> read.computeIfAbsent(
                String.join(".", parts),
                written -> new SqlOrigins(
                        tables.columns(written).stream()
                                .map(column -> new Output(
                                        column,
                                        List.of(new Origin(List.of(new TableColumn(written, column)), How.PLAIN))))
                                .toList(),
                        List.of())));
    }

    private SqlOrigins values(SqlBaseParser.InlineTableContext table, ColumnScope scope) {
        List<Origin> made = SqlOrigins.computed(mentions(table.expression(), scope));
        ParserRuleContext row = SqlNames.bare(table.expression(0));
        int width = row instanceof SqlBaseParser.RowConstructorContext constructor
                ? constructor.namedExpression().size()
                : row instanceof SqlBaseParser.StructContext struct ? struct.argument.size() : 1;
        List<String> named = SqlNames.list(table.tableAlias().identifierList());
        List<Output> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(new Output(i < named.size() ? named.get(i) : "col" + (i + 1), made));
        }
        return new SqlOrigins(columns, List.of());
    }

    private void view(SqlBaseParser.LateralViewContext view, ColumnScope from) {
        List<Origin> made = SqlOrigins.computed(mentions(view.expression(), from));
        List<Output> columns = view.colName.stream()
                .map(column -> new Output(SqlNames.unquoted(column.getText()), made))
                .toList();
        from.add(
                List.of(SqlNames.unquoted(view.tblName.getText())),
                new SqlOrigins(columns, columns.isEmpty() ? made : List.of()));
    }

    /** The columns that it neither aggregates nor turns stay; what the new ones are called, values tell. */
    private void pivot(SqlBaseParser.@Nullable PivotClauseContext pivot, ColumnScope from) {
        if (pivot == null) {
            return;
        }
        ColumnList columns = new ColumnList();
        columns.addOthers(SqlOrigins.computed(mentions(List.of(pivot.aggregates), from)));
        Set<String> gone = identifiers(pivot.aggregates);
        gone.addAll(identifiers(pivot.pivotColumn()));
        columns.add(from.without(gone));
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
        List<Set<Origin>> origins = new ArrayList<>();
        values.forEach(value -> origins.add(new LinkedHashSet<>()));
        for (List<SqlBaseParser.UnpivotColumnContext> set : sets) {
            for (int i = 0; i < set.size(); i++) {
                List<String> parts = SqlNames.parts(set.get(i).multipartIdentifier());
                gone.add(SqlNames.lower(parts.get(parts.size() - 1)));
                origins.get(Math.min(i, origins.size() - 1)).addAll(from.find(parts));
            }
        }
        ColumnList columns = from.without(gone);
        columns.add(new Output(SqlNames.unquoted(name.getText()), List.of(SqlOrigins.NO_COLUMN)));
        for (int i = 0; i < values.size(); i++) {
            columns.add(new Output(SqlNames.unquoted(values.get(i).getText()), List.copyOf(origins.get(i))));
        }
        from.replace(columns.rows());
        if (unpivot.identifier() != null) {
            from.call(SqlNames.unquoted(unpivot.identifier().getText()));
        }
    }

    /** All words that can name a column, in small letters. */
    private static Set<String> identifiers(ParserRuleContext tree) {
        Set<String> names = new HashSet<>();
        Deque<ParseTree> open = new ArrayDeque<>(List.of(tree));
        while (!open.isEmpty()) {
            ParseTree next = open.pop();
            if (next instanceof SqlBaseParser.IdentifierContext identifier) {
                names.add(SqlNames.lower(SqlNames.unquoted(identifier.getText())));
            }
            for (int i = 0; i < next.getChildCount(); i++) {
                open.push(next.getChild(i));
            }
        }
        return names;
    }

    // --- expressions -----------------------------------------------------------------------------------------------

    private List<Origin> origins(ParserRuleContext bare, ColumnScope scope) {
        List<String> parts = SqlNames.column(bare);
        if (!parts.isEmpty()) {
            return scope.find(parts);
        }
        if (bare instanceof SqlBaseParser.SubqueryExpressionContext inner) {
            return value(inner.query(), scope);
        }
        List<Origin> computed = SqlOrigins.computed(mentions(List.of(bare), scope));
        List<ParserRuleContext> hashes =
                new UnkeyedHash(column -> scope.find(column).stream().anyMatch(Origin::hashed)).in(bare);
        if (hashes.isEmpty()) {
            return computed;
        }
        Set<Origin> all = new LinkedHashSet<>();
        SqlOrigins.computed(mentions(hashes, scope)).forEach(origin -> all.add(origin.asHash()));
        computed.stream()
                .filter(origin -> all.stream().noneMatch(hash -> hash.from().equals(origin.from())))
                .toList()
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** What a query within an expression gives it. */
    private List<Origin> value(SqlBaseParser.QueryContext query, ColumnScope scope) {
        SqlOrigins rows = query(query, scope);
        return rows.columns().size() == 1 && rows.others().isEmpty()
                ? rows.columns().get(0).origins()
                : rows.together();
    }

    /** What EXISTS asks about: all columns that its query names, or else those that it gives. */
    private List<List<Origin>> asked(SqlBaseParser.QueryContext query, ColumnScope around) {
        ColumnScope scope = around.inner();
        define(query, scope);
        return query.queryTerm() instanceof SqlBaseParser.QueryTermDefaultContext term
                        && term.queryPrimary() instanceof SqlBaseParser.QueryPrimaryDefaultContext primary
                        && primary.querySpecification() instanceof SqlBaseParser.RegularQuerySpecificationContext select
                ? mentions(List.of(select), from(select, scope))
                : List.of(term(query.queryTerm(), scope).together());
    }

    /** A tree, and the variables of the lambda functions around it. */
    private record Open(ParseTree tree, Set<String> variables) {}

    /** The origins of each column that stands in an expression, and of what queries within it give. */
    private List<List<Origin>> mentions(List<? extends ParserRuleContext> expressions, ColumnScope scope) {
        List<List<Origin>> mentions = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        expressions.forEach(expression -> open.add(new Open(expression, Set.of())));
        while (!open.isEmpty()) {
            Open next = open.pop();
            if (next.tree() instanceof ParserRuleContext rule && !mention(rule, next.variables(), scope, mentions)) {
                Set<String> variables = variables(rule, next.variables());
                List<? extends ParseTree> parts = parts(rule);
                for (int i = parts.size() - 1; i >= 0; i--) {
                    open.push(new Open(parts.get(i), variables));
                }
            }
        }
        return mentions;
    }

    private static Set<String> variables(ParserRuleContext rule, Set<String> around) {
        if (!(rule instanceof SqlBaseParser.LambdaContext lambda)) {
            return around;
        }
        Set<String> variables = new HashSet<>(around);
        lambda.identifier().forEach(name -> variables.add(SqlNames.lower(SqlNames.unquoted(name.getText()))));
        return variables;
    }

    /** A function of many rows gives what its arguments are; conditions on rows count where they name nothing. */
    private static List<? extends ParseTree> parts(ParserRuleContext rule) {
        boolean isOfArguments = rule instanceof SqlBaseParser.FunctionCallContext call
                && call.argument.stream()
                        .anyMatch(argument -> !identifiers(argument).isEmpty());
        return isOfArguments
                ? ((SqlBaseParser.FunctionCallContext) rule).argument
                : rule.children == null ? List.of() : rule.children;
    }

    /** Takes in what needs no look at its parts; whether it is such. */
    private boolean mention(
            ParserRuleContext rule, Set<String> variables, ColumnScope scope, List<List<Origin>> mentions) {
        List<String> column =
                rule instanceof SqlBaseParser.PrimaryExpressionContext ? SqlNames.column(rule) : List.of();
        if (!column.isEmpty()) {
            if (!variables.contains(SqlNames.lower(column.get(0)))) {
                mentions.add(scope.find(column));
            }
        } else if (rule instanceof SqlBaseParser.StarContext star) {
            if (!isCounted(star)) {
                mentions.add(star(star, scope).together());
            }
        } else if (rule instanceof SqlBaseParser.QueryContext query) {
            mentions.add(value(query, scope));
        } else if (rule instanceof SqlBaseParser.ExistsContext exists) {
            mentions.addAll(asked(exists.query(), scope));
        } else if (rule instanceof SqlBaseParser.FunctionTableSubqueryArgumentContext argument
                && argument.identifierReference() != null) {
            mentions.add(table(argument.identifierReference(), scope).together());
        } else {
            // A query of EXISTS alone has one; its columns count where they are named.
            return rule instanceof SqlBaseParser.AliasedQueryContext;
        }
        return true;
    }

    /** {@code count(*)} looks at no value. */
    private static boolean isCounted(SqlBaseParser.StarContext star) {
        ParserRuleContext at = star;
        while (at.getParent() != null && at.getParent().getChildCount() == 1) {
            at = at.getParent();
        }
        return at.getParent() instanceof SqlBaseParser.FunctionCallContext call
                && SqlNames.lower(call.functionName().getText()).equals("count");
    }
}
