package dev.weir.jobs.draft;

import dev.weir.contracts.Column;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product.Audience;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.draft.DraftResult.DraftedColumn;
import dev.weir.jobs.draft.DraftResult.LeftOut;
import dev.weir.jobs.engine.classify.Classification;
import dev.weir.jobs.engine.database.FoundTable;
import dev.weir.jobs.engine.discover.DescribedDatabaseTable;
import dev.weir.jobs.engine.discover.DescribedFiles;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.privacy.law.LawPack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Columns that the files or database tables of sources have, and their contracts do not: each with its type by all values and its
 * category, as a change of the contract that a person may take over. Nothing is written.
 */
public final class NewColumns {

    /** Formats of which every column is a text by default, found by its header alone. */
    private static final Set<String> TEXTS = Set.of("csv", "tsv");

    private final Desk desk;
    private final Workspace workspace;
    private final Discovery discovery;
    private final Classification classification;
    private final ColumnMeanings meanings;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<Problem> unread = new ArrayList<>();

    /** The contracts' texts, changed so far. */
    private final Map<String, String> texts = new HashMap<>();

    /**
     * What is proposed.
     *
     * @param leftOut new columns that nothing is proposed for, and why
     * @param unread what stood against looking at a source
     */
    public record Proposed(List<ContractChange> changes, List<LeftOut> leftOut, List<Problem> unread) {
        public Proposed {
            changes = List.copyOf(changes);
            leftOut = List.copyOf(leftOut);
            unread = List.copyOf(unread);
        }
    }

    private NewColumns(
            Desk desk, Workspace workspace, Discovery discovery, Classification classification, LawPack law) {
        this.desk = desk;
        this.workspace = workspace;
        this.discovery = discovery;
        this.classification = classification;
        this.meanings = new ColumnMeanings(law, Audience.ENCLAVE);
    }

    /**
     * Those of all sources of a workspace that is sound. A source that cannot be read (S001, S002, S004) keeps no other from being
     * looked at.
     */
    public static Proposed of(Desk desk) {
        Workspace workspace = desk.read();
        LawPack law = LawPack.of(workspace.law());
        desk.caller().engineBeginsAside();
        try (WeirSession session = WeirSession.reading(workspace);
                Discovery discovery = new Discovery(session)) {
            return new NewColumns(desk, workspace, discovery, new Classification(session, law), law).proposed();
        }
    }

    private Proposed proposed() {
        List<ContractChange> changes = new ArrayList<>();
        for (Source source : workspace.sources()) {
            if (source.release().isEmpty()) {
                for (Table table : source.contract().tables()) {
                    try {
                        proposed(source, table).ifPresent(changes::add);
                    } catch (ProblemsException e) { // the other sources may have new columns all the same
                        unread.addAll(e.problems());
                    }
                }
            }
        }
        return new Proposed(changes, leftOut, unread);
    }

    private Optional<ContractChange> proposed(Source source, Table table) {
        String file = source.contract().file().path();
        String name = source.contract().id() + "." + table.name();
        if (source.database().isEmpty() && discovery.files(source, table).isEmpty()) {
            leftOut.add(new LeftOut(name, "has no file"));
            return Optional.empty();
        }
        List<String> added = discovery.added(source, table);
        if (added.isEmpty()) {
            return Optional.empty();
        }
        DescribedLayout described = described(source, table, added);
        Set<String> found = described.layout().columns().stream()
                .map(LayoutColumn::physicalName)
                .collect(Collectors.toSet());
        added.stream()
                .filter(column -> !found.contains(column))
                .forEach(column -> leftOut.add(new LeftOut(
                        name,
                        "has the new column '" + column + "', of which the files do not tell the type by themselves")));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String text = texts.computeIfAbsent(
                file, path -> DraftFiles.read(desk.folder().root(), path));
        DraftTable bare = DraftTable.of(
                new SourceGroup(table.name(), "", "", described.layout(), List.of()),
                discovery.profile(described),
                table.columns().stream().map(Column::name).collect(Collectors.toSet()));
        Optional<String> first = ContractText.with(text, table, bare.columns());
        if (first.isEmpty()) {
            leftOut.add(new LeftOut(
                    name,
                    "has the new columns " + String.join(", ", found)
                            + ", and its contract does not have an item on each line to put them behind"));
            return Optional.empty();
        }
        DraftTable meant = meant(source, table, bare, file, first.get());
        String changed = ContractText.with(text, table, meant.columns()).orElseThrow();
        desk.folder().soundWith(Map.of(file, changed));
        return Optional.of(
                new ContractChange(file, name, meant.drafted(meanings), ContractText.diff(file, text, changed)));
    }

    /** The new columns alone, as they seem to be written. */
    private DescribedLayout described(Source source, Table table, List<String> added) {
        if (source.database().isPresent()) {
            Source.InDatabase where = source.database().get();
            List<Layout> layouts = discovery.listed(
                    where.server(),
                    listing -> listing.tables(where.schema()).stream()
                            .filter(found -> found.name().equals(where.nameOf(table)))
                            .map((FoundTable found) -> listing.layout(found))
                            .toList());
            return new DescribedDatabaseTable(where, table, some(where.format(), layouts, added));
        }
        List<SourceFile> files = discovery.files(source, table);
        String format = source.files().format();
        Layout layout = TEXTS.contains(format)
                ? Layout.of(
                        format,
                        added.stream()
                                .map(name -> new LayoutColumn(name, name, new ValueType.Text(), LayoutColumn.Proof.ANY))
                                .toList())
                : some(format, discovery.layouts(files), added);
        return new DescribedFiles(files, layout, source.files().dialect());
    }

    /** Of layouts of one format the columns of those names. */
    private static Layout some(String format, List<Layout> layouts, List<String> names) {
        Map<String, LayoutColumn> columns = layouts.stream()
                .flatMap(layout -> layout.columns().stream())
                .collect(Collectors.toMap(LayoutColumn::physicalName, Function.identity(), (one, other) -> one));
        return Layout.of(
                format,
                names.stream().filter(columns::containsKey).map(columns::get).toList());
    }

    private DraftTable meant(Source source, Table table, DraftTable bare, String file, String text) {
        Source changed = desk.folder().soundWith(Map.of(file, text)).sources().stream()
                .filter(each -> each.contract().id().equals(source.contract().id()))
                .findFirst()
                .orElseThrow();
        return meanings.of(
                bare,
                classification
                        .source(changed, each -> each.name().equals(table.name()))
                        .get(0));
    }

    /**
     * A change of a contract that is proposed, and not made.
     *
     * @param file of the contract, from the workspace's root
     * @param table that gets columns
     * @param columns that it gets
     * @param diff the change, as {@code git apply} and {@code patch -p1} take it
     */
    public record ContractChange(String file, String table, List<DraftedColumn> columns, String diff) {

        public ContractChange {
            columns = List.copyOf(columns);
        }
    }
}
