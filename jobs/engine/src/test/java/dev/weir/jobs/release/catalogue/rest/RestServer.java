package dev.weir.jobs.release.catalogue.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.Moved;
import dev.weir.jobs.release.catalogue.PendingMetadata;
import dev.weir.jobs.release.catalogue.SqlRows;
import dev.weir.jobs.release.catalogue.TableChange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.RESTCatalogProperties;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.requests.CommitTransactionRequest;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.RegisterTableRequest;
import org.apache.iceberg.rest.requests.UpdateNamespacePropertiesRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.rest.responses.LoadTableResponse;
import org.apache.iceberg.rest.responses.OAuthTokenResponse;
import org.apache.iceberg.shaded.com.fasterxml.jackson.annotation.JsonAutoDetect;
import org.apache.iceberg.shaded.com.fasterxml.jackson.annotation.PropertyAccessor;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.PropertyNamingStrategies;

/**
 * A server of Iceberg's REST protocol, over a file of SQLite, with Iceberg's own handling of requests. Several tables change in one
 * transaction. It can be made to keep less, to fail, and to lose answers.
 */
public final class RestServer implements AutoCloseable {

    /** What a server may lack. */
    public enum Lack {
        /** It takes branches and tags, and drops them without a word. */
        REFERENCES,
        /** It has no call for several tables, and says so. */
        TOGETHER,
        /** It removes no files. */
        PURGE
    }

    /** What befalls a request. */
    public enum Fault {
        /** It fails before anything is done. */
        FAILS,
        /** It is done, and its answer is a failure. */
        FAILS_AFTERWARDS,
        /** It is done, and the connection ends without an answer. */
        HANGS_UP_AFTERWARDS
    }

    private record Trap(Predicate<String> request, Fault fault) {}

    private static final ObjectMapper JSON = mapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final JdbcCatalog catalog = new JdbcCatalog();
    private final String database;
    private final Set<Lack> lacks;
    private final Queue<Trap> traps = new ConcurrentLinkedQueue<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile Optional<String> secret = Optional.empty();

