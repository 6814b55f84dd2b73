package dev.weir.jobs.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions hold all together, whatever they consist of; SQLite says for which rows. */
class PartQueryTest {

    private static final PartQuery ALL = PartQuery.of("SELECT n FROM numbers");

    private static List<Integer> rows(PartQuery query) throws SQLException {
        List<Integer> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE numbers (n INTEGER)");
            statement.execute("INSERT INTO numbers VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9)");
            try (PreparedStatement asked = query.prepare(connection);
                    ResultSet found = asked.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getInt(1));
                }
            }
        }
        return rows;
    }

    @Test
    void withoutAConditionAllRowsCome() throws SQLException {
        assertThat(ALL.hasCondition()).isFalse();
        assertThat(rows(ALL)).hasSize(9);
    }

    /** Its values stand in the order of the conditions, and an OR of one is none of the whole. */
    @Test
    void conditionsHoldTogether() throws SQLException {
        PartQuery query = ALL.and(new PartQuery("n > ? AND n <= ?", List.of(2L, 8L)))
                .and(new PartQuery("n < ? OR n > ?", List.of(4L, 6L)))
                .and(new PartQuery("n <> ?", List.of(7L)));
        assertThat(query.hasCondition()).isTrue();
        assertThat(query.values()).containsExactly(2L, 8L, 4L, 6L, 7L);
        assertThat(rows(query)).containsExactly(3, 8);
    }

    /** A value is no text of the query. */
    @Test
    void aValueIsAParameter() throws SQLException {
        PartQuery query = ALL.and(new PartQuery("n = ?", List.of("1 OR 1 = 1")));
        assertThat(query.sql()).isEqualTo("SELECT n FROM numbers WHERE (n = ?)");
        assertThat(rows(query)).isEmpty();
    }
}
