package dev.weir.jobs.plan.making;

import dev.weir.contracts.Column;
import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.contracts.sql.Derivation;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlOrigins.How;
import dev.weir.contracts.sql.SqlOrigins.Origin;
import dev.weir.contracts.sql.SqlOrigins.TableColumn;
import dev.weir.contracts.sql.SqlParser;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.SourceRead;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Where the columns of a product's tables come from, as far as the text of their queries tells. */
final class TableOrigins {

    private static final SqlOrigins NONE = new SqlOrigins(List.of(), Derivation.NONE);

    private final SqlParser sql;
    private final Product product;
    private final Function<Table, List<String>> read;
    private final InputResolver inputs;
    private final Map<String, SqlOrigins> known = new HashMap<>();
    private final Map<TableColumn, List<Origin>> followed = new HashMap<>();

    /** With the masks of the product's tables: a column that is dropped is none that another table reads. */
    TableOrigins(SqlParser sql, Product product, Map<String, List<ColumnMask>> masks, InputResolver inputs) {
        this(
                sql,
                product,
                table -> masks.getOrDefault(table.name(), List.of()).stream()
                        .filter(mask -> !mask.drops())
                        .map(ColumnMask::column)
                        .toList(),
                inputs);
    }

    /** @param read the columns of a table of the product that its other tables read */
    TableOrigins(SqlParser sql, Product product, Function<Table, List<String>> read, InputResolver inputs) {
        this.sql = sql;
        this.product = product;
        this.read = read;
        this.inputs = inputs;
    }

    /** By the query of the table alone: tables are as it writes them. */
    SqlOrigins of(Table table) {
        return known.computeIfAbsent(table.name(), first -> {
            try {
                return table.making() instanceof Table.Query query ? sql.origins(query.sql(), this::columns) : NONE;
            } catch (SqlSyntaxException alreadyAmongTheProblems) {
                return NONE;
            }
        });
    }

    /** Through other tables of the product down to sources: tables are those of {@link SourceRead#name}. */
    List<Origin> ofSources(Table table, Column column) {
        TableColumn asked = new TableColumn(table.name(), column.name().toLowerCase(Locale.ROOT));
        List<Origin> before = followed.get(asked);
        if (before != null) {
            return before;
        }
        // For a table that reads itself, which the order of tables refuses.
        followed.put(asked, List.of(SqlOrigins.NO_COLUMN));
        Set<Origin> origins = new LinkedHashSet<>();
        for (Origin origin : of(table).of(column.name())) {
            List<List<Origin>> parts =
                    origin.from().stream().map(this::ofSources).toList();
            List<Origin> all = origin.plain() ? parts.get(0) : SqlOrigins.computed(parts);
            all.forEach(each -> origins.add(origin.hashed() ? each.asHash() : each));
        }
        followed.put(asked, List.copyOf(origins));
        return List.copyOf(origins);
    }

    private List<Origin> ofSources(TableColumn from) {
        Optional<Input> input = inputs.find(from.table());
        if (input.isPresent() && input.get().origin() == Input.Origin.SOURCE) {
            return List.of(new Origin(List.of(new TableColumn(input.get().name(), from.column())), How.PLAIN));
        }
        Optional<Table> table = input.flatMap(found -> product.table(found.name()));
        return table.flatMap(found -> found.column(from.column()))
                .map(column -> ofSources(table.orElseThrow(), column))
                .orElse(List.of(SqlOrigins.NO_COLUMN));
    }

    private List<String> columns(String written) {
        Optional<Input> input = inputs.find(written);
        return input.isPresent() && input.get().origin() == Input.Origin.SOURCE
                ? inputs.source(input.get().name()).table().columnNames()
                : input.flatMap(found -> product.table(found.name())).map(read).orElse(List.of());
    }
}
