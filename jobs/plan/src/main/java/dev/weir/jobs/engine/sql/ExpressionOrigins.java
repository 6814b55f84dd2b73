package dev.weir.jobs.engine.sql;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.sql.Derivation;
import dev.weir.contracts.sql.Derivation.Edge;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlOrigins.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/**
 * Follows expressions to the columns that they name. It keeps a list of its own in the place of recursion: an expression may be
 * thousands of steps deep.
 */
final class ExpressionOrigins {

    private final ColumnOrigins queries;
    private final Set<String> untraced;

    /** @param untraced gets the columns that are not found */
    ExpressionOrigins(ColumnOrigins queries, Set<String> untraced) {
        this.queries = queries;
        this.untraced = untraced;
    }

    /** An expression without brackets around it, as an output column. */
    Derivation output(ParserRuleContext bare, ColumnScope scope) {
        List<String> parts = SqlNames.column(bare);
        if (!parts.isEmpty()) {
            return column(parts, scope);
        }
        if (bare instanceof SqlBaseParser.SubqueryExpressionContext inner) {
            return queries.value(inner.query(), scope);
        }
        Derivation computed = derivation(mentions(List.of(bare), EdgeKind.IDENTITY, scope));
        List<ParserRuleContext> hashes = new UnkeyedHash(column -> scope.find(column).stream()
                        .anyMatch(found -> found.origins().stream().anyMatch(Origin::hashed)))
                .in(bare);
        if (hashes.isEmpty()) {
            return computed;
        }
        Set<Origin> all = new LinkedHashSet<>();
        SqlOrigins.computed(mentions(hashes, EdgeKind.TRANSFORMATION, scope).origins)
                .forEach(origin -> all.add(origin.asHash()));
        computed.origins().stream()
                .filter(origin -> all.stream().noneMatch(hash -> hash.from().equals(origin.from())))
                .toList()
                .forEach(all::add);
        return new Derivation(List.copyOf(all), computed.edges());
    }

    /** A column, or a field of one. */
    Derivation column(List<String> parts, ColumnScope scope) {
        return scope.find(parts).orElseGet(() -> {
            untraced.add(unknown(parts));
            return Derivation.LITERAL;
        });
    }

    /** What is computed from several expressions together. */
    Derivation computed(List<? extends ParserRuleContext> expressions, ColumnScope scope) {
        return derivation(mentions(expressions, EdgeKind.TRANSFORMATION, scope));
    }

    private Derivation derivation(Mentions mentions) {
        untraced.addAll(mentions.unknown);
        return new Derivation(SqlOrigins.computed(mentions.origins), mentions.edges);
    }

    /** What an expression reads, to the one thing that it is used for. */
    Set<Edge> edges(ParserRuleContext expression, EdgeKind use, ColumnScope scope) {
        Mentions mentions = mentions(List.of(expression), use, scope);
        untraced.addAll(mentions.unknown);
        return mentions.edges;
    }

    /** The origins of each column that stands in a tree, and of what queries within it give. */
    List<List<Origin>> origins(ParserRuleContext tree, ColumnScope scope) {
        return mentions(List.of(tree), EdgeKind.TRANSFORMATION, scope).origins;
    }

    private static String unknown(List<String> column) {
        return "column " + String.join(".", column);
    }

    /** What is found in expressions. */
    private static final class Mentions {

        private final List<List<Origin>> origins = new ArrayList<>();
        private final Set<Edge> edges = new HashSet<>();
        private final Set<String> unknown = new HashSet<>();

        void add(Derivation found, Part at) {
            if (at.isOrigin) {
                origins.add(found.origins());
            }
            at.uses.forEach(use -> edges.addAll(found.edges(use)));
        }
    }

    /**
     * A part of an expression.
     *
     * @param uses what it does for the whole
     * @param isOrigin whether it counts among the origins of the whole
     * @param variables of the lambda functions around it
     */
    private record Part(ParseTree tree, Set<EdgeKind> uses, boolean isOrigin, Set<String> variables) {

        /** What stands in this part. */
        Part inner(ParseTree inner, boolean counts, Set<String> known) {
            Set<EdgeKind> further = EnumSet.noneOf(EdgeKind.class);
            PartKind.of(inner, tree).forEach(kind -> uses.forEach(use -> further.add(kind.then(use))));
            return new Part(inner, further, isOrigin && counts, known);
        }
    }

