package dev.weir.quality.dqdl;

import dev.weir.quality.state.TableState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What the checks of one table may look at; each is asked for only where it is needed. */
public interface CheckTables {

    /** The rows that the checks are about. */
    Dataset<Row> rows();

    /** The names of the other tables that checks look into, as they write them. */
    default List<String> others() {
        return List.of();
    }

    /** The rows of another table, by one of {@link #others}. */
    default Dataset<Row> other(String name) {
        throw new IllegalArgumentException("No check may look into '" + name + "'");
    }

    /** The columns of another table, before any mask. */
    default StructType schema(String name) {
        return other(name).schema();
    }

    /** How many rows another table has, where that is known without a look at it. */
    default OptionalLong count(String name) {
        return OptionalLong.empty();
    }

    /** What was measured of another table, where it was. */
    default Optional<TableState> state(String name) {
        return Optional.empty();
    }
}
