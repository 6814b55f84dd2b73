package dev.weir.jobs.engine.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** What is different with a server's product, and with the driver that asks it. */
enum ServerKind {
    POSTGRESQL,
    MYSQL,
    MARIADB,
    OTHER;

    static ServerKind of(Connection connection) throws SQLException {
        DatabaseMetaData said = connection.getMetaData();
        return of(said.getDatabaseProductName(), said.getDriverName());
    }

    /** By what the server and the driver call themselves. */
    static ServerKind of(String product, String driver) {
        String asked = driver.toLowerCase(Locale.ROOT);
        if (product.toLowerCase(Locale.ROOT).contains("postgres")) {
            return POSTGRESQL;
        } else if (asked.contains("mysql")) {
            return MYSQL;
        }
        return asked.contains("mariadb") ? MARIADB : OTHER;
    }

    /** Whether the server shows a TIMESTAMP in the zone of the session that asks, so that it is no reading of a clock. */
    boolean hasSessionTimestamps() {
        return this == MYSQL || this == MARIADB;
    }

    /** How many rows come at once: all of them would have to be in memory. MySQL's driver streams at a number of its own, which MariaDB's refuses. */
    int fetchSize() {
        return this == MYSQL ? Integer.MIN_VALUE : 1000;
    }
}
