package dev.weir.jobs.draft;

import dev.weir.contracts.settings.DatabaseAddress;
import dev.weir.contracts.yaml.YamlText;
import dev.weir.jobs.engine.database.DeclaredKeys;
import dev.weir.jobs.engine.database.FoundTable;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of a database that is one drafted table.
 *
 * @param table its name in the contracts
 * @param server the database's name in the profile
 * @param address of it
 * @param found the table there
 * @param declared its keys, as the database declares them
 */
record DatabaseSource(
        String table, String server, DatabaseAddress address, FoundTable found, DeclaredKeys declared, Layout layout)
        implements DraftSource {

    /** What ODCS v3.1 asks of a server of a type. */
    private static final Map<String, List<String>> NEEDED = Map.of(
            "postgresql", List.of("host", "port", "database", "schema"),
            "mysql", List.of("host", "port", "database"),
            "oracle", List.of("host", "port", "serviceName"),
            "sqlserver", List.of("host", "database", "schema"),
            "db2", List.of("host", "port", "database"));

    @Override
    public int fileCount() {
        return 0;
    }

    @Override
    public String counted() {
        return (found.isView() ? "the view " : "the table ") + found.shown() + " of " + server;
    }

    @Override
    public List<String> names() {
        return List.of(server + ":" + found.shown());
    }

    @Override
    public List<String> serverLines() {
        Map<String, String> keys = new LinkedHashMap<>();
        address.host().ifPresent(host -> keys.put("host", YamlText.quoted(host)));
        address.port().ifPresent(port -> keys.put("port", port));
        String database = address.type().equals("oracle") ? "serviceName" : "database";
        address.database().ifPresent(name -> keys.put(database, YamlText.quoted(name)));
        found.schema().ifPresent(schema -> keys.put("schema", YamlText.quoted(schema)));
        List<String> needed = NEEDED.getOrDefault(address.type(), List.of());
        boolean isWhole = keys.keySet().containsAll(needed);
        List<String> lines = new ArrayList<>();
        lines.add("- server: " + server);
        // an address that does not tell what ODCS asks of its type is one of the profile alone
        lines.add("  type: " + (isWhole ? address.type() : DatabaseAddress.CUSTOM));
        keys.forEach((key, value) -> {
            if ((isWhole && needed.contains(key)) || key.equals("schema")) {
                lines.add("  " + key + ": " + value);
            }
        });
        return lines;
    }

    @Override
    public String physicalType() {
        return found.isView() ? "view" : "table";
    }

    @Override
    public String physicalName() {
        return found.name();
    }

    @Override
    public boolean isReferredTo(DraftSource from, DeclaredKeys.ForeignKey key) {
        return from instanceof DatabaseSource other && other.server.equals(server) && key.isTo(found);
    }
}
