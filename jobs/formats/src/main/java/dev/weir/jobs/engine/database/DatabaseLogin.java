package dev.weir.jobs.engine.database;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.settings.DatabaseSettings;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How a database is opened. It travels to the tasks as masks' keys do, and shows nowhere. */
public final class DatabaseLogin implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String POSTGRES = "jdbc:postgresql:";
    private static final List<String> MYSQL = List.of("jdbc:mysql:", "jdbc:mariadb:");

    private final String name;
    private final String url;
    private final TreeMap<String, String> properties;

    private DatabaseLogin(String name, String url, Map<String, String> properties) {
        this.name = name;
        this.url = url;
        this.properties = new TreeMap<>(properties);
    }

    /**
     * By a profile.
     *
     * @param name by which contracts call the database
     * @param workspace from which the path of a password's file is taken
     * @throws UnreadableTableException when that file cannot be read
     */
    public static DatabaseLogin of(String name, DatabaseSettings settings, Path workspace) {
        TreeMap<String, String> properties = new TreeMap<>();
        if (settings.url().startsWith(POSTGRES)) {
            properties.put("ApplicationName", "weir");
            properties.put("connectTimeout", "10");
            properties.put("tcpKeepAlive", "true");
        }
        if (MYSQL.stream().anyMatch(settings.url()::startsWith)) {
            properties.put("tinyInt1isBit", "false"); // a number of -128 to 127 would be read as a flag
        }
        properties.putAll(settings.properties());
        settings.user().ifPresent(user -> properties.put("user", user));
        settings.password().ifPresent(password -> properties.put("password", password));
        settings.passwordFile()
                .ifPresent(file -> properties.put("password", password(name, workspace.resolve(file), file)));
        return new DatabaseLogin(name, settings.url(), properties);
    }

    private static String password(String name, Path path, String written) {
        try {
            String text = Files.readString(path);
            return text.endsWith("\n") ? text.substring(0, text.length() - 1).stripTrailing() : text;
        } catch (IOException e) {
            throw new UnreadableTableException(
                    Code.STORE_UNREACHABLE,
                    name,
                    "its password's file '" + written + "' cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    "mount it, and let this user read it; or correct 'passwordFile' in weir.yaml");
        }
    }

    /**
     * A new connection.
     *
     * @throws UnreadableTableException when there is no driver, the server does not answer, or refuses the user
     */
    Connection open() {
        Properties all = new Properties();
        all.putAll(properties);
        try {
            Connection connection = driver().connect(url, all);
            return requireNonNull(connection, "connection");
        } catch (SQLException e) {
            throw UnreadableTableException.connecting(name, e);
        }
    }

    private Driver driver() throws SQLException {
        // jars that a user adds lie in the loader of Spark's thread, which DriverManager does not look into
        Stream<Driver> added = ServiceLoader.load(
                        Driver.class, Thread.currentThread().getContextClassLoader())
                .stream()
                .map(ServiceLoader.Provider::get);
        for (Driver driver : Stream.concat(added, DriverManager.drivers()).toList()) {
            if (driver.acceptsURL(url)) {
                return driver;
            }
        }
        throw new UnreadableTableException(
                Code.STORE_UNREACHABLE,
                name,
                "no JDBC driver for '" + url.replaceAll("^(jdbc:[A-Za-z0-9]+:).*", "$1") + "' is on the class path",
                "add the driver's jar, as docs/extending.md says of jars of one's own");
    }

    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
