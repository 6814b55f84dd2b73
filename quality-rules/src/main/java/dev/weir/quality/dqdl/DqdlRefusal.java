package dev.weir.quality.dqdl;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Rule;
import dev.weir.quality.wording.SparkMessages;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** A DQDL rule that cannot be compiled; on its way to becoming a {@link Problem}. */
final class DqdlRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String why;
    private final String remedy;

    DqdlRefusal(Code code, String why, String remedy) {
        super(why);
        this.code = code;
        this.why = why;
        this.remedy = remedy;
    }

    /** For SQL inside the rule that Spark does not accept. */
    static DqdlRefusal of(AnalysisException e, Dataset<Row> rows, String remedy) {
        return new DqdlRefusal(
                e instanceof ParseException ? Code.INVALID_SQL : Code.INVALID_RULE,
                SparkMessages.why(e),
                SparkMessages.remedy(e, List.of(rows.columns()), remedy));
    }

    Problem problem(Rule rule) {
        return new Problem(code, rule.place(), "The check of rule '" + rule.id() + "' cannot be answered", why, remedy);
    }
}
