package dev.weir.jobs.engine.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.jspecify.annotations.Nullable;

/** Names as SQL writes them, without their back quotes. */
final class SqlNames {

    private SqlNames() {}

    static String unquoted(String identifier) {
        return identifier.length() > 1 && identifier.startsWith("`") && identifier.endsWith("`")
                ? identifier.substring(1, identifier.length() - 1).replace("``", "`")
                : identifier;
    }

    static String of(SqlBaseParser.ErrorCapturingIdentifierContext identifier) {
        return unquoted(identifier.getText());
    }

    /** In the form in which two names are the same. */
    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** A function's name in small letters, without the catalogue that it may be written with. */
    static String function(SqlBaseParser.FunctionCallContext call) {
        String written = lower(call.functionName().getText());
        return unquoted(written.substring(written.lastIndexOf('.') + 1));
    }

    /** All words of a tree that can name a column, in small letters. */
    static Set<String> identifiers(ParserRuleContext tree) {
        Set<String> names = new HashSet<>();
        Deque<ParseTree> open = new ArrayDeque<>(List.of(tree));
        while (!open.isEmpty()) {
            ParseTree next = open.pop();
            if (next instanceof SqlBaseParser.IdentifierContext identifier) {
                names.add(lower(unquoted(identifier.getText())));
            }
            for (int i = 0; i < next.getChildCount(); i++) {
                open.push(next.getChild(i));
            }
        }
        return names;
    }

    /** The expressions of a clause, and none that stand in them. */
    static List<SqlBaseParser.ExpressionContext> expressions(ParserRuleContext clause) {
        List<SqlBaseParser.ExpressionContext> found = new ArrayList<>();
        Deque<ParseTree> open = new ArrayDeque<>(List.of(clause));
        while (!open.isEmpty()) {
            ParseTree next = open.pop();
            if (next instanceof SqlBaseParser.ExpressionContext expression) {
                found.add(expression);
            } else {
                for (int i = 0; i < next.getChildCount(); i++) {
                    open.push(next.getChild(i));
                }
            }
        }
        return found;
    }

    /** The parts of a table's name. */
    static List<String> parts(SqlBaseParser.MultipartIdentifierContext identifier) {
        return identifier.parts.stream().map(SqlNames::of).toList();
    }

    /** A list of names; none where there is no list. */
    static List<String> list(SqlBaseParser.@Nullable IdentifierListContext list) {
        return list == null
                ? List.of()
                : list.identifierSeq().ident.stream().map(SqlNames::of).toList();
    }

    /** An expression without the rules that the grammar puts around it. */
    static ParserRuleContext primary(ParserRuleContext expression) {
        ParserRuleContext at = expression;
        while (!(at instanceof SqlBaseParser.PrimaryExpressionContext)
                && at.getChildCount() == 1
                && at.getChild(0) instanceof ParserRuleContext child) {
            at = child;
        }
        return at;
    }

    /** An expression without those, and without brackets. */
    static ParserRuleContext bare(ParserRuleContext expression) {
        ParserRuleContext at = primary(expression);
        while (at instanceof SqlBaseParser.ParenthesizedExpressionContext brackets) {
            at = primary(brackets.expression());
        }
        return at;
    }

    /** The parts of a column's name; none when the expression is anything else. */
    static List<String> column(ParserRuleContext expression) {
        ParserRuleContext at = primary(expression);
        Deque<String> parts = new ArrayDeque<>();
        while (at instanceof SqlBaseParser.DereferenceContext dereference) {
            parts.addFirst(unquoted(dereference.fieldName.getText()));
            at = dereference.base;
        }
        if (at instanceof SqlBaseParser.ColumnReferenceContext column) {
            parts.addFirst(unquoted(column.identifier().getText()));
            return List.copyOf(parts);
        }
        return List.of();
    }
}
