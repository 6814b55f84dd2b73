package dev.weir.jobs.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.value.ValueType;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What drivers call themselves stands in their sources. */
class ServerKindTest {

    /** One fetch size streams with a driver, and is refused by the other or has it bring all rows at once. */
    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, PostgreSQL JDBC Driver, POSTGRESQL, 1000",
        "MySQL, MySQL Connector/J, MYSQL, -2147483648",
        "MariaDB, MySQL Connector/J, MYSQL, -2147483648",
        "MariaDB, MariaDB Connector/J, MARIADB, 1000",
        "MySQL, MariaDB Connector/J, MARIADB, 1000",
        "Oracle, Oracle JDBC driver, OTHER, 1000",
        "Microsoft SQL Server, Microsoft JDBC Driver 12.6 for SQL Server, OTHER, 1000"
    })
    void rowsComeAFewAtATime(String product, String driver, ServerKind kind, int fetchSize) {
        assertThat(ServerKind.of(product, driver)).isEqualTo(kind);
        assertThat(kind.fetchSize()).isEqualTo(fetchSize);
    }

    @Test
    void aConnectionTells() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThat(ServerKind.of(connection)).isEqualTo(ServerKind.OTHER);
        }
    }

    /** Of MySQL and MariaDB a TIMESTAMP is another time for whoever is elsewhere; a DATETIME is what was written. */
    @ParameterizedTest
    @CsvSource({
        "MYSQL, TIMESTAMP, false",
        "MARIADB, TIMESTAMP, false",
        "MYSQL, DATETIME, true",
        "MARIADB, DATETIME, true",
        "POSTGRESQL, timestamp, true",
        "OTHER, TIMESTAMP, true"
    })
    void aClockIsNoTimeOfWhoeverAsks(ServerKind kind, String type, boolean isClock) {
        Optional<ColumnForm> form = ColumnForm.of(new ValueType.WallClock(ValueType.ISO), Types.TIMESTAMP, type, kind);
        assertThat(form).isEqualTo(isClock ? Optional.of(ColumnForm.CLOCK) : Optional.empty());
        assertThat(ColumnForm.of(new ValueType.Text(), Types.TIMESTAMP, type, kind))
                .isEmpty();
    }
}