    private RestServer(Path folder, Set<Lack> lacks) {
        this.lacks = lacks.isEmpty() ? EnumSet.noneOf(Lack.class) : EnumSet.copyOf(lacks);
        this.database = "jdbc:sqlite:" + folder.resolve("server.db") + "?busy_timeout=30000";
        catalog.setConf(new Configuration());
        catalog.initialize(
                Catalogue.NAME,
                Map.of(
                        "uri",
                        database,
                        "warehouse",
                        folder.resolve("server").toString(),
                        "jdbc.schema-version",
                        "V1",
                        "io-impl",
                        "org.apache.iceberg.hadoop.HadoopFileIO"));
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** One that keeps its rows in a folder, and lacks these. */
    public static RestServer in(Path folder, Lack... lacks) {
        return new RestServer(folder, Set.of(lacks));
    }

    /** Asks for this token from now on; an OAuth2 client gets it whose secret is the same. */
    public RestServer asking(String token) {
        secret = Optional.of(token);
        return this;
    }

    /** Its address. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next such request fares so; a request is its method and path, such as {@code POST /v1/transactions/commit}. */
    public void trap(Predicate<String> request, Fault fault) {
        traps.add(new Trap(request, fault));
    }

    /** From now on all requests fare well. */
    public void untrap() {
        traps.clear();
    }

    /** What it was asked so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        catalog.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String request = exchange.getRequestMethod() + " " + path;
        asked.add(request);
        byte[] body = exchange.getRequestBody().readAllBytes();
        Optional<Trap> trap =
                traps.stream().filter(set -> set.request().test(request)).findFirst();
        trap.ifPresent(traps::remove);
        Optional<Fault> fault = trap.map(Trap::fault);
        try {
            if (fault.filter(Fault.FAILS::equals).isPresent()) {
                answer(exchange, 500, error(500, "ServiceFailureException", "told to fail"));
                return;
            }
            requireSecret(exchange, path);
            Optional<Object> answer = answer(exchange, path, body);
            if (fault.filter(Fault.FAILS_AFTERWARDS::equals).isPresent()) {
                answer(exchange, 500, error(500, "ServiceFailureException", "told to fail afterwards"));
            } else if (fault.isPresent()) {
                exchange.close();
            } else if (answer.isPresent()) {
                answer(exchange, 200, answer.get());
            } else {
                exchange.sendResponseHeaders(204, -1);
            }
        } catch (RuntimeException e) {
            int code = code(e);
            answer(exchange, code, error(code, e.getClass().getSimpleName(), String.valueOf(e.getMessage())));
        } finally {
            exchange.close();
        }
    }

    private void requireSecret(HttpExchange exchange, String path) {
        String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!path.endsWith("/oauth/tokens") && secret.isPresent() && !shown.equals("Bearer " + secret.get())) {
            throw new NotAuthorizedException("no token, or another");
        }
    }

    private static void answer(HttpExchange exchange, int code, Object answer) throws IOException {
        byte[] text = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, text.length);
        exchange.getResponseBody().write(text);
    }

    private static ErrorResponse error(int code, String type, String message) {
        return ErrorResponse.builder()
                .responseCode(code)
                .withType(type)
                .withMessage(message)
                .build();
    }

    private static int code(RuntimeException failure) {
        if (failure instanceof NoSuchTableException || failure instanceof NoSuchNamespaceException) {
            return 404;
        }
        if (failure instanceof CommitFailedException || failure instanceof AlreadyExistsException) {
            return 409;
        }
        if (failure instanceof NotAuthorizedException) {
            return 401;
        }
        if (failure instanceof ForbiddenException) {
            return 403;
        }
        return failure instanceof IllegalArgumentException ? 400 : 500;
    }

    private Optional<Object> answer(HttpExchange exchange, String path, byte[] body) throws IOException {
        String method = exchange.getRequestMethod();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        List<String> parts = Arrays.stream(path.substring(1).split("/"))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
        List<String> rest = parts.subList(1, parts.size());
        switch (rest.get(0)) {
            case "config" -> {
                return Optional.of(config());
            }
            case "oauth" -> {
                return Optional.of(token(new String(body, StandardCharsets.UTF_8)));
            }
            case "transactions" -> {
                commit(read(body, CommitTransactionRequest.class).tableChanges());
                return Optional.empty();
            }
            default -> {
                return switch (rest.size()) {
                    case 1 -> namespaces(method, body);
                    case 2 -> namespace(method, Namespace.of(rest.get(1)));
                    case 3 -> under(method, Namespace.of(rest.get(1)), rest.get(2), body);
                    default -> table(method, TableIdentifier.of(rest.get(1), rest.get(3)), query, body);
                };
            }
        }
    }

    private ConfigResponse config() {
        List<Endpoint> endpoints = new ArrayList<>(List.of(
                Endpoint.V1_LIST_NAMESPACES,
                Endpoint.V1_LOAD_NAMESPACE,
                Endpoint.V1_CREATE_NAMESPACE,
                Endpoint.V1_UPDATE_NAMESPACE,
                Endpoint.V1_DELETE_NAMESPACE,
                Endpoint.V1_LIST_TABLES,
                Endpoint.V1_LOAD_TABLE,
                Endpoint.V1_CREATE_TABLE,
                Endpoint.V1_UPDATE_TABLE,
                Endpoint.V1_DELETE_TABLE,
                Endpoint.V1_REGISTER_TABLE));
        if (!lacks.contains(Lack.TOGETHER)) {
            endpoints.add(Endpoint.V1_COMMIT_TRANSACTION);
        }
        return ConfigResponse.builder().withEndpoints(endpoints).build();
    }

    private OAuthTokenResponse token(String form) {
        String given = secret.orElse("token");
        if (!List.of(form.split("&")).contains("client_secret=" + given)) {
            throw new NotAuthorizedException("another secret");
        }
        return OAuthTokenResponse.builder()
                .withToken(given)
                .withTokenType("Bearer")
                .build();
    }

    private Optional<Object> namespaces(String method, byte[] body) throws IOException {
        return Optional.of(
                method.equals("GET")
                        ? CatalogHandlers.listNamespaces(catalog, Namespace.empty())
                        : CatalogHandlers.createNamespace(catalog, read(body, CreateNamespaceRequest.class)));
    }

    private Optional<Object> namespace(String method, Namespace namespace) {
        switch (method) {
            case "GET" -> {
                return Optional.of(CatalogHandlers.loadNamespace(catalog, namespace));
            }
            case "DELETE" -> CatalogHandlers.dropNamespace(catalog, namespace);
            default -> throw new IllegalArgumentException(method);
        }
        return Optional.empty();
    }

    private Optional<Object> under(String method, Namespace namespace, String what, byte[] body) throws IOException {
        return Optional.of(
                switch (what) {
                    case "properties" ->
                        CatalogHandlers.updateNamespaceProperties(
                                catalog, namespace, read(body, UpdateNamespacePropertiesRequest.class));
                    case "register" ->
                        CatalogHandlers.registerTable(catalog, namespace, read(body, RegisterTableRequest.class));
                    default ->
                        method.equals("GET")
                                ? CatalogHandlers.listTables(catalog, namespace)
                                : CatalogHandlers.createTable(catalog, namespace, read(body, CreateTableRequest.class));
                });
    }

    private Optional<Object> table(String method, TableIdentifier name, String query, byte[] body) throws IOException {
        switch (method) {
            case "GET" -> {
                return Optional.of(CatalogHandlers.loadTable(catalog, name, RESTCatalogProperties.SnapshotMode.ALL));
            }
            case "DELETE" -> {
                if (!query.contains("purgeRequested=true")) {
                    CatalogHandlers.dropTable(catalog, name);
                } else if (lacks.contains(Lack.PURGE)) {
                    throw new ForbiddenException("no files are removed here");
                } else {
                    CatalogHandlers.purgeTable(catalog, name);
                }
                return Optional.empty();
            }
            default -> {
                UpdateTableRequest update = read(body, UpdateTableRequest.class);
                commit(List.of(UpdateTableRequest.create(name, update.requirements(), update.updates())));
                return Optional.of(LoadTableResponse.builder()
                        .withTableMetadata(operations(name).current())
                        .build());
            }
        }
    }

    private TableOperations operations(TableIdentifier name) {
        return ((BaseTable) catalog.loadTable(name)).operations();
    }

    /** All or none: their rows are compared and set in one transaction. */
    private void commit(List<UpdateTableRequest> requests) {
        List<TableChange> changes = new ArrayList<>();
        for (UpdateTableRequest request : requests) {
            TableIdentifier name = request.identifier();
            TableOperations operations = operations(name);
            TableMetadata before = operations.current();
            request.requirements().forEach(requirement -> requirement.validate(before));
            TableMetadata.Builder after = TableMetadata.buildFrom(before);
            request.updates().stream().filter(this::isKept).forEach(update -> update.applyTo(after));
            TableMetadata made = after.build();
            if (!made.changes().isEmpty()) {
                changes.add(new TableChange(name.namespace().toString(), name.name(), operations, before, made));
            }
        }
        Moved moved = PendingMetadata.commit(changes, new SqlRows(new Database(database))::move);
        if (moved.ending() != Moved.Ending.ALL) {
            throw new CommitFailedException("It ended %s", moved.ending());
        }
    }

    private boolean isKept(MetadataUpdate update) {
        if (!lacks.contains(Lack.REFERENCES)) {
            return true;
        }
        return !(update instanceof MetadataUpdate.RemoveSnapshotRef)
                && (!(update instanceof MetadataUpdate.SetSnapshotRef set)
                        || set.name().equals(SnapshotRef.MAIN_BRANCH));
    }

    private static <T> T read(byte[] body, Class<T> type) throws IOException {
        return JSON.readValue(body, type);
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);
        mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        mapper.setPropertyNamingStrategy(new PropertyNamingStrategies.KebabCaseStrategy());
        RESTSerializers.registerAll(mapper);
        return mapper;
    }

    private record Database(String address) implements SqlRows.Database {

        @Override
        public Connection toRead() throws SQLException {
            return DriverManager.getConnection(address);
        }

        @Override
        public Connection toChange() throws SQLException {
            return DriverManager.getConnection(address + "&transaction_mode=IMMEDIATE");
        }

        @Override
        public String waiting() {
            return "";
        }
    }
}
