package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.contracts.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Completes columns that are a column of an input and nothing more: they have its category when they state none. In a
 * column-wise transformation they also have to have its type.
 */
final class CategoryInheritance {

    private final List<Contract> contracts;
    private final List<Source> sources;
    private final ReadContext reading;
    private final Problems problems;

    CategoryInheritance(List<Contract> contracts, List<Source> sources, ReadContext reading) {
        this.contracts = List.copyOf(contracts);
        this.sources = List.copyOf(sources);
        this.reading = reading;
        this.problems = reading.problems();
    }

    Contract complete(Contract contract) {
        List<Table> tables = contract.tables().stream().map(this::complete).toList();
        return new Contract(
                contract.id(), contract.version(), contract.about(), tables, contract.terms(), contract.file());
    }

    private Table complete(Table table) {
        if (!(table.making() instanceof Table.Query query)) {
            return table;
        }
        if (query.sql().isBlank()) {
            return unread(table);
        }
        if (query.place().file().endsWith(".sql")) {
            return selected(table, query);
        }
        boolean columnWise = table.columns().stream()
                .anyMatch(column -> column.origin().logic().isPresent()
                        || !column.origin().logicSources().isEmpty());
        if (!columnWise || query.inputs().size() != 1) {
            return table;
        }
        Optional<QueryInput> input = QueryInput.find(query.inputs().get(0), contracts, sources);
        return input.isEmpty() ? unread(table) : with(table, column -> complete(column, table.name(), input.get()));
    }

    private static Table with(Table table, UnaryOperator<Column> completed) {
        List<Column> columns = table.columns().stream().map(completed).toList();
        return new Table(table.name(), table.description(), columns, table.keys(), table.making(), table.place());
    }

    /** The query, or what it reads, is among the problems: what the columns would inherit is unknown. */
    private Table unread(Table table) {
        table.columns().forEach(column -> reading.isUnread(table.name() + "." + column.name()));
        return table;
    }

    /** By the text of the query. */
    private Table selected(Table table, Table.Query query) {
        if (table.columns().stream()
                .allMatch(column -> column.meaning().category().isPresent())) {
            return table;
        }
        SqlFacts facts;
        SqlOrigins origins;
        try {
            facts = reading.sql().query(query.sql());
            origins = reading.sql().origins(query.sql(), this::columns);
        } catch (SqlSyntaxException e) {
            return unread(table);
        }
        if (query.inputs().stream()
                .anyMatch(input -> QueryInput.find(input, contracts, sources).isEmpty())) {
            return unread(table);
        }
        if (facts.shape() == SqlFacts.Shape.ROW_WISE) {
            forgotten(table, query);
        }
        return with(
                table,
                column -> column(origins.of(column.name()))
                        .map(from -> inheriting(column, from))
                        .orElse(column));
    }

    private List<String> columns(String written) {
        return QueryInput.find(written, contracts, sources).stream()
                .flatMap(input -> input.table().columnNames().stream())
                .toList();
    }

    /** The column that an output column is in every row; of several with one category the first. */
    private Optional<Column> column(List<SqlOrigins.Origin> origins) {
        List<Column> found = new ArrayList<>();
        for (SqlOrigins.Origin origin : origins) {
            if (!origin.plain()) {
                return Optional.empty();
            }
            SqlOrigins.TableColumn from = origin.from().get(0);
            QueryInput.find(from.table(), contracts, sources)
                    .flatMap(input -> input.table().column(from.column()))
                    .ifPresent(found::add);
        }
        boolean isOne = found.stream()
                        .map(column -> column.meaning().category())
                        .distinct()
                        .count()
                == 1;
        return isOne ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** An output column of a plain SELECT has its name somewhere in the text, or comes by an asterisk. */
    private void forgotten(Table table, Table.Query query) {
        String sql = query.sql().toLowerCase(Locale.ROOT);
        if (sql.contains("*")) {
            return;
        }
        for (Column column : table.columns()) {
            if (!sql.contains(column.name().toLowerCase(Locale.ROOT))) {
                reading.isUnread(table.name() + "." + column.name());
                problems.add(
                        Code.UNKNOWN_NAME,
                        column.place(),
                        "the query of table '" + table.name() + "' gives no column '" + column.name() + "'",
                        "'" + query.place().file() + "' has no such name",
                        "add the column to the query, or take it out of the contract");
            }
        }
    }

    private Column complete(Column column, String table, QueryInput read) {
        Table input = read.table();
        String name = column.origin().logic().map(String::strip).orElse(column.name());
        Optional<Column> from = input.column(name);
        if (from.isEmpty()) {
            if (column.origin().logic().isEmpty()) {
                reading.isUnread(table + "." + column.name());
                problems.add(
                        Code.UNKNOWN_NAME,
                        column.place(),
                        "the column '" + column.name() + "' has no 'transformLogic'",
                        "it is then the column of that name in '" + input.name() + "', which has none",
                        NearestName.to(name, input.columnNames())
                                .map(near -> "write 'transformLogic: " + near + "'")
                                .orElse("add 'transformLogic'"));
            }
            return column;
        }
        // of a released column the plan knows the type: a mask may have made text of it
        if (!read.isReleased() && !EquivalentTypes.fit(from.get().type(), column.type())) {
            problems.add(
                    Code.TYPE_MISMATCH,
                    column.place(),
                    "the column '" + column.name() + "' has the type "
                            + column.type().display(),
                    "it is the column '" + name + "' of '" + input.name() + "', whose type is "
                            + from.get().type().display(),
                    "give both the same type, or convert it in 'transformLogic'");
        }
        return inheriting(column, from.get());
    }

    private static Column inheriting(Column column, Column from) {
        if (column.meaning().category().isPresent()) {
            return column;
        }
        Column.Meaning meaning = column.meaning();
        return new Column(
                column.name(),
                column.type(),
                column.presence(),
                new Column.Meaning(
                        meaning.description(),
                        from.meaning().category(),
                        meaning.mask(),
                        meaning.unit(),
                        meaning.quasiIdentifier(),
                        meaning.terms()),
                column.origin(),
                column.place(),
                column.id());
    }
}
