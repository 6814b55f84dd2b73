package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.Source.TableRead;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.settings.DatabaseAddress;
import dev.weir.contracts.settings.DatabaseSettings;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a server of a source that is a database: ODCS names it, and the profile has its address and login. */
final class DatabaseServer {

    private static final Field<String> SPLIT_BY = Field.optional(
            "splitBy", FieldKinds.SOMETHING, "The column by whose values a database's table is read in parts.");
    private static final Field<BigInteger> PARTS = Field.optional(
            "parts", FieldKinds.POSITION, "In how many parts, each with a connection of its own; 4 by default.");
    private static final Field<String> NEW_BY = Field.optional(
            "newBy",
            FieldKinds.SOMETHING,
            "The column that only grows, by which new rows of a database's table are found.");

    /** What {@code weirRead} of a table may say. */
    private static final Shape READ = Shape.of("weirRead", "Weir", SPLIT_BY, PARTS, NEW_BY);

    private static final List<String> NAMING = List.of("host", "database", "serviceName");

    private final Problems problems;
    private final Map<String, DatabaseSettings> databases;

    DatabaseServer(Problems problems, Map<String, DatabaseSettings> databases) {
        this.problems = problems;
        this.databases = databases;
    }

    /** Whether a server is a database that can be asked. */
    boolean isMeant(YamlMap server) {
        String type = server.textOrEmpty("type");
        return DatabaseAddress.isType(type)
                || (type.equals(DatabaseAddress.CUSTOM) && databases.containsKey(server.textOrEmpty("server")));
    }

    Optional<Source> read(Contract contract, YamlMap root, YamlMap server) {
        WeirProperties.of(server, WeirProperties.READ)
                .ifPresent(read -> problems.add(
                        Code.INVALID_VALUE,
                        read.place(),
                        "'weirRead' stands on a server that is a database",
                        "it says how files are written, or, on a table, how a database's table is read",
                        "move it to the table, or take it out"));
        columns(contract);
        Map<String, TableRead> reads = reads(contract, root);
        Optional<DatabaseSettings> settings = settings(server);
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> schema = Optional.of(server.textOrEmpty("schema")).filter(name -> !name.isEmpty());
        return Optional.of(new Source(
                contract,
                new Source.InDatabase(
                        server.textOrEmpty("server"),
                        server.textOrEmpty("type"),
                        settings.get().shown(),
                        schema,
                        reads)));
    }

