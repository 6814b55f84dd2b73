package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlOrigins.TableColumn;
import dev.weir.contracts.sql.SqlParser;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Input;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.LawPack;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What tables of a product have of other products' releases. A column that is a released one and nothing more stays what it is in
 * law: of its category, and masked where it was masked. What is computed declares its own, as of files.
 */
final class ReadColumns {

    private final Workspace workspace;
    private final Product product;
    private final SqlParser sql;
    private final InputResolver inputs;
    private final ReleasedSources released;
    private final TableOrigins origins;

    ReadColumns(Workspace workspace, Product product, SqlParser sql, InputResolver inputs, ReleasedSources released) {
        this.workspace = workspace;
        this.product = product;
        this.sql = sql;
        this.inputs = inputs;
        this.released = released;
        this.origins = new TableOrigins(
                sql,
                product,
                table -> table.columns().stream().map(Column::name).toList(),
                inputs);
    }

    /** What was done to a column's values before the product read them, where it is the same for all of them. */
    Optional<ColumnMask.Before> before(Table table, Column column) {
        if (product.reads().isEmpty()) {
            return Optional.empty();
        }
        Set<Optional<ColumnMask.Before>> before = new HashSet<>();
        for (SqlOrigins.Origin origin : origins.ofSources(table, column)) {
            before.add(origin.plain() ? found(origin).flatMap(ReleasedSources.Found::before) : Optional.empty());
        }
        return before.size() == 1 ? before.iterator().next() : Optional.empty();
    }

    private Optional<ReleasedSources.Found> found(SqlOrigins.Origin origin) {
        TableColumn from = origin.from().get(0);
        return released.column(from.table(), from.column());
    }

    /** The first product that fewer people may see than this one, and whose release the table is made of; mostly none. */
    Optional<Product> narrower(Table table) {
        return product.reads().isEmpty() ? Optional.empty() : narrower(table, new HashSet<>());
    }

    private Optional<Product> narrower(Table table, Set<String> seen) {
        if (!(table.making() instanceof Table.Query query) || !seen.add(table.name())) {
            return Optional.empty();
        }
        return query.inputs().stream()
                .flatMap(written -> inputs.find(written).stream())
                .flatMap(input -> narrower(input, seen).stream())
                .findFirst();
    }

    private Optional<Product> narrower(Input input, Set<String> seen) {
        if (input.origin() != Input.Origin.SOURCE) {
            return product.table(input.name()).flatMap(own -> narrower(own, seen));
        }
        return inputs.source(input.name())
                .source()
                .release()
                .flatMap(release -> workspace.product(release.product()))
                .filter(read -> read.audience().compareTo(product.audience()) < 0);
    }

    /** Notes what of a table cannot be had of a release. */
    void check(Table table, LawPack law, Problems problems) {
        if (product.reads().isEmpty() || !(table.making() instanceof Table.Query query)) {
            return;
        }
        List<String> read = query.inputs().stream()
                .flatMap(written -> inputs.find(written).stream())
                .filter(input -> input.origin() == Input.Origin.SOURCE
                        && inputs.source(input.name()).source().release().isPresent())
                .map(Input::name)
                .toList();
        if (read.isEmpty()) {
            return;
        }
        load(table, read.get(0), problems);
        dropped(table, query, read, problems);
        for (Column column : table.columns()) {
            origins.ofSources(table, column).stream()
                    .filter(SqlOrigins.Origin::plain)
                    .forEach(origin -> found(origin).ifPresent(from -> {
                        category(column, origin, from, law, problems);
                        type(column, origin, from, problems);
                    }));
        }
    }

    private static void load(Table table, String read, Problems problems) {
        if (!table.making().load().isWhole()) {
            problems.add(
                    Code.UNSUPPORTED,
                    table.place(),
                    "'" + table.name() + "' has 'weirLoad: "
                            + table.making().load().mode() + "', and its query reads the release of '" + read + "'",
                    "a release is read whole: it says of no row whether it is new, and a table that is loaded by parts would"
                            + " need every release that its parts were made of",
                    "write 'weirLoad: replace', or leave it out");
        }
    }

    /** The text tells which columns a query means where one table alone could have them. */
    private void dropped(Table table, Table.Query query, List<String> read, Problems problems) {
        SqlFacts facts;
        try {
            facts = sql.query(query.sql());
        } catch (SqlSyntaxException alreadyAmongTheProblems) {
            return;
        }
        if (facts.shape() != SqlFacts.Shape.ROW_WISE) {
            return;
        }
        for (String name : facts.columns()) {
            Optional<ReleasedSources.Found> found = released.column(read.get(0), name);
            if (found.filter(ReleasedSources.Found::isDropped).isPresent()) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        query.place(),
                        "The query of '" + table.name() + "' names the column '" + name + "' of '" + read.get(0) + "'",
                        "'" + found.get().product() + "' does not release it: its mask there is drop",
                        "take it out of the query, or read it where that product has it from");
            }
        }
    }

    private static void category(
            Column column, SqlOrigins.Origin origin, ReleasedSources.Found from, LawPack law, Problems problems) {
        Optional<String> there = from.column()
                .meaning()
                .category()
                .flatMap(law::category)
                .filter(category -> category.standing().sensitivity().isPersonal())
                .map(Category::code);
        Optional<String> here = column.meaning().category();
        if (there.isPresent() && here.isPresent() && !here.equals(there)) {
            problems.add(
                    Code.INVALID_VALUE,
                    column.place(),
                    "Column '" + column.name() + "' says " + here.get(),
                    "it is the column '" + from.column().name() + "' of '"
                            + origin.from().get(0).table() + "', which '" + from.product() + "' releases as "
                            + there.get(),
                    "write classification: " + there.get() + ", or leave it out");
        }
    }

    private static void type(Column column, SqlOrigins.Origin origin, ReleasedSources.Found from, Problems problems) {
        boolean isText = from.column().type() instanceof DataType.Text;
        if (isText != column.type() instanceof DataType.Text) {
            problems.add(
                    Code.TYPE_MISMATCH,
                    column.place(),
                    "The column '" + column.name() + "' has the type "
                            + column.type().display(),
                    "it is the column '" + from.column().name() + "' of '"
                            + origin.from().get(0).table() + "', which '" + from.product() + "' releases as "
                            + from.column().type().display()
                            + from.mask()
                                    .filter(done -> !done.keeps())
                                    .map(done -> " (" + done.mask().display() + ")")
                                    .orElse(""),
                    "write logicalType: "
                            + (isText ? "string" : from.column().type().display()) + ", or convert it in the query");
        }
    }
}
