package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ProductNames;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.base.WorkspaceFiles;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the columns that stewards call harmless: {@code harmless} in {@code quality-rules/waivers.yaml}. */
final class HarmlessReader {

    private static final Field<String> COLUMN = Field.required(
            "column",
            FieldKinds.like("^[^.]+[.].+$", "a table and a column, such as orders.code"),
            "The table and the column, such as orders.code.");
    private static final Field<String> PRODUCT =
            Field.optional("product", FieldKinds.SOMETHING, "May be left out where one product alone has the table.");
    private static final Field<List<String>> LOOKS_LIKE = Field.required(
            "looksLike",
            FieldKinds.someOf(FieldKinds.SOMETHING),
            "The categories that the values have the form of, such as PHONE; never RID or BANK.");
    private static final Field<LocalDate> UNTIL = Field.required(
            "until", FieldKinds.DAY, "The last day on which the column counts as harmless, at most a year from now.");
    private static final Field<String> BY = Field.required("by", FieldKinds.SOMETHING, "Who says so.");
    private static final Field<String> BECAUSE = Field.required("because", FieldKinds.SOMETHING, "Why.");

    static final Shape SHAPE =
            Shape.of("a harmless column", WaiverFile.BOOK, COLUMN, PRODUCT, LOOKS_LIKE, UNTIL, BY, BECAUSE);

    private final WorkspaceFiles.Document document;
    private final List<Product> products;
    private final ReadContext reading;
    private final Problems problems;

    HarmlessReader(WorkspaceFiles.Document document, List<Product> products, ReadContext reading) {
        this.document = document;
        this.products = List.copyOf(products);
        this.reading = reading;
        this.problems = reading.problems();
    }

    /** Every statement about a column that is there. */
    List<HarmlessColumn> read() {
        List<HarmlessColumn> columns = new ArrayList<>();
        for (YamlMap node : WaiverFile.HARMLESS.or(document.root(), List.of())) {
            Optional<LocalDate> until = UNTIL.in(node);
            Optional<YamlScalar> written = COLUMN.written(node);
            if (written.isEmpty()) {
                continue; // the file's check has reported it
            }
            int dot = written.get().text().indexOf('.');
            String table = written.get().text().substring(0, dot);
            String column = written.get().text().substring(dot + 1);
            Optional<Product> product = product(node, written.get(), table);
            if (product.isPresent() && has(product.get(), table, column, written.get()) && until.isPresent()) {
                add(
                        new HarmlessColumn(
                                product.get().id(),
                                table,
                                column,
                                LOOKS_LIKE.or(node, List.of()),
                                new HarmlessColumn.Word(until.get(), BY.or(node, ""), BECAUSE.or(node, "")),
                                written.get().place()),
                        columns);
            }
        }
        return columns;
    }

    private void add(HarmlessColumn column, List<HarmlessColumn> columns) {
        for (HarmlessColumn other : columns) {
            if (other.name().equals(column.name()) && other.product().equals(column.product())) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        column.place(),
                        "'" + column.name() + "' is called harmless twice",
                        "the other entry stands in line " + other.place().line(),
                        "keep one, with every category under 'looksLike'");
                return;
            }
        }
        columns.add(column);
    }

    /** The product that the entry names, or the only one that has the table. */
    private Optional<Product> product(YamlMap node, YamlScalar written, String table) {
        Optional<YamlScalar> named = PRODUCT.written(node);
        if (named.isPresent()) {
            return new ProductNames(products, reading).named(named.get(), "a harmless column");
        }
        List<Product> having = products.stream()
                .filter(product -> product.table(table).isPresent())
                .toList();
        if (having.size() > 1) {
            problems.add(
                    Code.MISSING_FIELD,
                    node.place(),
                    "the entry for '" + written.text() + "' names no product",
                    "there is such a table in "
                            + String.join(
                                    " and ", having.stream().map(Product::id).toList()),
                    "add 'product'");
            return Optional.empty();
        }
        if (having.isEmpty()) {
            unknownTable(written, table, products);
        }
        return having.stream().findFirst();
    }

    private boolean has(Product product, String table, String column, YamlScalar written) {
        Optional<Table> found = product.table(table);
        if (found.isEmpty()) {
            unknownTable(written, table, List.of(product));
            return false;
        }
        if (found.get().column(column).isEmpty()) {
            List<String> known = found.get().columnNames();
            if (!reading.wasUnread(written.text())) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        written.place(),
                        "there is no column '" + column + "' in the table '" + table + "'",
                        "a harmless column is one that a product releases",
                        NearestName.remedy(column, known, "write one of " + String.join(", ", known)));
            }
            return false;
        }
        return true;
    }

    private void unknownTable(YamlScalar written, String table, List<Product> asked) {
        if (!reading.wasUnreadContract(table) && !reading.wasUnreadProduct()) {
            List<String> known = asked.stream()
                    .flatMap(product -> product.tables().stream())
                    .map(Table::name)
                    .distinct()
                    .toList();
            problems.add(
                    Code.UNKNOWN_NAME,
                    written.place(),
                    "there is no table '" + table + "'"
                            + (asked.size() == 1 ? " in '" + asked.get(0).id() + "'" : ""),
                    "a harmless column is written as table.column, by the names in the contracts",
                    NearestName.remedy(table, known, "write one of " + String.join(", ", known)));
        }
    }
}
