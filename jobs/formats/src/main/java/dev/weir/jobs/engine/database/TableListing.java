package dev.weir.jobs.engine.database;

import dev.weir.jobs.engine.database.DeclaredKeys.ForeignKey;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.layout.LayoutColumn.Proof;
import dev.weir.jobs.engine.read.value.ValueType;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of a database: their names, their columns, and what people have written of both. */
public final class TableListing {

    /** Parts of a partitioned table, which is read whole under its own name. */
    private static final String PARTITIONS = """
            SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relispartition AND n.nspname = ?""";

    private final OpenDatabase database;
    private final Connection connection;

    TableListing(OpenDatabase database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /**
     * The tables and views of a schema that the user may see, by their names.
     *
     * @param schema where they are; where the database looks by itself when empty
     * @throws UnreadableTableException when the database does not say
     */
    public List<FoundTable> tables(Optional<String> schema) {
        try {
            String in = schema.isPresent() ? schema.get() : connection.getSchema();
            Set<String> partitions = partitions(in);
            DatabaseMetaData said = connection.getMetaData();
            List<FoundTable> tables = new ArrayList<>();
            try (ResultSet rows = said.getTables(connection.getCatalog(), pattern(in), "%", null)) {
                while (rows.next()) {
                    String kind = text(rows, "TABLE_TYPE").toUpperCase(Locale.ROOT);
                    String name = text(rows, "TABLE_NAME");
                    Optional<String> here =
                            Optional.of(text(rows, "TABLE_SCHEM")).filter(each -> !each.isEmpty());
                    boolean isView = kind.contains("VIEW");
                    boolean isTable = kind.contains("TABLE") && !kind.contains("SYSTEM") && !kind.contains("TEMPORARY");
                    if ((isView || isTable)
                            && !kind.contains("SYSTEM")
                            && !partitions.contains(name)
                            && (in == null || here.isEmpty() || here.get().equals(in))) {
                        tables.add(new FoundTable(here, name, isView, text(rows, "REMARKS")));
                    }
                }
            }
            return tables;
        } catch (SQLException e) {
            throw UnreadableTableException.reading(database.name(), e);
        }
    }

    private Set<String> partitions(@Nullable String schema) throws SQLException {
        Set<String> names = new HashSet<>();
        if (database.kind() != ServerKind.POSTGRESQL || schema == null) {
            return names;
        }
        try (PreparedStatement query = connection.prepareStatement(PARTITIONS)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    /**
     * The columns of a table, each with the type of a contract that holds all its values; those that no type holds are left out.
     *
     * @throws UnreadableTableException when the table is not there, or may not be read
     */
    public Layout layout(FoundTable table) {
        String quoted =
                table.schema().map(schema -> database.quoted(schema) + ".").orElse("") + database.quoted(table.name());
        Map<String, String> remarks = remarks(table);
        List<LayoutColumn> columns = new ArrayList<>();
        List<String> because = new ArrayList<>();
        for (FoundColumn column : database.columns(quoted, database.name() + ":" + table.shown())) {
            Optional<ValueType> type = column.proposed(database.kind());
            if (type.isEmpty()) {
                because.add("left out: column '" + column.name() + "' of type " + column.typeName()
                        + ", whose values no type of a contract holds; read a view that casts it");
                continue;
            }
            columns.add(new LayoutColumn(
                    column.name(),
                    column.name(),
                    type.get(),
                    column.isOfAnyDigits() ? Proof.DIGITS : Proof.GIVEN,
                    remarks.getOrDefault(column.name(), "")));
        }
        return new Layout("", Map.of(), Layout.Records.ALIKE, columns, because);
    }

    /**
     * The keys that the database declares for a table.
     *
     * @throws UnreadableTableException when the database does not say
     */
    public DeclaredKeys keys(FoundTable table) {
        String schema = table.schema().orElse(null);
        try {
            DatabaseMetaData said = connection.getMetaData();
            List<String> primary = primary(said.getPrimaryKeys(connection.getCatalog(), schema, table.name()));
            List<List<String>> unique =
                    unique(said.getIndexInfo(connection.getCatalog(), schema, table.name(), true, true), primary);
            return new DeclaredKeys(
                    primary, unique, foreign(said.getImportedKeys(connection.getCatalog(), schema, table.name())));
        } catch (SQLException e) {
            throw UnreadableTableException.reading(database.name(), e);
        }
    }

    private static List<String> primary(ResultSet said) throws SQLException {
        try (ResultSet rows = said) {
            TreeMap<Integer, String> columns = new TreeMap<>();
            while (rows.next()) {
                columns.put(rows.getInt("KEY_SEQ"), text(rows, "COLUMN_NAME"));
            }
            return List.copyOf(columns.values());
        }
    }

    /** An index with a condition is about some rows alone. */
    private static List<List<String>> unique(ResultSet said, List<String> primary) throws SQLException {
        try (ResultSet rows = said) {
            Map<String, TreeMap<Integer, String>> indexes = new TreeMap<>();
            Set<String> partial = new HashSet<>();
            while (rows.next()) {
                String index = text(rows, "INDEX_NAME");
                if (rows.getShort("TYPE") == DatabaseMetaData.tableIndexStatistic || rows.getBoolean("NON_UNIQUE")) {
                    continue;
                }
                indexes.computeIfAbsent(index, first -> new TreeMap<>())
                        .put(rows.getInt("ORDINAL_POSITION"), text(rows, "COLUMN_NAME"));
                if (!text(rows, "FILTER_CONDITION").isEmpty()) {
                    partial.add(index);
                }
            }
            indexes.keySet().removeAll(partial);
            return indexes.values().stream()
                    .map(columns -> List.copyOf(columns.values()))
                    .filter(columns -> !columns.equals(primary))
                    .distinct()
                    .toList();
        }
    }

    private static List<ForeignKey> foreign(ResultSet said) throws SQLException {
        try (ResultSet rows = said) {
            List<ForeignKey> keys = new ArrayList<>();
            while (rows.next()) {
                boolean goesOn = rows.getInt("KEY_SEQ") > 1 && !keys.isEmpty();
                ForeignKey before = goesOn ? keys.remove(keys.size() - 1) : null;
                List<String> columns = new ArrayList<>(before == null ? List.of() : before.columns());
                List<String> others = new ArrayList<>(before == null ? List.of() : before.keys());
                columns.add(text(rows, "FKCOLUMN_NAME"));
                others.add(text(rows, "PKCOLUMN_NAME"));
                keys.add(new ForeignKey(
                        columns,
                        Optional.of(text(rows, "PKTABLE_SCHEM")).filter(each -> !each.isEmpty()),
                        text(rows, "PKTABLE_NAME"),
                        others));
            }
            return keys;
        }
    }

    /** The database's comments on a table's columns. */
    private Map<String, String> remarks(FoundTable table) {
        Map<String, String> remarks = new HashMap<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getColumns(
                        connection.getCatalog(), pattern(table.schema().orElse(null)), pattern(table.name()), "%")) {
            while (rows.next()) {
                if (text(rows, "TABLE_NAME").equals(table.name())) {
                    remarks.put(text(rows, "COLUMN_NAME"), text(rows, "REMARKS"));
                }
            }
            return remarks;
        } catch (SQLException e) {
            throw UnreadableTableException.reading(database.name(), e);
        }
    }

    /** A pattern that fits a name, in which no character stands for others. */
    private @Nullable String pattern(@Nullable String name) throws SQLException {
        if (name == null) {
            return null;
        }
        String escape = connection.getMetaData().getSearchStringEscape();
        return escape == null || escape.isEmpty()
                ? name
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }

    private static String text(ResultSet rows, String column) throws SQLException {
        String text = rows.getString(column);
        return text == null ? "" : text.strip();
    }
}
