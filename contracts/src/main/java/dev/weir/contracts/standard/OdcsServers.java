package dev.weir.contracts.standard;

import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ODCS's servers: the fields that all have, and those of each type. */
final class OdcsServers {

    private static final String PORT = "port";

    /** A text may name a variable. */
    private static final FieldKind<?> PORTS = FieldKinds.either(FieldKinds.WHOLE, FieldKinds.TEXT);

    private static final FieldKind<?> SFTP_LOCATION =
            FieldKinds.text(text -> text.startsWith("sftp://"), "a text that begins with sftp://");

    /** Of an unknown type: that is reported once, and its fields are not judged. */
    private static final Shape ANY = Shape.of("a server", Odcs.BOOK).open();

    private static final Map<String, Shape> TYPES = types();

    static final Shape SERVER = Shape.of("a server", Odcs.BOOK)
            .optional("id", Odcs.STABLE_ID)
            .required("server", FieldKinds.TEXT)
            .required("type", FieldKinds.oneOf(TYPES.keySet().toArray(String[]::new)))
            .optional(FieldKinds.TEXT, "description", "environment")
            .optional("roles", FieldKinds.objects(Odcs.ROLE))
            .optional("customProperties", Odcs.CUSTOM_PROPERTIES)
            .variant(OdcsServers::ofType);

    private OdcsServers() {}

    private static @Nullable Shape ofType(YamlMap server) {
        if (!server.has("type")) {
            return ANY;
        }
        Optional<YamlScalar> type = server.scalar("type");
        return type.isEmpty() ? ANY : TYPES.getOrDefault(type.get().text(), ANY);
    }

    private static Map<String, Shape> types() {
        Map<String, Shape> types = new LinkedHashMap<>();
        type(types, "api", "location", "");
        type(types, "athena", "schema", "stagingDir catalog regionName workgroup");
        type(types, "azure", "location format", "delimiter encoding");
        type(types, "bigquery", "project dataset", "");
        type(types, "btrieve", "host database", "port");
        type(types, "clickhouse", "host port database", "");
        type(types, "databricks", "catalog schema", "host");
        type(types, "denodo", "host port", "database");
        type(types, "dremio", "host port", "schema");
        type(types, "duckdb", "database", "schema");
        type(types, "exasol", "host", "port schema");
        type(types, "fastobjects", "database", "host port");
        type(types, "glue", "account database", "location format encoding");
        type(types, "hana", "host", "port database schema");
        type(types, "cloudsql", "host port database schema", "");
        type(types, "db2", "host port database", "schema");
        type(types, "hive", "host database", "port");
        type(types, "iceberg", "catalog catalogUrl", "namespace warehouse");
        type(types, "impala", "host database", "port");
        type(types, "informix", "host database", "port");
        type(types, "ingres", "host database", "port");
        type(types, "kafka", "host", "format encoding");
        type(types, "kinesis", "", "region format encoding");
        type(types, "local", "path format", "encoding");
        type(types, "mysql", "host port database", "");
        type(types, "oracle", "host port serviceName", "");
        type(types, "poet", "database", "host port");
        type(types, "postgresql", "host port database schema", "");
        type(types, "postgres", "host port database schema", "");
        type(types, "presto", "host", "catalog schema");
        type(types, "pubsub", "project", "");
        type(types, "redshift", "database schema", "host region account");
        type(types, "s3", "location", "endpointUrl format delimiter encoding");
        type(types, "sftp", "location", "format delimiter encoding");
        type(types, "snowflake", "account database schema", "host port warehouse");
        type(types, "sqlserver", "host database schema", "port");
        type(types, "synapse", "host port database", "");
        type(types, "teradata", "host", "port database");
        type(types, "trino", "host port catalog schema", "");
        type(types, "vectorwise", "host database", "port");
        type(types, "versant", "database", "host port");
        type(types, "vertica", "host port database schema", "");
        type(types, "zen", "host database", "port");
        type(
                types,
                "custom",
                "",
                "account catalog database dataset delimiter encoding endpointUrl format host location path port project region "
                        + "regionName schema serviceName stagingDir warehouse stream");
        return types;
    }

    private static void type(Map<String, Shape> types, String type, String required, String optional) {
        Shape shape = Shape.of("a server of type " + type, Odcs.BOOK);
        for (String key : words(required)) {
            shape = shape.required(key, kind(type, key));
        }
        for (String key : words(optional)) {
            shape = shape.optional(key, kind(type, key));
        }
        types.put(type, shape);
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ");
    }

    private static FieldKind<?> kind(String type, String key) {
        if (key.equals(PORT)) {
            return PORTS;
        }
        return type.equals("sftp") && key.equals("location") ? SFTP_LOCATION : FieldKinds.TEXT;
    }
}
