package dev.weir.quality.sql;

import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** What a query reads, as parts of its analysed plan. */
public interface QueryInputs {

    /** Whether the query ends here and an input begins. */
    boolean isOne(LogicalPlan plan);

    /** The columns by which no two rows of an input are equal; none where that is not known. */
    List<String> key(LogicalPlan input);
}
