package dev.weir.quality.sql;

import dev.weir.quality.wording.SparkMessages;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import scala.Option;

/** A piece of SQL that Spark does not accept. */
public final class SqlRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;
    private final transient SqlSpot spot;

    SqlRefusal(AnalysisException cause) {
        super(SparkMessages.why(cause), cause);
        this.why = SparkMessages.why(cause);
        Option<Object> line = cause.line();
        Option<Object> position = cause.startPosition();
        this.spot = line.isEmpty()
                ? SqlSpot.UNKNOWN
                : new SqlSpot((Integer) line.get(), position.isEmpty() ? 0 : (Integer) position.get() + 1, "", "");
    }

    SqlRefusal(String why, Throwable cause) {
        super(why, cause);
        this.why = why;
        this.spot = SqlErrors.behind(cause).map(SqlErrors.Found::spot).orElse(SqlSpot.UNKNOWN);
    }

    /** What is wrong, without Spark's code and without the SQL that Spark repeats. */
    public String why() {
        return why;
    }

    /** What to write instead: the nearest of the columns where one is misspelt, else other advice. */
    public String remedy(List<String> columns, String otherwise) {
        return getCause() instanceof AnalysisException known
                ? SparkMessages.remedy(known, columns, otherwise)
                : otherwise;
    }

    /** Whether it does not even parse. */
    public boolean isSyntax() {
        return getCause() instanceof ParseException;
    }

    /** Where; {@link SqlSpot#UNKNOWN} where Spark does not say. */
    public SqlSpot spot() {
        return spot;
    }
}
