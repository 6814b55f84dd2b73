package dev.weir.jobs.release.catalogue.rest;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.TableChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.RESTSessionCatalog;
import org.jspecify.annotations.Nullable;

/** The server of a REST catalogue, as Iceberg's client asks it. */
final class CatalogueServer {

    private final String address;
    private final Map<String, String> properties;
    private @Nullable RESTCatalog client;

    CatalogueServer(CatalogueSettings settings) {
        this.address = settings.address();
        this.properties = properties(settings);
    }

    private static Map<String, String> properties(CatalogueSettings settings) {
        Map<String, String> properties = new TreeMap<>(settings.more());
        String address = settings.address();
        properties.put("uri", address);
        properties.put("io-impl", "org.apache.iceberg.hadoop.HadoopFileIO");
        properties.put("rest-metrics-reporting-enabled", "false"); // filters of queries may be personal data
        properties.putIfAbsent("rest.auth.type", "none");
        settings.password()
                .map(secret -> settings.user()
                        .map(user -> RestLogin.client(address, user, secret))
                        .orElseGet(() -> RestLogin.token(address, secret)))
                .ifPresent(properties::putAll);
        return properties;
    }

    /** What a client has to know; nothing secret. */
    Map<String, String> properties() {
        return properties;
    }

    /** The client; the server is asked for its configuration at first. */
    synchronized RESTCatalog client() {
        RESTCatalog there = client;
        if (there == null) {
            there = new WithoutFiles();
            there.initialize(Catalogue.NAME, properties);
            client = there;
        }
        return there;
    }

    /** Nothing is read or written of tables' files here, so a server's hints on access to them are not followed. */
    private static final class WithoutFiles extends RESTCatalog {

        @Override
        protected RESTSessionCatalog newSessionCatalog(Function<Map<String, String>, RESTClient> clients) {
            return new RESTSessionCatalog(clients, (context, properties) -> new HadoopFileIO(new Configuration()));
        }
    }

    /** A table as it is now; empty where there is none of that name. */
    Optional<TableOperations> load(TableIdentifier name) {
        try {
            return Optional.of(((BaseTable) client().loadTable(name)).operations());
        } catch (NoSuchTableException | NoSuchNamespaceException e) {
            return Optional.empty();
        }
    }

    /** The properties of a namespace; it is made where it is not there. */
    Map<String, String> make(Namespace namespace) {
        try {
            return client().loadNamespaceMetadata(namespace);
        } catch (NoSuchNamespaceException e) {
            try {
                client().createNamespace(namespace, new HashMap<>()); // it asks for a null key, which Map.of() refuses
            } catch (AlreadyExistsException since) {
                return client().loadNamespaceMetadata(namespace); // another client was faster
            }
            return client().loadNamespaceMetadata(namespace);
        }
    }

    /** Sets properties of a namespace, beside those that it has. */
    void say(Namespace namespace, String... keysAndValues) {
        Map<String, String> said = new HashMap<>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            said.put(keysAndValues[index], keysAndValues[index + 1]);
        }
        client().setProperties(namespace, said);
    }

    /**
     * Changes several tables in one commit.
     *
     * @throws UnsupportedOperationException where the server's list of calls has none for it; nothing was sent
     */
    void commitTogether(List<TableChange> changes) {
        client().commitTransaction(changes.stream()
                .map(change -> TableCommit.create(
                        TableIdentifier.of(change.namespace(), change.name()), change.before(), change.after()))
                .toList());
    }

    /** Changes them one after the other. */
    static void commitEach(List<TableChange> changes) {
        changes.forEach(change -> change.operations().commit(change.before(), change.after()));
    }

    /**
     * The answer to a question.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} where the server has none
     */
    <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (RESTException
                | NoSuchNamespaceException
                | NoSuchTableException
                | CommitFailedException
                | CommitStateUnknownException e) {
            throw unreachable(e);
        }
    }

    ProblemsException unreachable(RuntimeException cause) {
        return unusable(
                cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                "See that the server runs, and that the user or token of weir.yaml may read and write there; then run"
                        + " again.",
                cause);
    }

    ProblemsException unusable(String why, String remedy, @Nullable Exception cause) {
        return ProblemsException.of(
                Code.STORE_UNREACHABLE, Place.of(address), "The catalogue cannot be used", why, remedy, cause);
    }

    /** Its address. */
    @Override
    public String toString() {
        return address;
    }
}
