package dev.weir.jobs.release.catalogue.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.catalog.SessionCatalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.auth.AuthManager;
import org.apache.iceberg.rest.auth.AuthProperties;
import org.apache.iceberg.rest.auth.AuthSession;
import org.apache.iceberg.rest.auth.OAuth2Manager;
import org.apache.iceberg.rest.auth.OAuth2Properties;

/**
 * Who asks a REST catalogue, by OAuth2. Were its secret a setting of Spark's catalogue, it would stand in the session's
 * configuration, and travel to executors with the tables' file access; no executor asks the catalogue. So it is kept in this
 * process, and Iceberg's client asks here.
 */
public final class RestLogin implements AuthManager {

    private static final String OF = "weir.login";
    private static final Map<String, Map<String, String>> KEPT = new ConcurrentHashMap<>();

    private final OAuth2Manager oauth;

    /** For Iceberg, which makes it by its name. */
    public RestLogin(String name) {
        this.oauth = new OAuth2Manager(name);
    }

    /** Keeps a bearer token in this process alone. The client's settings by which it asks here: nothing secret. */
    static Map<String, String> token(String address, String token) {
        return keep(
                "a token for " + address,
                Map.of(OAuth2Properties.TOKEN, token, OAuth2Properties.TOKEN_REFRESH_ENABLED, "false"));
    }

    /** The same of an OAuth2 client and its secret. */
    static Map<String, String> client(String address, String client, String secret) {
        return keep(client + " of " + address, Map.of(OAuth2Properties.CREDENTIAL, client + ":" + secret));
    }

    private static Map<String, String> keep(String of, Map<String, String> secret) {
        KEPT.put(of, secret);
        return Map.of(OF, of, AuthProperties.AUTH_TYPE, RestLogin.class.getName());
    }

    private static Map<String, String> whole(Map<String, String> properties) {
        Map<String, String> whole = new HashMap<>(properties);
        whole.putAll(KEPT.getOrDefault(properties.getOrDefault(OF, ""), Map.of()));
        return whole;
    }

    @Override
    public AuthSession initSession(RESTClient client, Map<String, String> properties) {
        return oauth.initSession(client, whole(properties));
    }

    @Override
    public AuthSession catalogSession(RESTClient client, Map<String, String> properties) {
        return oauth.catalogSession(client, whole(properties));
    }

    @Override
    public AuthSession contextualSession(SessionCatalog.SessionContext context, AuthSession parent) {
        return oauth.contextualSession(context, parent);
    }

    @Override
    public AuthSession tableSession(TableIdentifier table, Map<String, String> properties, AuthSession parent) {
        return oauth.tableSession(table, properties, parent);
    }

    @Override
    public AuthSession tableSession(RESTClient client, Map<String, String> properties) {
        return oauth.tableSession(client, whole(properties));
    }

    @Override
    public void close() {
        oauth.close();
    }
}
