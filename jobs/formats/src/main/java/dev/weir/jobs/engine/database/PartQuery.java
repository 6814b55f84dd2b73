package dev.weir.jobs.engine.database;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A query whose values are parameters: none of them is ever text of it.
 *
 * @param sql with a {@code ?} for each
 * @param values in their order
 * @param hasCondition whether it has a condition on rows already
 */
record PartQuery(String sql, List<Object> values, boolean hasCondition) implements Serializable {

    PartQuery {
        values = new ArrayList<>(values); // List.copyOf's list does not travel between processes
    }

    /** A condition. */
    PartQuery(String sql, List<Object> values) {
        this(sql, values, false);
    }

    static PartQuery of(String sql) {
        return new PartQuery(sql, List.of());
    }

    /** With a further condition. */
    PartQuery and(PartQuery condition) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(condition.values);
        return new PartQuery(sql + (hasCondition ? " AND (" : " WHERE (") + condition.sql + ")", all, true);
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
