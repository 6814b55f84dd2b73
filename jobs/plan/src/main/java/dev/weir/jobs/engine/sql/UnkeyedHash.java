package dev.weir.jobs.engine.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/**
 * The parts of an expression that are hashes which anybody can compute again, where the value shows them. What only compares,
 * counts or draws a sample by one ({@code pmod(hash(id), 10)}) shows none.
 */
final class UnkeyedHash {

    /** Who reads the query reads the key that it encrypts by. */
    private static final Set<String> HASHES =
            Set.of("md5", "sha", "sha1", "sha2", "crc32", "hash", "xxhash64", "aes_encrypt");

    /** Functions that leave of a text how long it is, or how many there are. */
    private static final Set<String> HIDE = Set.of(
            "approx_count_distinct",
            "bit_length",
            "char_length",
            "character_length",
            "count",
            "count_if",
            "isnotnull",
            "isnull",
            "len",
            "length",
            "octet_length");

    private static final Set<String> REMAINDERS = Set.of("mod", "pmod");

    /** What is left of a hash by a larger modulus tells people apart. */
    private static final int SAMPLE = 10_000;

    /** Whether a column that an expression names is one already. */
    private final Predicate<List<String>> known;

    UnkeyedHash(Predicate<List<String>> known) {
        this.known = known;
    }

    /** The outermost ones; none where the value shows no hash. */
    List<ParserRuleContext> in(ParserRuleContext expression) {
        List<ParserRuleContext> found = new ArrayList<>();
        Deque<ParseTree> open = new ArrayDeque<>(List.of(expression));
        while (!open.isEmpty()) {
            ParseTree next = open.pop();
            if (!(next instanceof ParserRuleContext rule) || hides(rule)) {
                continue;
            }
            List<String> column =
                    rule instanceof SqlBaseParser.PrimaryExpressionContext ? SqlNames.column(rule) : List.of();
            if (isHash(rule) || (!column.isEmpty() && known.test(column)) || hashesElements(rule)) {
                found.add(rule);
            } else {
                parts(rule).forEach(open::push);
            }
        }
        return found;
    }

    /** Whether a function hashes what it is given by a lambda: its variables are parts of the other arguments. */
    private boolean hashesElements(ParserRuleContext rule) {
        return rule instanceof SqlBaseParser.FunctionCallContext call
                && call.argument.stream()
                        .map(UnkeyedHash::lambda)
                        .flatMap(Optional::stream)
                        .anyMatch(lambda -> !in(lambda.expression()).isEmpty());
    }

    private static Optional<SqlBaseParser.LambdaContext> lambda(ParseTree argument) {
        ParseTree inner = argument;
        while (inner.getChildCount() == 1) {
            inner = inner.getChild(0);
        }
        return inner instanceof SqlBaseParser.LambdaContext lambda ? Optional.of(lambda) : Optional.empty();
    }

    private static boolean isHash(ParserRuleContext rule) {
        return rule instanceof SqlBaseParser.FunctionCallContext call && HASHES.contains(SqlNames.function(call));
    }

    private static boolean hides(ParserRuleContext rule) {
        if (rule instanceof SqlBaseParser.FunctionCallContext call) {
            return HIDE.contains(SqlNames.function(call))
                    || (REMAINDERS.contains(SqlNames.function(call))
                            && call.argument.size() == 2
                            && isSmall(call.argument.get(1)));
        } else if (rule instanceof SqlBaseParser.ArithmeticBinaryContext both && both.PERCENT() != null) {
            return isSmall(both.right);
        }
        return rule instanceof SqlBaseParser.ComparisonContext
                || rule instanceof SqlBaseParser.LogicalNotContext
                || rule instanceof SqlBaseParser.LogicalBinaryContext
                || (rule instanceof SqlBaseParser.PredicatedContext tested && tested.predicate() != null)
                || rule instanceof SqlBaseParser.ExistsContext
                || rule instanceof SqlBaseParser.QueryContext;
    }

    private static boolean isSmall(ParserRuleContext modulus) {
        String written = modulus.getText();
        return written.matches("[0-9]{1,5}") && Integer.parseInt(written) <= SAMPLE;
    }

    /** Of a function what it is given: rows that it is asked of, and their order, are no part of its value. */
    private static List<? extends ParseTree> parts(ParserRuleContext rule) {
        if (rule instanceof SqlBaseParser.FunctionCallContext call) {
            return call.argument;
        }
        return rule.children == null ? List.of() : rule.children;
    }
}
