package dev.weir.jobs.plan.making;

import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.base.LanguageParsers;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.mask.Mask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What products read of one another: the contracts of releases, with the columns that are released and the types that masks leave
 * them. No products read one another in a circle, which the workspace's reader holds.
 */
final class ReleasedSources {

    private final Workspace workspace;
    private final LanguageParsers languages;
    private final LawPack law;
    private final Map<String, Map<String, List<ColumnMask>>> masks = new HashMap<>();
    private final Map<String, Found> columns = new HashMap<>();

    ReleasedSources(Workspace workspace, LanguageParsers languages, LawPack law) {
        this.workspace = workspace;
        this.languages = languages;
        this.law = law;
    }

    /**
     * A column of a contract that is read of a release.
     *
     * @param product that releases it
     * @param column as that product's contract states it, with the type that is released
     * @param mask what that product's run does to it; empty for one that a load adds
     */
    record Found(String product, Column column, Optional<ColumnMask> mask) {

        /** Whether that product's run alone sees it. */
        boolean isDropped() {
            return mask.filter(ColumnMask::drops).isPresent();
        }

        /** What was done to its released values; empty where they are clear. */
        Optional<ColumnMask.Before> before() {
            return mask.flatMap(done -> done.keeps()
                    ? done.before()
                    : Optional.of(new ColumnMask.Before(product, done.mask(), done.domain())));
        }
    }

    /** What the queries of a product may read: sources in files, and releases by its input ports. */
    List<Source> sources(Product product) {
        return Stream.concat(
                        workspace.sources().stream(), product.reads().stream().map(this::released))
                .toList();
    }

    /** A column of {@link SourceRead#name}, dropped ones too, once the product's sources were asked for. */
    Optional<Found> column(String source, String column) {
        return Optional.ofNullable(columns.get(key(source, column)));
    }

    /** The masks of every table of a product, as far as they are right. */
    Map<String, List<ColumnMask>> masks(Product product) {
        Map<String, List<ColumnMask>> known = masks.get(product.id());
        if (known == null) {
            Problems problemsOfThatProduct = new Problems();
            InputResolver inputs = new InputResolver(sources(product), product, problemsOfThatProduct);
            MaskPlanner own = masks(product, inputs, problemsOfThatProduct);
            known = new LinkedHashMap<>();
            for (Table table : product.tables()) {
                known.put(table.name(), own.of(table));
            }
            masks.put(product.id(), known);
        }
        return known;
    }

    /** Who finds the masks of a product's columns. */
    MaskPlanner masks(Product product, InputResolver inputs, Problems problems) {
        return new MaskPlanner(
                law,
                product,
                NameModel.of(workspace),
                new ReadColumns(workspace, product, languages.sql(), inputs, this),
                problems);
    }

    private Source released(Source read) {
        Source.InRelease release = read.release().orElseThrow();
        Product product = workspace
                .product(release.product())
                .orElseThrow(() -> new IllegalArgumentException("There is no product '" + release.product() + "'"));
        Contract contract = read.contract();
        List<Table> tables = new ArrayList<>();
        for (Table table : contract.tables()) {
            List<ColumnMask> done = masks(product).getOrDefault(table.name(), List.of());
            List<Column> there = new ArrayList<>();
            for (Column column : table.columns()) {
                Optional<ColumnMask> mask = done.stream()
                        .filter(one -> one.column().equals(column.name()))
                        .findFirst();
                Found found = new Found(product.id(), released(column, mask), mask);
                columns.put(key(SourceRead.name(read, table), column.name()), found);
                if (!found.isDropped()) {
                    there.add(found.column());
                }
            }
            if (!there.isEmpty()) {
                tables.add(new Table(
                        table.name(), table.description(), there, table.keys(), table.making(), table.place()));
            }
        }
        return new Source(
                new Contract(
                        contract.id(), contract.version(), contract.about(), tables, contract.terms(), contract.file()),
                release);
    }

    private static Column released(Column column, Optional<ColumnMask> mask) {
        boolean text =
                mask.filter(done -> done.mask().outcome() == Mask.Outcome.TEXT).isPresent();
        return text
                ? new Column(
                        column.name(),
                        new DataType.Text(),
                        column.presence(),
                        column.meaning(),
                        column.origin(),
                        column.place(),
                        column.id())
                : column;
    }

    private static String key(String source, String column) {
        return source + "\n" + column.toLowerCase(Locale.ROOT);
    }
}
