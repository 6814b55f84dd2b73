package dev.weir.jobs.engine.sql;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/**
 * Whether an expression gives a hash that anybody can compute again, or a part of one. What only counts, compares or draws a
 * sample by one ({@code pmod(hash(id), 10)}) gives none.
 */
final class UnkeyedHash {

    private static final Set<String> HASHES = Set.of("md5", "sha", "sha1", "sha2", "crc32", "hash", "xxhash64");

    /** Functions of a text, and of many rows, that leave enough of a hash to try guesses on. */
    private static final Set<String> KEEP = Set.of(
            "any_value",
            "base64",
            "bigint",
            "binary",
            "coalesce",
            "concat",
            "concat_ws",
            "conv",
            "encode",
            "first",
            "first_value",
            "hex",
            "ifnull",
            "lcase",
            "left",
            "last",
            "last_value",
            "lower",
            "lpad",
            "max",
            "min",
            "nvl",
            "right",
            "rpad",
            "string",
            "substr",
            "substring",
            "to_binary",
            "trim",
            "ucase",
            "unhex",
            "upper");

    /** Whether a column that an expression names is one already. */
    private final Predicate<List<String>> known;

    UnkeyedHash(Predicate<List<String>> known) {
        this.known = known;
    }

    boolean is(ParserRuleContext expression) {
        ParserRuleContext bare = SqlNames.bare(expression);
        if (bare instanceof SqlBaseParser.CastContext cast) {
            return is(cast.expression());
        } else if (bare instanceof SqlBaseParser.SubstringContext part) {
            return is(part.str);
        } else if (bare instanceof SqlBaseParser.TrimContext trimmed) {
            return is(trimmed.srcStr);
        } else if (bare instanceof SqlBaseParser.ArithmeticBinaryContext both && both.CONCAT_PIPE() != null) {
            return is(both.left) || is(both.right);
        } else if (bare instanceof SqlBaseParser.FunctionCallContext call) {
            String name = SqlNames.lower(call.functionName().getText());
            return HASHES.contains(name)
                    || (KEEP.contains(name) && call.argument.stream().anyMatch(this::is));
        }
        List<String> column = SqlNames.column(bare);
        return !column.isEmpty() && known.test(column);
    }
}