    private Mentions mentions(List<? extends ParserRuleContext> expressions, EdgeKind use, ColumnScope scope) {
        Mentions mentions = new Mentions();
        Deque<Part> open = new ArrayDeque<>();
        expressions.forEach(expression -> open.add(new Part(expression, Set.of(use), true, Set.of())));
        while (!open.isEmpty()) {
            Part next = open.pop();
            if (next.tree() instanceof ParserRuleContext rule && !mention(rule, next, scope, mentions)) {
                parts(rule, next).forEach(open::push);
                if (rule instanceof SqlBaseParser.WindowRefContext reference) {
                    named(reference, next, scope, mentions).ifPresent(open::push);
                }
            }
        }
        return mentions;
    }

    /** The parts of a rule, the last one first. */
    private static List<Part> parts(ParserRuleContext rule, Part whole) {
        Set<String> variables = variables(rule, whole.variables());
        boolean isOfArguments = whole.isOrigin() && isOfArguments(rule);
        List<Part> parts = new ArrayList<>();
        for (int i = rule.getChildCount() - 1; i >= 0; i--) {
            ParseTree child = rule.getChild(i);
            boolean counts = !isOfArguments || child instanceof SqlBaseParser.FunctionArgumentContext;
            parts.add(whole.inner(child, counts, variables));
        }
        return parts;
    }

    /** A window that is written elsewhere, under its name. */
    private static Optional<Part> named(
            SqlBaseParser.WindowRefContext reference, Part at, ColumnScope scope, Mentions mentions) {
        Optional<SqlBaseParser.WindowDefContext> window = scope.window(reference);
        if (window.isEmpty()) {
            mentions.unknown.add("window " + SqlNames.of(reference.name));
        }
        return window.map(found -> at.inner(found, false, at.variables()));
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
    private static boolean isOfArguments(ParserRuleContext rule) {
        return rule instanceof SqlBaseParser.FunctionCallContext call
                && call.argument.stream()
                        .anyMatch(argument -> !SqlNames.identifiers(argument).isEmpty());
    }

    /** Takes in what needs no look at its parts; whether it is such. */
    private boolean mention(ParserRuleContext rule, Part at, ColumnScope scope, Mentions mentions) {
        List<String> column =
                rule instanceof SqlBaseParser.PrimaryExpressionContext ? SqlNames.column(rule) : List.of();
        if (!column.isEmpty()) {
            if (!at.variables().contains(SqlNames.lower(column.get(0)))) {
                Optional<Derivation> found = scope.find(column);
                if (found.isEmpty()) {
                    mentions.unknown.add(unknown(column));
                }
                mentions.add(found.orElse(Derivation.LITERAL), at);
            }
        } else if (rule instanceof SqlBaseParser.StarContext star) {
            Derivation all = queries.star(star, scope).together();
            counting(star).ifPresentOrElse(call -> mentions.add(counted(all, call), at), () -> mentions.add(all, at));
        } else if (rule instanceof SqlBaseParser.QueryContext query) {
            mentions.add(queries.value(query, scope), at);
        } else if (rule instanceof SqlBaseParser.ExistsContext exists) {
            mentions.origins.addAll(at.isOrigin() ? queries.asked(exists.query(), scope) : List.of());
            mentions.edges.addAll(queries.query(exists.query(), scope).rows());
        } else if (rule instanceof SqlBaseParser.FunctionTableSubqueryArgumentContext argument
                && argument.identifierReference() != null) {
            SqlOrigins table = queries.table(argument.identifierReference(), scope);
            mentions.add(table.together().decidedBy(table.rows()), at);
        } else {
            // A query of EXISTS alone has one; its columns count where they are named.
            return rule instanceof SqlBaseParser.AliasedQueryContext;
        }
        return true;
    }

    private static Optional<SqlBaseParser.FunctionCallContext> counting(SqlBaseParser.StarContext star) {
        ParserRuleContext at = star;
        while (at.getParent() != null && at.getParent().getChildCount() == 1) {
            at = at.getParent();
        }
        return at.getParent() instanceof SqlBaseParser.FunctionCallContext call
                        && SqlNames.function(call).equals("count")
                ? Optional.of(call)
                : Optional.empty();
    }

    /** {@code count(*)} looks at no value; {@code count(DISTINCT *)} compares all, and gives none. */
    private static Derivation counted(Derivation all, SqlBaseParser.FunctionCallContext call) {
        boolean isDistinct =
                call.setQuantifier() != null && call.setQuantifier().DISTINCT() != null;
        return isDistinct ? new Derivation(List.of(), all.edges()) : Derivation.NONE;
    }
}
