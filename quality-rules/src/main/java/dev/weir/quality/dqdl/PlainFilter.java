package dev.weir.quality.dqdl;

import static org.apache.spark.sql.functions.expr;

import com.amazon.deequ.dqdl.model.CustomSqlRowLevelExecutableRule;
import dev.weir.contracts.Code;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.wording.CheckedAnalysis;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStar;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;

/**
 * Row-level {@code CustomSql} that is a plain filter: the share of rows that its condition accepts. Deequ joins the rows
 * selected with the table on the selected values, which is the same where these name a row, and a share above 1 where a
 * value repeats; therefore only {@code *} or the table's key may be selected.
 */
final class PlainFilter {

    private static final String PRIMARY = "primary";
    private static final String FORM = "write SELECT * FROM primary WHERE and a condition, or a 'row:' rule";

    private static final Pattern WHERE = Pattern.compile("\\bWHERE\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile("[\\s;]*\\z");

    private final Dataset<Row> rows;
    private final List<String> key;

    PlainFilter(Dataset<Row> rows, List<String> key) {
        this.rows = rows;
        this.key = key;
    }

    /** The condition on a row: one for which it is NULL is not selected. */
    String condition(CustomSqlRowLevelExecutableRule rule) throws DqdlRefusal {
        return "coalesce((" + condition(rule.customSqlStatement()) + "\n), FALSE)"; // it may end with a comment
    }

    private String condition(String statement) throws DqdlRefusal {
        try {
            LogicalPlan plan = rows.sparkSession().sessionState().sqlParser().parsePlan(statement);
            if (plan instanceof Project project
                    && project.child() instanceof Filter filter
                    && isPrimary(filter.child())
                    && !SubqueryExpression.hasSubquery(filter.condition())
                    && selectsRows(ScalaCollections.list(project.projectList()))) {
                String condition = written(statement, filter.condition());
                CheckedAnalysis.select(rows, expr(condition));
                return condition;
            }
        } catch (AnalysisException e) {
            throw DqdlRefusal.of(e, rows, FORM);
        }
        throw new DqdlRefusal(
                Code.UNSUPPORTED, "its SQL is not a plain filter of 'primary' that selects * or the key", FORM);
    }

    /** The condition as it was written, behind its WHERE: what Spark would write for it names a column {@code 1e3} as a number. */
    private static String written(String statement, Expression condition) throws DqdlRefusal {
        Matcher where = WHERE.matcher(statement);
        while (where.find()) {
            String text = END.matcher(statement.substring(where.end())).replaceFirst("");
            if (parsed(text).filter(condition::equals).isPresent()) {
                return text;
            }
        }
        throw new DqdlRefusal(Code.UNSUPPORTED, "its condition could not be read by itself", FORM);
    }

    private static Optional<Expression> parsed(String text) {
        try {
            return Optional.of(CheckedAnalysis.expression(text));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isPrimary(LogicalPlan plan) {
        return plan instanceof UnresolvedRelation relation
                && ScalaCollections.list(relation.multipartIdentifier()).equals(List.of(PRIMARY));
    }

    private boolean selectsRows(List<NamedExpression> selected) {
        Set<String> names = new HashSet<>();
        for (NamedExpression expression : selected) {
            if (expression instanceof UnresolvedStar star && star.target().isEmpty()) {
                return selected.size() == 1;
            }
            if (!(expression instanceof UnresolvedAttribute attribute)) {
                return false;
            }
            if (attribute.nameParts().size() != 1) {
                return false;
            }
            names.add(attribute.nameParts().head());
        }
        return !key.isEmpty() && names.containsAll(key);
    }
}
