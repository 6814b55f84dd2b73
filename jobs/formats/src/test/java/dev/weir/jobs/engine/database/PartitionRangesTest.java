package dev.weir.jobs.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.WithNull;
import org.junit.jupiter.api.Test;

/** Every row is in one part, wherever it lies to the bounds; SQLite says which. */
class PartitionRangesTest {

    @Property(tries = 60)
    void eachRowIsInOnePart(
            @ForAll @Size(min = 1, max = 40) List<@WithNull(0.2) Long> values,
            @ForAll long one,
            @ForAll long other,
            @ForAll @IntRange(min = 1, max = 64) int parts)
            throws SQLException {
        List<PartQuery> conditions = PartitionRanges.cut("\"n\"", Math.min(one, other), Math.max(one, other), parts);
        assertThat(conditions).hasSizeBetween(1, parts);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE rows (\"n\" INTEGER, \"id\" INTEGER)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO rows VALUES (?, ?)")) {
                for (int i = 0; i < values.size(); i++) {
                    insert.setObject(1, values.get(i));
                    insert.setInt(2, i);
                    insert.execute();
                }
            }
            List<Integer> met = new ArrayList<>();
            for (PartQuery condition : conditions) {
                PartQuery query = PartQuery.of("SELECT \"id\" FROM rows").and(condition);
                try (PreparedStatement asked = query.prepare(connection);
                        ResultSet rows = asked.executeQuery()) {
                    while (rows.next()) {
                        met.add(rows.getInt(1));
                    }
                }
            }
            assertThat(met).hasSize(values.size()).doesNotHaveDuplicates();
        }
    }

    @Test
    void daysAreCutWhereTheyBegin() {
        List<PartQuery> conditions =
                PartitionRanges.cut("\"d\"", LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-05"), 2);
        assertThat(conditions.get(0).sql()).isEqualTo("\"d\" < ? OR \"d\" IS NULL");
        assertThat(conditions.get(0).values()).containsExactly(LocalDate.parse("2026-01-03"));
        assertThat(conditions.get(1).values()).containsExactly(LocalDate.parse("2026-01-03"));
    }

    @Test
    void oneValueIsOnePart() {
        assertThat(PartitionRanges.cut("\"n\"", 7L, 7L, 8)).hasSize(1);
    }
}
