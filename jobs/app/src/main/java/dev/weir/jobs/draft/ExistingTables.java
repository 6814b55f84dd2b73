package dev.weir.jobs.draft;

import dev.weir.contracts.Column;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.discover.DescribedFiles;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.discover.TableProfile;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.engine.source.SourceSpecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tables that a product has already, as far as drafted ones may refer to them: those with a key of one column that is a column of one
 * source as it is, under the mask of its category.
 */
record ExistingTables(Workspace workspace, Discovery discovery) {
    /** Formats in which every value is a text, whatever its contract makes of it. */
    private static final Set<String> TEXTS = Set.of("csv", "tsv", "xlsx");

    /**
     * Those of a product.
     *
     * @param described gets the files of each
     */
    List<DraftTable> of(Product product, Map<String, DescribedLayout> described) {
        List<DraftTable> tables = new ArrayList<>();
        for (Table table : product.tables()) {
            key(table)
                    .ifPresent(key -> source(table)
                            .flatMap(source -> described(table, key, source, described))
                            .ifPresent(tables::add));
        }
        return tables;
    }

    private static Optional<Column> key(Table table) {
        return table.keys().primary().size() != 1
                ? Optional.empty()
                : table.column(table.keys().primary().get(0))
                        .filter(key -> key.origin().logic().isEmpty()
                                && key.meaning().mask().isEmpty()
                                && key.meaning().category().isPresent());
    }

    private record Read(Source source, Table table) {}

    /** The only source of a table whose columns are written one by one. */
    private Optional<Read> source(Table table) {
        boolean isColumnWise = table.columns().stream()
                .anyMatch(column -> !column.origin().logicSources().isEmpty());
        if (!isColumnWise
                || !(table.making() instanceof Table.Query query)
                || query.inputs().size() != 1) {
            return Optional.empty();
        }
        for (Source source : workspace.sources()) {
            for (Table each : source.contract().tables()) {
                if (source.release().isEmpty()
                        && query.inputs().get(0).equals(source.contract().id() + "." + each.name())) {
                    return Optional.of(new Read(source, each));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<DraftTable> described(Table table, Column key, Read read, Map<String, DescribedLayout> described) {
        List<SourceFile> files = discovery.files(read.source(), read.table());
        if (files.isEmpty() || read.table().column(key.name()).isEmpty()) {
            return Optional.empty();
        }
        Source.InFiles written = read.source().files();
        boolean isText = TEXTS.contains(written.format());
        List<LayoutColumn> layout = new ArrayList<>();
        List<DraftColumn> columns = new ArrayList<>();
        for (Column column : read.table().columns()) {
            ValueType type = SourceSpecs.type(column.type());
            LayoutColumn origin = new LayoutColumn(
                    column.origin().physicalName(),
                    column.name(),
                    isText ? new ValueType.Text() : type,
                    isText ? LayoutColumn.Proof.ANY : LayoutColumn.Proof.GIVEN);
            layout.add(origin);
            columns.add(new DraftColumn(
                    column.name(),
                    origin,
                    new DraftType(type, List.of(), 0, Optional.empty(), ""),
                    DraftMeaning.of(
                            key.meaning().category().orElseThrow(), DraftMeaning.Sure.SAID, "its contract says so")));
        }
        Layout whole = Layout.of(written.format(), layout);
        described.put(table.name(), new DescribedFiles(files, whole, written.dialect()));
        return Optional.of(new DraftTable(
                new SourceGroup(table.name(), "", "", whole, files),
                TableProfile.none(),
                columns,
                DraftKeys.ofPrimary(Optional.of(DraftKeys.PrimaryKey.of(key.name(), "its contract says so")))));
    }
}
