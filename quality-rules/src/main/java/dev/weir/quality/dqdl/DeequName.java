package dev.weir.quality.dqdl;

import dev.weir.contracts.dqdl.WrittenColumn;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.wording.CheckedAnalysis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.functions;
import scala.Function1;
import scala.runtime.AbstractPartialFunction;

/**
 * What Deequ is given for a column whose name it would take for a path, or for an expression ({@code Phone No.}, {@code a`b}, {@code
 * null}): a word that spells the name. Only Deequ sees it.
 */
final class DeequName {

    private static final String PREFIX = "_weir_x";
    private static final String END = "_";
    private static final Pattern SPELT = Pattern.compile(PREFIX + "((?:[0-9a-f]{2})+)" + END);

    private static final Pattern WORD = Pattern.compile("\\w+");

    /** Where Deequ writes names, bare. */
    private static final String EXPRESSION = "? IS NOT NULL AND ? IN (0) AND (NOT ? = 0 OR abs(?) < 0) OR ?";

    private DeequName() {}

    /** Of a column that a rule writes so; as written, where Spark reads that as the column's name. */
    static String of(List<String> columns, String written) {
        String plain = WrittenColumn.plain(written);
        String column = WrittenColumn.among(columns, written).orElse(plain);
        return isPlain(column)
                ? plain
                : PREFIX + HexFormat.of().formatHex(column.getBytes(StandardCharsets.UTF_8)) + END;
    }

    /** Whether Deequ may be given the rows as they are. */
    static boolean arePlain(Dataset<Row> rows) {
        return Arrays.stream(rows.columns()).allMatch(DeequName::isPlain);
    }

    /** Whether Spark reads the bare name as this name, wherever an expression may stand. */
    private static boolean isPlain(String column) {
        if (!WORD.matcher(column).matches()) {
            return false;
        }
        Optional<Expression> bare = parsed(column);
        return bare.isPresent() && bare.equals(parsed(ColumnsByName.quoted(column)));
    }

    private static Optional<Expression> parsed(String column) {
        try {
            return Optional.of(CheckedAnalysis.expression(EXPRESSION.replace("?", column)));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** A text in which columns have their own names again. */
    static String spelt(String text) {
        return SPELT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        new String(HexFormat.of().parseHex(found.group(1)), StandardCharsets.UTF_8)));
    }

    /** The column of a name that a rule writes, or that Deequ was given, as SQL names it. */
    static String quoted(String written) {
        String name = spelt(written);
        return ColumnsByName.quoted(name.equals(written) ? WrittenColumn.plain(written) : name);
    }

    /** The same expression over columns by their own names. */
    static Column ofRows(Column expression) {
        return new Column(expression.expr().transformUp(new OwnNames()));
    }

    /** The rows with their columns once more, by the names that Deequ is given. */
    static Dataset<Row> beside(Dataset<Row> rows) {
        return beside(
                rows, Arrays.stream(rows.columns()).map(ColumnsByName::quoted).toList());
    }

    /** The rows with some columns once more, by the names that Deequ is given of columns that are written so. */
    static Dataset<Row> beside(Dataset<Row> rows, List<String> written) {
        List<Column> all = new ArrayList<>(List.of(functions.col("*")));
        written.stream()
                .filter(column -> !isPlain(WrittenColumn.plain(column)))
                .forEach(column -> all.add(functions.col(quoted(column)).as(of(List.of(), column))));
        return all.size() == 1 ? rows : rows.select(all.toArray(Column[]::new));
    }

    private static final class OwnNames extends AbstractPartialFunction<Expression, Expression> {
        @Override
        public boolean isDefinedAt(Expression expression) {
            return expression instanceof UnresolvedAttribute attribute
                    && attribute.nameParts().size() == 1
                    && SPELT.matcher(attribute.nameParts().head()).matches();
        }

        @Override
        @SuppressWarnings("unchecked") // a partial function from expressions to expressions is asked with nothing else
        public <A extends Expression, B> B applyOrElse(A expression, Function1<A, B> otherwise) {
            return isDefinedAt(expression)
                    ? (B) UnresolvedAttribute.quoted(
                            spelt(((UnresolvedAttribute) expression).nameParts().head()))
                    : otherwise.apply(expression);
        }
    }
}
