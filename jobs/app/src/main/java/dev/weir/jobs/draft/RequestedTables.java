package dev.weir.jobs.draft;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.DatabaseAddress;
import dev.weir.contracts.settings.DatabaseSettings;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.draft.DraftResult.LeftOut;
import dev.weir.jobs.engine.database.FoundTable;
import dev.weir.jobs.engine.database.TableListing;
import dev.weir.jobs.engine.discover.Discovery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of databases that a command names, or all of a database's usual schema.
 *
 * @param names for the tables that are drafted
 * @param leftOut gets the tables that are not
 */
record RequestedTables(Workspace workspace, Discovery discovery, LogicalNames names, List<LeftOut> leftOut) {

    /**
     * All of them.
     *
     * @throws ProblemsException C006 where the profile does not name the database, C020 where tables are named and no database is,
     *     S001 where a table is not there, S004 where the database does not answer
     */
    List<DatabaseSource> of(DraftInputs inputs) {
        if (!inputs.tables().isEmpty() && inputs.addresses().size() != 1) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--table"),
                    "--table belongs to one database",
                    inputs.addresses().isEmpty() ? "no database is named" : "more than one is named",
                    "name one by its address, such as jdbc:postgresql://host/database");
        }
        List<DatabaseSource> tables = new ArrayList<>();
        for (String address : inputs.addresses()) {
            String server = server(workspace, new DatabaseAddress(address));
            discovery.listed(server, listing -> tables.addAll(of(server, address, listing, inputs.tables())));
        }
        return tables;
    }

    /**
     * What the profile calls a database.
     *
     * @throws ProblemsException C006 where it does not name it
     */
    static String server(Workspace workspace, DatabaseAddress address) {
        Map<String, DatabaseSettings> databases = workspace.profile().sources().databases();
        return databases.entrySet().stream()
                .filter(database -> database.getValue().url().equals(address.url()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of("weir.yaml"),
                        "The profile knows no database at '" + address + "'",
                        "it says who asks a database, and weir.yaml is there already",
                        "add to the profile: sources: { databases: { " + address.name()
                                + ": { url, user, password } } }, with that url, and the password as a variable"));
    }

    private List<DatabaseSource> of(String server, String address, TableListing listing, List<String> named) {
        List<DatabaseSource> tables = new ArrayList<>();
        Set<String> read = read(server);
        for (FoundTable found : named.isEmpty() ? usual(server, listing) : named(server, listing, named)) {
            String shown = server + ":" + found.shown();
            if (read.contains(found.name()) || read.contains(found.shown())) {
                leftOut.add(new LeftOut(shown, "is read by a source already"));
                continue;
            }
            String name = names.of(found.name(), "table", tables.size() + 1);
            DatabaseSource table = new DatabaseSource(
                    name, server, new DatabaseAddress(address), found, listing.keys(found), listing.layout(found));
            if (table.layout().columns().isEmpty()) {
                leftOut.add(new LeftOut(shown, "has no column that a contract can have"));
            } else {
                tables.add(table);
            }
        }
        return tables;
    }

    /** Tables, as the server's user sees them; views show rows of tables once more. */
    private List<FoundTable> usual(String server, TableListing listing) {
        List<FoundTable> tables = new ArrayList<>();
        for (FoundTable found : listing.tables(Optional.empty())) {
            if (found.isView()) {
                leftOut.add(new LeftOut(
                        server + ":" + found.shown(), "is a view: name it with --table where it is what you want"));
            } else {
                tables.add(found);
            }
        }
        if (tables.isEmpty()) {
            leftOut.add(new LeftOut(
                    server + ":",
                    "has no table in the schema where its user looks: name some with --table schema.name"));
        }
        return tables;
    }

    private static List<FoundTable> named(String server, TableListing listing, List<String> named) {
        List<FoundTable> tables = new ArrayList<>();
        List<FoundTable> usual = listing.tables(Optional.empty());
        for (String name : new LinkedHashSet<>(named)) {
            int dot = name.indexOf('.');
            boolean isElsewhere = byName(usual, name).isEmpty() && dot > 0;
            List<FoundTable> seen = isElsewhere ? listing.tables(Optional.of(name.substring(0, dot))) : usual;
            Optional<FoundTable> found = byName(seen, isElsewhere ? name.substring(dot + 1) : name);
            tables.add(found.orElseThrow(() -> ProblemsException.of(
                    Code.SOURCE_MISSING,
                    Place.of(server + ":" + name),
                    "The database '" + server + "' has no table '" + name + "'",
                    "it has no such table, or hides it from this user; capital letters count",
                    NearestName.remedy(
                            name,
                            seen.stream().map(FoundTable::name).toList(),
                            "write it as the database does, with its schema: schema.name"))));
        }
        return tables;
    }

    private static Optional<FoundTable> byName(List<FoundTable> tables, String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** The tables of a database that sources read already, with their schema where the contract names one. */
    private Set<String> read(String server) {
        Set<String> read = new HashSet<>();
        for (Source source : workspace.sources()) {
            Optional<Source.InDatabase> where =
                    source.database().filter(each -> each.server().equals(server));
            if (where.isPresent()) {
                for (Table table : source.contract().tables()) {
                    String name = where.get().nameOf(table);
                    read.add(where.get()
                            .schema()
                            .map(schema -> schema + "." + name)
                            .orElse(name));
                }
            }
        }
        return read;
    }
}
