package dev.weir.jobs.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What is different with a server's product. */
enum ServerKind {
    POSTGRESQL,
    MYSQL,
    OTHER;

    static ServerKind of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.contains("postgres")) {
            return POSTGRESQL;
        }
        String driver = connection.getMetaData().getDriverName().toLowerCase(Locale.ROOT);
        return driver.contains("mysql") ? MYSQL : OTHER;
    }

    /** How many rows come at once: all of them would have to be in memory. MySQL's driver streams at a number of its own, which MariaDB's refuses. */
    int fetchSize() {
        return this == MYSQL ? Integer.MIN_VALUE : 1000;
    }
}