    private Optional<DatabaseSettings> settings(YamlMap server) {
        String name = server.textOrEmpty("server");
        DatabaseSettings settings = databases.get(name);
        if (settings == null) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    server.placeOf("server"),
                    "the profile knows no database '" + name + "'",
                    "a contract names a server, and the profile says who asks it, and by which address",
                    NearestName.remedy(
                            name,
                            databases.keySet(),
                            "add it to weir.yaml: sources: { databases: { " + (name.isEmpty() ? "his" : name)
                                    + ": { url, user, password } } }"));
            return Optional.empty();
        }
        List<String> begins = DatabaseAddress.beginnings(server.textOrEmpty("type"));
        if (begins.stream().noneMatch(settings.url()::startsWith)) {
            differs(server, "type", "begins otherwise than with " + String.join(" or ", begins));
            return Optional.empty();
        }
        for (String key : NAMING) {
            String value = server.textOrEmpty(key);
            if (!value.isEmpty() && !names(settings.url(), value)) {
                differs(server, key, "does not name '" + value + "'");
                return Optional.empty();
            }
        }
        Optional<String> port =
                server.scalar("port").map(YamlScalar::text).filter(text -> text.matches("[0-9]+")); // else a variable
        if (port.isPresent()
                && Pattern.compile(":[0-9]+(?=[/;?:]|$)")
                        .matcher(settings.url())
                        .find()
                && !names(settings.url(), port.get())) {
            differs(server, "port", "has another port than " + port.get());
            return Optional.empty();
        }
        return Optional.of(settings);
    }

    private void differs(YamlMap server, String key, String how) {
        problems.add(
                Code.INVALID_VALUE,
                server.placeOf(key),
                "the address that the profile has for '" + server.textOrEmpty("server") + "' " + how,
                "a password goes to no other server than the profile names, and the contract describes that one",
                "correct the contract's server, or 'sources.databases." + server.textOrEmpty("server")
                        + ".url' in weir.yaml");
    }

    private static boolean names(String url, String value) {
        return Pattern.compile("(?<![\\p{L}\\p{N}_.-])" + Pattern.quote(value.toLowerCase(Locale.ROOT))
                        + "(?![\\p{L}\\p{N}_.-])")
                .matcher(url.toLowerCase(Locale.ROOT))
                .find();
    }

    private void columns(Contract contract) {
        for (Table table : contract.tables()) {
            for (Column column : table.columns()) {
                SourceFormat.UnsupportedType.inRows("rows of databases are not read into", column.type())
                        .ifPresent(unsupported -> problems.add(
                                Code.UNSUPPORTED,
                                column.place(),
                                "the source's column '" + column.name() + "' has the type "
                                        + column.type().display(),
                                unsupported.why(),
                                unsupported.remedy()));
            }
        }
    }

    /** Tells of {@code weirRead} on tables that lie in files. */
    void refuseReads(YamlMap root) {
        root.maps("schema")
                .forEach(table -> WeirProperties.of(table, WeirProperties.READ)
                        .ifPresent(read -> problems.add(
                                Code.INVALID_VALUE,
                                read.place(),
                                "'weirRead' stands on a table that lies in files",
                                "on a table it says how a database's table is read; how files are written says the server",
                                "move it to the server, or take it out")));
    }

    private Map<String, TableRead> reads(Contract contract, YamlMap root) {
        Map<String, TableRead> reads = new LinkedHashMap<>();
        for (YamlMap node : root.maps("schema")) {
            Optional<YamlNode> written = WeirProperties.of(node, WeirProperties.READ);
            Optional<Table> table = contract.table(node.textOrEmpty("name"));
            if (written.isPresent() && table.isPresent()) {
                READ.check(written.get(), problems);
                if (written.get() instanceof YamlMap read) {
                    reads.put(table.get().name(), read(table.get(), read));
                }
            }
        }
        return reads;
    }

    private TableRead read(Table table, YamlMap read) {
        Optional<String> splitBy = SPLIT_BY.in(read).filter(name -> isCountable(table, name, read, SPLIT_BY));
        Optional<String> newBy = NEW_BY.in(read)
                .filter(name -> isCountable(table, name, read, NEW_BY))
                .filter(name -> isImpersonal(table, name, read));
        BigInteger parts = PARTS.in(read).orElse(BigInteger.valueOf(SPLIT_BY.isIn(read) ? TableRead.USUAL_PARTS : 1));
        if (PARTS.isIn(read) && !SPLIT_BY.isIn(read)) {
            problems.add(
                    Code.MISSING_FIELD,
                    PARTS.place(read),
                    "'parts' of weirRead stands without 'splitBy'",
                    "a column says which rows are in which part",
                    "add 'splitBy' with a column, best the primary key");
        }
        if (parts.signum() < 1 || parts.compareTo(BigInteger.valueOf(TableRead.MOST_PARTS)) > 0) {
            problems.add(
                    Code.INVALID_VALUE,
                    PARTS.place(read),
                    "'parts' is " + parts,
                    "each part is a connection that the database has to bear",
                    "write a number from 1 to " + TableRead.MOST_PARTS);
            parts = BigInteger.ONE;
        }
        return new TableRead(splitBy, parts.intValue(), newBy);
    }

    private boolean isCountable(Table table, String name, YamlMap read, Field<String> key) {
        Optional<Column> column = table.column(name);
        if (column.isEmpty()) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    key.place(read),
                    "'" + key + "' names the column '" + name + "'",
                    "the table '" + table.name() + "' has no such column",
                    NearestName.remedy(name, table.columnNames(), "write one of its columns"));
            return false;
        }
        DataType type = column.get().type();
        boolean countable = type instanceof DataType.Int64
                || type instanceof DataType.Decimal
                || type instanceof DataType.Date
                || type instanceof DataType.Timestamp;
        if (!countable) {
            problems.add(
                    Code.TYPE_MISMATCH,
                    key.place(read),
                    "'" + key + "' names the column '" + name + "', which is " + type.display(),
                    "it takes an integer, a decimal, a date or a timestamp",
                    "name another column");
        }
        return countable;
    }

    /** The greatest value goes into manifests, for ever. */
    private boolean isImpersonal(Table table, String name, YamlMap read) {
        Optional<String> category =
                table.column(name).flatMap(column -> column.meaning().category());
        boolean isImpersonal = category.equals(Optional.of("NONE"));
        if (!isImpersonal) {
            problems.add(
                    Code.INVALID_VALUE,
                    NEW_BY.place(read),
                    "'newBy' names the column '" + name + "', which "
                            + category.map(code -> "is of category " + code).orElse("has no category"),
                    "its greatest value stands in the manifest, for ever",
                    "name a column that is about nobody, such as when the row was written, and say so:"
                            + " classification: NONE");
        }
        return isImpersonal;
    }
}
