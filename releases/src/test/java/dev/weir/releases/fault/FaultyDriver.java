package dev.weir.releases.fault;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code jdbc:weirfault:sqlite:…}: another driver, each statement and commit of which is a point. */
public final class FaultyDriver implements Driver {

    private static final String PREFIX = "jdbc:weirfault:";

    private static final Faults.Errors<SQLException> SQL = new Faults.Errors<>() {
        @Override
        public SQLException refused(String sentence) {
            return new SQLException(sentence);
        }

        @Override
        public SQLException timedOut(String sentence) {
            return new SQLTimeoutException(sentence);
        }

        @Override
        public SQLException lost(String sentence) {
            return new SQLNonTransientConnectionException(sentence, "08006");
        }
    };

    /** The address by which another one is reached through this driver. */
    public static String through(String address) {
        try {
            DriverManager.getDriver(PREFIX);
        } catch (SQLException e) {
            register();
        }
        return PREFIX + address.substring("jdbc:".length());
    }

    private static void register() {
        try {
            DriverManager.registerDriver(new FaultyDriver());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable Connection connect(String address, Properties properties) throws SQLException {
        if (!acceptsURL(address)) {
            return null;
        }
        Connection connection = Faults.read(
                address.contains("IMMEDIATE") ? "sql connect to change" : "sql connect",
                SQL,
                () -> DriverManager.getConnection("jdbc:" + address.substring(PREFIX.length()), properties));
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "createStatement" -> statement(Statement.class, "", invoke(connection, method, arguments));
            case "prepareStatement" ->
                statement(PreparedStatement.class, (String) arguments[0], invoke(connection, method, arguments));
            case "commit", "rollback" -> change("sql " + method.getName(), connection, method, arguments);
            default -> invoke(connection, method, arguments);
        });
    }

    private static Object statement(Class<? extends Statement> type, String prepared, @Nullable Object statement) {
        return proxy(type, (self, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return invoke(statement, method, arguments);
            }
            String sql = arguments != null && arguments.length > 0 ? String.valueOf(arguments[0]) : prepared;
            String name = "sql " + sql.strip().replaceAll("\\s+", " ").replaceAll("^(\\S+ \\S+ \\S+).*", "$1");
            if (!sql.strip().toUpperCase(Locale.ROOT).startsWith("SELECT")) {
                return change(name, statement, method, arguments);
            }
            return Faults.read(name, SQL, () -> Optional.ofNullable(invoke(statement, method, arguments)))
                    .orElse(null);
        });
    }

    private static @Nullable Object change(
            String name, @Nullable Object target, Method method, Object @Nullable [] arguments) throws SQLException {
        return Faults.change(name, SQL, () -> Optional.ofNullable(invoke(target, method, arguments)))
                .orElse(null);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FaultyDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(@Nullable Object target, Method method, Object @Nullable [] arguments)
            throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean acceptsURL(String address) {
        return address.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String address, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
