package dev.weir.jobs.engine.sql;

import dev.weir.contracts.sql.SqlCall;
import dev.weir.contracts.sql.SqlCall.Argument;
import dev.weir.contracts.sql.SqlCall.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.jspecify.annotations.Nullable;

/** Makes calls of what Spark's grammar calls functions, pattern operators, casts and typed literals. */
final class SqlCalls {

    private SqlCalls() {}

    static SqlCall of(SqlBaseParser.FunctionCallContext call) {
        List<Argument> arguments = new ArrayList<>();
        call.argument.forEach(argument -> arguments.add(argument(argument.expression())));
        return plain(name(call.functionName()), arguments, call.getStart());
    }

    static SqlCall of(SqlBaseParser.FunctionTableContext call) {
        List<Argument> arguments = new ArrayList<>();
        for (SqlBaseParser.FunctionTableArgumentContext argument : call.functionTableArgument()) {
            arguments.add(
                    argument.functionArgument() == null
                            ? Argument.EXPRESSION
                            : argument(argument.functionArgument().expression()));
        }
        return plain(name(call.functionName()), arguments, call.getStart());
    }

    static SqlCall of(SqlBaseParser.LateralViewContext call) {
        List<Argument> arguments =
                call.expression().stream().map(SqlCalls::argument).toList();
        return plain(name(call.qualifiedName()), arguments, call.qualifiedName().getStart());
    }

    private static SqlCall plain(String name, List<Argument> arguments, Token at) {
        return new SqlCall(name, Form.PLAIN, arguments, at.getLine(), at.getCharPositionInLine() + 1);
    }

    /** {@code CURRENT_DATE} and the like, without brackets. */
    static SqlCall of(SqlBaseParser.CurrentLikeContext current) {
        return own(current.name.getText(), List.of(), current.name);
    }

    /** Of a word before brackets whose content has a grammar of its own. */
    static SqlCall of(TerminalNode word) {
        return own(word.getText(), List.of(Argument.EXPRESSION), word.getSymbol());
    }

    /** {@code DATE '2026-01-01'}. */
    static SqlCall of(SqlBaseParser.TypeConstructorContext literal) {
        Argument text = new Argument(
                Argument.Kind.TEXT, StringLiterals.text(literal.stringLit().getText()));
        return own(literal.literalType().getText(), List.of(text), literal.getStart());
    }

    /** {@code CAST(a AS DATE)} is {@code date(a)}. */
    static SqlCall of(SqlBaseParser.CastContext cast) {
        return own(cast.dataType().getText(), List.of(argument(cast.expression())), cast.getStart());
    }

    /** LIKE, ILIKE and RLIKE: one call for each pattern; none of other predicates. */
    static List<SqlCall> of(SqlBaseParser.PredicateContext predicate) {
        String name;
        switch (predicate.kind.getType()) {
            case SqlBaseParser.LIKE -> name = "like";
            case SqlBaseParser.ILIKE -> name = "ilike";
            case SqlBaseParser.RLIKE -> name = "rlike";
            default -> {
                return List.of();
            }
        }
        if (predicate.quantifier != null) {
            return predicate.expression().stream()
                    .map(pattern -> operator(name, List.of(argument(pattern)), pattern.getStart()))
                    .toList();
        }
        List<Argument> operands = new ArrayList<>();
        operands.add(argument(predicate.pattern));
        if (predicate.escapeChar != null) {
            operands.add(new Argument(Argument.Kind.TEXT, StringLiterals.text(predicate.escapeChar.getText())));
        }
        return List.of(operator(name, operands, predicate.pattern.getStart()));
    }

    private static SqlCall operator(String name, List<Argument> right, Token at) {
        List<Argument> operands = new ArrayList<>();
        operands.add(Argument.EXPRESSION);
        operands.addAll(right);
        return own(name, operands, at);
    }

    private static SqlCall own(String name, List<Argument> arguments, Token at) {
        return new SqlCall(
                name.toLowerCase(Locale.ROOT), Form.OWN_WORDS, arguments, at.getLine(), at.getCharPositionInLine() + 1);
    }

    private static String name(SqlBaseParser.FunctionNameContext name) {
        return name.qualifiedName() == null ? name.getText().toLowerCase(Locale.ROOT) : name(name.qualifiedName());
    }

    private static String name(SqlBaseParser.QualifiedNameContext name) {
        return name.identifier().stream()
                .map(part -> SqlNames.unquoted(part.getText()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("."));
    }

    /** What an argument is; a named one has no expression of its own here. */
    private static Argument argument(@Nullable ParserRuleContext expression) {
        ParseTree at = expression;
        while (at instanceof ParserRuleContext && !(at instanceof SqlBaseParser.StringLiteralContext)) {
            if (at instanceof SqlBaseParser.StarContext) {
                return new Argument(Argument.Kind.STAR, "");
            }
            if (at.getChildCount() != 1) {
                return Argument.EXPRESSION;
            }
            if (at instanceof SqlBaseParser.NumericLiteralContext) {
                return new Argument(Argument.Kind.NUMBER, at.getText());
            }
            at = at.getChild(0);
        }
        return at instanceof SqlBaseParser.StringLiteralContext literal
                ? new Argument(
                        Argument.Kind.TEXT,
                        literal.stringLit().stream()
                                .map(part -> StringLiterals.text(part.getText()))
                                .collect(Collectors.joining()))
                : Argument.EXPRESSION;
    }
}
