package dev.weir.jobs.release.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;

/**
 * Passwords of catalogues, for PostgreSQL's driver, which asks for one when the server wants it. Were they settings of Spark's
 * catalogue, they would stand in the session's configuration, and travel to executors with the tables' file access; no executor
 * asks the catalogue.
 */
public final class CataloguePasswords implements AuthenticationPlugin {

    private static final String OF = "weirPasswordOf";
    private static final Map<String, String> KEPT = new ConcurrentHashMap<>();

    private final @Nullable String password;

    /** For the driver, which makes it by its name. */
    public CataloguePasswords(Properties properties) {
        String of = properties.getProperty(OF);
        this.password = of == null ? null : KEPT.get(of);
    }

    /** Keeps one in this process alone. The driver's settings by which it asks here: nothing secret. */
    static Map<String, String> keep(String address, String user, String password) {
        String of = user + " " + requireNonNull(address, "address");
        KEPT.put(of, password);
        return Map.of(OF, of, "authenticationPluginClassName", CataloguePasswords.class.getName());
    }

    @Override
    public char @Nullable [] getPassword(AuthenticationRequestType type) {
        return password == null ? null : password.toCharArray();
    }
}
