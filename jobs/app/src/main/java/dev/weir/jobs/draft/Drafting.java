package dev.weir.jobs.draft;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.base.NameForms;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.draft.DraftAnswers.Answer;
import dev.weir.jobs.draft.DraftAnswers.Question;
import dev.weir.jobs.draft.DraftKeys.PrimaryKey;
import dev.weir.jobs.draft.DraftResult.LeftOut;
import dev.weir.jobs.draft.DraftTable.MovedBy;
import dev.weir.jobs.engine.analysis.PlanAnalysis;
import dev.weir.jobs.engine.classify.Classification;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.DescribedDatabaseTable;
import dev.weir.jobs.engine.discover.DescribedFiles;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.discover.FoundFile;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.mask.kind.Generalise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Drafts a product from files: looks at them, reads all their records by the readers of a run, and writes contracts that say how
 * they are read, what each column is, and why. What it writes has been read and planned before it is written; no file that is there
 * is touched.
 */
public final class Drafting {
    /** Of the different texts of a column: fewer hidden words are what a search is for. */
    private static final double SOME_HIDDEN = 0.1;

    /** Of the values of one subject so many are another's, where the two say whose a row is in the same way. */
    private static final double SAME_PEOPLE = 0.5;

    private final Desk desk;
    private final DraftRequest request;
    private final DraftAnswers answers;

    /** The product's file, where it is there already. */
    private final Optional<String> extended;

    private Drafting(Desk desk, DraftRequest request, DraftAnswers answers, Optional<String> extended) {
        this.desk = desk;
        this.request = request;
        this.answers = answers;
        this.extended = extended;
    }

    /**
     * Drafts a product that is not there yet.
     *
     * @throws ProblemsException C005 where the product is there; S001 where there is no file, or none that can be drafted; S002 where
     *     one cannot be read; S003 where a file cannot be written
     */
    public static DraftResult product(Desk desk, DraftRequest request, DraftAnswers answers) {
        Workspace workspace = desk.read();
        if (workspace.product(request.product()).isPresent()) {
            throw ProblemsException.of(
                    Code.DUPLICATE_NAME,
                    Place.of("contracts"),
                    "There is a product '" + request.product() + "' already",
                    "files that are there are never touched",
                    "name another product");
        }
        return new Drafting(desk, request, answers, Optional.empty()).draft(workspace);
    }

    /**
     * Drafts tables that a product gets besides those it has. Of the files that are there the product's alone is changed: it gets a
     * line for each port. Files that sources of the workspace read already are left out.
     *
     * @param about by {@code table.column}, the categories that a person has named
     * @throws ProblemsException as {@link #product}; C006 where there is no such product, C014 where its ports cannot be extended
     */
    public static DraftResult added(
            Desk desk, String product, DraftInputs from, Map<String, String> about, DraftAnswers answers) {
        Workspace workspace = desk.read();
        Product asked = LookupByName.product(workspace, product);
        String owner = asked.about().owners().stream().findFirst().orElse(product);
        DraftRequest request = new DraftRequest(product, from, owner, asked.audience(), about);
        return new Drafting(
                        desk, request, answers, Optional.of(asked.files().get(0).path()))
                .draft(workspace);
    }

    private DraftResult draft(Workspace workspace) {
        LawPack law = LawPack.of(workspace.law());
        requireSoundRequest(workspace, law);
        Path root = desk.folder().root();
        DefinedFiles defined =
                DefinedFiles.of(RequestedFiles.of(root, request.from().files()), root);
        CandidateFiles candidates = CandidateFiles.of(workspace, root, defined.asked());
        List<LeftOut> leftOut = new ArrayList<>(defined.leftOut());
        desk.caller().engineBeginsAside();
        try (WeirSession session = WeirSession.reading(workspace);
                Discovery discovery = new Discovery(session)) {
            Map<String, String> known = extended.isPresent() ? discovery.known() : Map.of();
            List<FoundFile> found = new ArrayList<>();
            List<FoundFile> looked = discovery.look(candidates.files());
            Map<String, String> twins =
                    SourceGroup.packedTwins(looked.stream().map(FoundFile::file).toList());
            Map<String, String> copies =
                    SourceGroup.copies(looked.stream().map(FoundFile::file).toList());
            for (FoundFile file : looked) {
                String twin = twins.get(file.file().path());
                String source = known.get(file.file().path());
                if (source != null) {
                    leftOut.add(new LeftOut(file.file().name(), "is read by " + source + " already"));
                } else if (copies.containsKey(file.file().path())) {
                    leftOut.add(new LeftOut(
                            file.file().name(),
                            "seems to be an older copy of "
                                    + copies.get(file.file().path())
                                    + ": give it another name if it is something else"));
                } else if (twin != null) {
                    leftOut.add(new LeftOut(
                            file.file().name(),
                            "seems to be " + twin + " once more, packed: take one of the two away, or give this one"
                                    + " another name if it is something else"));
                } else {
                    found.add(file);
                }
            }
            List<SourceFile> empty = found.stream()
                    .map(FoundFile::file)
                    .filter(file -> file.bytes() == 0)
                    .toList();
            found.stream()
                    .filter(file -> file.layout().isEmpty() && !empty.contains(file.file()))
                    .forEach(file -> leftOut.add(new LeftOut(file.file().name(), file.unknown())));
            leftOut.addAll(candidates.leftOut());
            List<FoundFile> whole = whole(
                    found.stream().filter(file -> file.layout().isPresent()).toList(), workspace, discovery, leftOut);
            LogicalNames names = new LogicalNames(taken(workspace));
            List<DraftSource> sources = new ArrayList<>();
            List<SourceGroup> groups = SourceGroup.of(whole, names, this::inFolder);
            groups.forEach(group -> sources.add(defined.defined(group)));
            empty.forEach(file -> leftOut.add(new LeftOut(file.name(), empty(file, groups))));
            sources.addAll(new RequestedTables(workspace, discovery, names, leftOut).of(request.from()));
            if (sources.isEmpty()) {
                throw nothing(leftOut);
            }
            return drafted(workspace, law, discovery, session, sources, leftOut);
        }
    }

    /** What becomes of an empty file: of a series it is a later delivery. */
    private static String empty(SourceFile file, List<SourceGroup> groups) {
        return "is empty"
                + groups.stream()
                        .filter(group -> group.reads(file.name()))
                        .findFirst()
                        .map(group -> ": " + group.table() + " reads it once it has records")
                        .orElse("");
    }

    /** Those that can be read to their ends; each of the others is left out with what is wrong with it. */
    private List<FoundFile> whole(
            List<FoundFile> found, Workspace workspace, Discovery discovery, List<LeftOut> leftOut) {
        List<FoundFile> whole = new ArrayList<>(found);
        while (true) {
            List<DraftSource> groups =
                    List.copyOf(SourceGroup.of(whole, new LogicalNames(taken(workspace)), this::inFolder));
            Optional<UnreadableSourceException> damaged = described(text(), groups).values().stream()
                    .flatMap(files -> discovery.damaged((DescribedFiles) files).stream())
                    .findFirst();
            if (damaged.isEmpty()) {
                return whole;
            }
            UnreadableSourceException fault = damaged.get();
            if (!whole.removeIf(file -> file.file().name().equals(fault.file()))) {
                throw fault;
            }
            leftOut.add(new LeftOut(fault.file(), fault.problem()));
        }
    }

    /** What is wrong whatever the files hold, said before they are read: the product's name, its audience, categories. */
    private void requireSoundRequest(Workspace workspace, LawPack law) {
        request.about().forEach((column, category) -> requireCategory(column, category, law));
        if (extended.isPresent()) {
            return;
        }
        if (!NameForms.isPlain(request.product())) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("--product"),
                    "the product is called '" + request.product() + "'",
                    "it names the folder of its tables: letters, digits and '_', no digit first",
                    "name it such as clinical");
        }
        String table = new LogicalNames(taken(workspace)).of("draft", "table", 1);
        LayoutColumn column = new LayoutColumn("id", "id", new ValueType.Text(), LayoutColumn.Proof.ANY);
        Layout layout = Layout.of("csv", List.of(column));
        DraftTable alone = DraftTable.bare(new SourceGroup(table, "", table + ".csv", layout, List.of()));
        DraftTable meant = alone.with(each -> each.with(DraftMeaning.of("MRN", DraftMeaning.Sure.THIN, "")))
                .with(DraftKeys.NONE.withSubject("id", "it is its only column"));
        plan(text().files(List.of(meant), true), law);
    }

    private DraftText text() {
        return new DraftText(request.product(), request.owner(), request.audience());
    }

    private DraftResult drafted(
            Workspace workspace,
            LawPack law,
            Discovery discovery,
            WeirSession session,
            List<DraftSource> origins,
            List<LeftOut> leftOut) {
        ColumnMeanings meanings = new ColumnMeanings(law, request.audience());
        DraftText text = text();
        Map<String, DescribedLayout> described = described(text, origins);
        List<DraftTable> tables = origins.stream()
                .map(origin ->
                        DraftTable.of(origin, discovery.profile(Objects.requireNonNull(described.get(origin.table())))))
                .toList();
        tables = meant(text, tables, meanings, new Classification(session, law));
        tables = MoleculeCodes.of(answered(tables, law));
        tables.stream()
                .filter(DraftTable::isHeld)
                .forEach(table -> table.source().names().forEach(name -> leftOut.add(new LeftOut(name, held(table)))));
        tables = tables.stream().filter(table -> !table.isHeld()).toList();
        if (tables.isEmpty()) {
            throw nothing(leftOut);
        }
        List<DraftTable> present = workspace
                .product(request.product())
                .map(product -> new ExistingTables(workspace, discovery).of(product, described))
                .orElse(List.of());
        LinkedIdentifiers.Linked linked = new LinkedIdentifiers(meanings, discovery, described).of(tables, present);
        linked.headed()
                .forEach((table, why) -> table.source().names().forEach(name -> leftOut.add(new LeftOut(name, why))));
        tables = linked.tables().stream()
                .filter(table -> !linked.headed().containsKey(table))
                .map(RowSubjects::withoutCarriers)
                .toList();
        tables = RowSubjects.of(new DraftKeyFinder(meanings, discovery, described).of(tables, present));
        SharedValues shared = new SharedValues(
                discovery,
                described,
                tables.stream()
                        .flatMap(table -> table.columns().stream())
                        .map(column -> column.meaning().link())
                        .toList());
        tables = new JoinedDates(meanings)
                .without(RowSubjects.released(tables.stream().map(shared::of).toList()));
        tables = new PeopleLookup(meanings, discovery, described).of(tables);
        NumberParts parts = new NumberParts(meanings, discovery, described);
        tables = tables.stream().map(parts::without).toList();
        UndoneShifts undone = new UndoneShifts(meanings, discovery, described);
        tables = undone.of(tables);
        DatesInNumbers numbers = new DatesInNumbers(meanings, discovery, described);
        tables = tables.stream().map(numbers::without).toList();
        tables = new SoundTables(meanings)
                .of(tables.stream().map(table -> fitting(table, meanings)).toList());
        tables = new ComposedKeys(meanings, discovery, described).of(tables);
        tables = tables.stream()
                .map(table -> MoleculeCodes.withoutTitles(table, meanings))
                .toList();
        List<DraftTable> kept = tables.stream()
                .filter(table -> !table.isUnread())
                .filter(table -> table.columns().stream().anyMatch(column -> isReleased(column, meanings)))
                .toList();
        tables.stream()
                .filter(table -> !kept.contains(table))
                .forEach(table ->
                        table.source().names().forEach(name -> leftOut.add(new LeftOut(name, emptied(table)))));
        if (kept.isEmpty()) {
            throw nothing(leftOut);
        }
        Map<String, String> files = text.files(kept, extended.isEmpty());
        Path root = desk.folder().root();
        extended.ifPresent(
                file -> files.put(file, ProductPorts.with(file, DraftFiles.read(root, file), request.product(), kept)));
        Plan plan = plan(files, law);
        if (extended.isEmpty()) {
            PlanAnalysis.of(session, plan);
        }
        DraftFiles.write(root, files, extended);
        return new DraftResult(
                request.product(),
                kept.stream().map(table -> summary(table, kept, meanings)).toList(),
                (int) kept.stream()
                        .flatMap(table -> table.source().files().stream())
                        .distinct()
                        .count(),
                List.copyOf(files.keySet()),
                leftOut,
                kept.stream().mapToLong(table -> table.profile().unread()).sum());
    }

    private static String held(DraftTable table) {
        return "has " + DraftText.count(table.profile().records(), "record")
                + ", of which more than 5 % cannot be read, and would"
                + " hold each release: " + String.join("; ", table.unreadable())
                + ": have it mended, or write its contract by hand, with 'weirUnreadable' where so many are to be borne";
    }

    private static String emptied(DraftTable table) {
        return table.isUnread()
                ? "has no record that can be read: " + String.join("; ", table.unreadable())
                : "would have no column left: say what one is about, such as --about " + table.name() + "."
                        + table.columns().get(0).name() + "=HEALTH";
    }

    /** What is read, as contracts describe it that say nothing but what its layouts say. */
    private Map<String, DescribedLayout> described(DraftText text, List<DraftSource> origins) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (DraftSource origin : origins) {
            DraftTable bare = DraftTable.bare(origin);
            sources.put(DraftText.sourceFile(bare), text.source(bare));
        }
        Map<String, Source> read = sources(sources);
        Map<String, DescribedLayout> described = new HashMap<>();
        for (DraftSource origin : origins) {
            Source source = Objects.requireNonNull(read.get("raw." + origin.table()));
            described.put(
                    origin.table(),
                    origin instanceof SourceGroup group
                            ? new DescribedFiles(
                                    group.files(),
                                    group.layout(),
                                    source.files().dialect())
                            : new DescribedDatabaseTable(
                                    source.database().orElseThrow(),
                                    source.contract().tables().get(0),
                                    origin.layout()));
        }
        return described;
    }

    private Map<String, Source> sources(Map<String, String> files) {
        return desk.folder().soundWith(files).sources().stream()
                .collect(Collectors.toMap(source -> source.contract().id(), Function.identity()));
    }

    /** The tables with what their columns seem to be about, by names and a sample of values. */
    private List<DraftTable> meant(
            DraftText text, List<DraftTable> tables, ColumnMeanings meanings, Classification classification) {
        Map<String, String> files = new LinkedHashMap<>();
        tables.forEach(table -> files.put(DraftText.sourceFile(table), text.source(table)));
        Map<String, Source> sources = sources(files);
        List<DraftTable> meant = new ArrayList<>();
        for (DraftTable table : tables) {
            Source source = Objects.requireNonNull(sources.get(table.contract()));
            meant.add(meanings.of(
                    table, classification.source(source, all -> true).get(0)));
        }
        return meant;
    }

    /** With what people have said, and are asked. */
    private List<DraftTable> answered(List<DraftTable> tables, LawPack law) {
        Map<String, String> said = new HashMap<>(request.about());
        List<Question> questions = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (DraftTable table : tables) {
            for (DraftColumn column : table.columns()) {
                String name = table.name() + "." + column.name();
                columns.add(name);
                if (column.meaning().sure() == DraftMeaning.Sure.THIN && !said.containsKey(name)) {
                    questions.add(new Question(
                            name,
                            column.label(),
                            column.meaning().category(),
                            column.meaning().because()));
                }
            }
        }
        for (Answer answer : answers.to(questions)) {
            said.put(answer.column(), answer.category());
        }
        said.forEach((column, category) -> requireKnown(column, category, columns, law));
        return tables.stream()
                .map(table -> table.with(column -> {
                    String category = said.get(table.name() + "." + column.name());
                    if (category == null) {
                        return column;
                    }
                    DraftMeaning meant = said(category, column.meaning());
                    return column.meant(
                            category.equals("NONE") && column.isOfNotes(table)
                                    ? meant.treated(
                                            DraftMeaning.Treatment.REDACTED,
                                            "; people stand in its texts, and are redacted")
                                    : meant);
                }))
                .toList();
    }

    /** What a person has said of a column, and what spoke for another meaning of it. */
    private static DraftMeaning said(String category, DraftMeaning found) {
        boolean isOther = ColumnMeanings.isPersonal(found.category())
                && !found.category().equals(category)
                && found.sure() != DraftMeaning.Sure.THIN;
        DraftMeaning said = DraftMeaning.of(
                category,
                DraftMeaning.Sure.SAID,
                "a person has said so" + (isOther ? ", and not " + found.category() + ": " + found.because() : ""));
        return isOther ? said.shown() : said;
    }

    private static void requireKnown(String column, String category, Set<String> columns, LawPack law) {
        if (!columns.contains(column)) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of(column),
                    "No file has a column '" + column + "'",
                    "a column is written table.column, as the contracts call it",
                    NearestName.remedy(column, List.copyOf(columns), "leave --about out once, and look at the names"));
        }
        requireCategory(column, category, law);
    }

    private static void requireCategory(String column, String category, LawPack law) {
        if (law.category(category).isEmpty()) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of(column),
                    "There is no category '" + category + "'",
                    "the law pack " + law.id() + " does not know it",
                    NearestName.remedy(category, List.copyOf(law.categories().keySet()), "'weir law' lists them"));
        }
    }

    private static DraftTable fitting(DraftTable table, ColumnMeanings meanings) {
        return table.with(column -> column.with(meanings.fitting(
                column.meaning(), column.name(), column.type().released(), table.name(), table.subject())));
    }

    private static boolean isReleased(DraftColumn column, ColumnMeanings meanings) {
        return !column.meaning().isDropped()
                && meanings.defaultMask(column.meaning().category())
                        .filter(mask -> !mask.leavesNothing())
                        .isPresent();
    }

    /** The plan of what a draft would write, which is refused where it is not sound. */
    private Plan plan(Map<String, String> files, LawPack law) {
        Workspace workspace = desk.folder().soundWith(files);
        return new Planner(Grammars.languages(), law).plan(workspace, request.product(), workspace.day(desk.now()));
    }

    /** Names that sources and tables of the workspace have. */
    private static Set<String> taken(Workspace workspace) {
        return Stream.concat(
                        workspace.sources().stream()
                                .flatMap(source -> Stream.concat(
                                        Stream.of(source.contract().id().replaceFirst("^raw\\.", "")),
                                        source.contract().tables().stream().map(Table::name))),
                        workspace.products().stream()
                                .flatMap(product -> product.tables().stream().map(Table::name)))
                .collect(Collectors.toSet());
    }

    /** But for empty files: what they will hold is not known, as it is not of files that come later. */
    private List<String> inFolder(String folder) {
        Path path = desk.folder().root().resolve(folder);
        try (Stream<Path> files = Files.list(path)) {
            List<String> names = new ArrayList<>();
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (SourceFiles.isVisible(name) && (Files.isDirectory(file) || Files.size(file) > 0)) {
                    names.add(name);
                }
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemsException nothing(List<LeftOut> leftOut) {
        if (leftOut.isEmpty()) {
            return ProblemsException.of(
                    Code.SOURCE_MISSING,
                    Place.of("--from"),
                    "There is no file to draft from",
                    "what lies there is the workspace's own",
                    "name other files, a folder, or a pattern such as \"raw/**\"");
        }
        return new ProblemsException(leftOut.stream()
                .map(file -> new Problem(
                        Code.SOURCE_UNREADABLE,
                        Place.of(file.file()),
                        "Nothing can be drafted from it",
                        file.file() + " " + file.why(),
                        "name others, or write its contract by hand as docs/language/sources.md says"))
                .toList());
    }

    /**
     * What keeps pseudonyms that may be no person's, for lack of a better answer: not whose the rows are, nor what leads to those that
     * another table has.
     */
    private static Optional<String> doubted(DraftTable table) {
        List<String> names = table.columns().stream()
                .filter(column -> column.meaning().category().equals("MRN")
                        && column.meaning().sure() == DraftMeaning.Sure.THIN
                        && column.meaning().treatment() == DraftMeaning.Treatment.BY_LAW
                        && column.meaning().link().equals(DraftMeaning.Link.NONE)
                        && !table.subject().equals(Optional.of(column.name()))
                        && table.keys().references().stream()
                                .noneMatch(reference -> reference.column().equals(column.name())))
                .map(DraftColumn::name)
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", names)
                        + ": pseudonyms, since people may be behind them; what says nothing of who someone is, is kept by --about "
                        + table.name() + "." + String.join(",", names) + "=NONE");
    }

    private static DraftResult.DraftedTable summary(DraftTable table, List<DraftTable> all, ColumnMeanings meanings) {
        List<String> notes = new ArrayList<>();
        String headers = table.columns().stream()
                .filter(column -> !column.origin().label().isEmpty()
                        && LogicalNames.made(column.origin().label()).isEmpty())
                .map(column -> column.name() + " (" + column.origin().label() + ")")
                .collect(Collectors.joining(", "));
        if (!headers.isEmpty()) {
            notes.add("headers: " + headers);
        }
        String hidden = table.columns().stream()
                .filter(column -> column.origin().label().isEmpty())
                .map(DraftColumn::name)
                .collect(Collectors.joining(", "));
        boolean isNamed = table.columns().stream()
                .anyMatch(column -> !column.origin().label().isEmpty());
        if (isNamed && !hidden.isEmpty()) {
            notes.add(hidden
                    + ": without a header, or with one that looks like a value and is not shown: say in the contract"
                    + " what it is");
        }
        notes.addAll(table.source().layout().remarks());
        notes.addAll(table.unreadable());
        if (table.holdsRuns()) {
            notes.add(DraftResult.DOUBT
                    + "each run is held (Q001), since more than 5 % of its records cannot be read: have"
                    + " the file mended, or where a release may go without them, write { property:"
                    + " weirUnreadable, value: { atMost: " + table.unreadShare()
                    + " } } into the customProperties of its table in " + DraftText.sourceFile(table));
        }
        if (table.source() instanceof SourceGroup group && group.isListed()) {
            notes.add(
                    "reads these files alone, and none that come later, since a pattern of their names would fit others: see"
                            + " physicalName in " + DraftText.sourceFile(table));
        }
        if (table.source() instanceof SourceGroup group && group.namedAfterPeople() > 0) {
            notes.add(group.namedAfterPeople()
                    + " of its files may be named after a person; names of files stand in manifests, lineage and reports, for ever:"
                    + " rename them first where it is one");
        }
        table.columns().stream()
                .filter(column -> column.type().failing() > 0 || column.type().isAmbiguous())
                .forEach(
                        column -> notes.add(column.name() + ": " + column.type().because()));
        table.columns().stream()
                .filter(column -> !column.type().nullValues().isEmpty())
                .forEach(column -> notes.add(column.name() + ": " + wordsForNull(table.profileOf(column))));
        table.keys()
                .references()
                .forEach(reference ->
                        notes.add(reference.column() + " refers to " + reference.table() + "." + reference.key()
                                + (reference.orphans() == 0 ? "" : ", but for " + reference.orphans() + " rows")));
        table.keys().noReferences().forEach(none -> notes.add(none.column() + ": " + none.because()));
        doubted(table).ifPresent(notes::add);
        notes.addAll(table.keys().notTaken());
        table.keys()
                .primary()
                .filter(PrimaryKey::isDoubtful)
                .ifPresent(key -> notes.add("key (" + String.join(", ", key.columns()) + "): " + key.because()));
        otherSubject(table, all).ifPresent(notes::add);
        table.person().ifPresent(person -> notes.add(person.name() + ": " + person.inWords(table)));
        table.columns().stream()
                .filter(column -> column.meaning().isInMonths())
                .collect(Collectors.groupingBy(
                        column -> column.meaning().whyInMonths()
                                + (column.meaning().isInMonthsItself() ? daysInstead(table, all) : ""),
                        LinkedHashMap::new,
                        Collectors.mapping(DraftColumn::name, Collectors.joining(", "))))
                .forEach((why, names) -> notes.add(names + ": " + why));
        withoutPerson(table).ifPresent(notes::add);
        table.columns().stream()
                .filter(column -> column.meaning().treatment() == DraftMeaning.Treatment.REDACTED)
                .filter(column -> table.profileOf(column).hidden() >= SOME_HIDDEN)
                .forEach(column -> notes.add(column.name() + ": in "
                        + ColumnMeanings.percent(table.profileOf(column).hidden())
                        + " of its different texts something looks like a name or a number of a person's, and is hidden; if it is"
                        + " none: "
                        + (column.isSaid()
                                ? "take its weirMask out of contracts/"
                                : "--about " + table.name() + "." + column.name() + "=NONE")));
        table.columns().stream()
                .filter(column -> column.meaning().treatment() == DraftMeaning.Treatment.REDACTED
                        && table.profileOf(column).callingUnhidden() >= SOME_HIDDEN)
                .forEach(column -> notes.add(DraftResult.DOUBT + column.name() + ": in "
                        + ColumnMeanings.percent(table.profileOf(column).callingUnhidden())
                        + " of its different texts a name may stand that is not hidden: look at them, and drop it by --about "
                        + table.name() + "." + column.name() + "=NAME if one is there"));
        boolean isAboutPeople =
                table.subject().isPresent() || table.columns().stream().anyMatch(meanings::moves);
        table.columns().stream()
                .filter(column -> column.isSaid()
                        && column.meaning().against() == DraftMeaning.Against.VALUES
                        && isAboutPeople
                        && meanings.keeps(column))
                .forEach(column -> notes.add(DraftResult.DOUBT + column.name() + ": its true values are released: "
                        + column.meaning().because()
                        + (ColumnMeanings.isDate(column)
                                ? "; a true date beside moved ones tells by how many days each person's are moved"
                                : "")));
        table.columns().stream()
                .filter(column -> column.meaning().category().equals("ADDR")
                        && column.meaning().treatment() == DraftMeaning.Treatment.BY_LAW
                        && (column.meaning().sure() == DraftMeaning.Sure.LIKELY
                                || column.origin().about().equals("ADDR")))
                .forEach(
                        column -> notes.add(
                                column.name()
                                        + ": it is called as addresses are; what is no address in Chinese becomes [ADDR], so see 'weir preview'"));
        table.columns().stream()
                .filter(column -> column.meaning().category().equals("AGE")
                        && column.meaning().treatment() == DraftMeaning.Treatment.BY_LAW
                        && meanings.defaultMask("AGE")
                                .filter(Generalise.class::isInstance)
                                .isPresent())
                .forEach(column -> notes.add(column.name() + ": in bands; --about " + table.name() + "." + column.name()
                        + "=HEALTH keeps the years, those of the oldest people, too"));
        table.columns().stream()
                .filter(column -> !column.meaning().link().isAlike())
                .forEach(column ->
                        notes.add(column.name() + ": " + column.meaning().because()));
        return new DraftResult.DraftedTable(
                table.name(),
                table.source().counted() + table.source().where(),
                table.source().fileCount(),
                table.profile().records(),
                table.keys().primary().map(key -> String.join(", ", key.columns())),
                Stream.concat(
                                table.drafted(meanings).stream(),
                                table.person().map(person -> person.drafted(meanings, table)).stream())
                        .toList(),
                notes);
    }

    /** What lets the dates of these people be days: all columns that are months by themselves have to go at once. */
    private static String daysInstead(DraftTable table, List<DraftTable> all) {
        List<String> columns = all.stream()
                .filter(other -> other.name().equals(table.name()) || PeopleLookup.haveSamePeople(table, other))
                .map(other -> Map.entry(
                        other.name(),
                        other.columns().stream()
                                .filter(column -> column.meaning().isInMonthsItself())
                                .map(DraftColumn::name)
                                .collect(Collectors.joining(","))))
                .filter(other -> !other.getValue().isEmpty())
                .map(other -> "--about " + other.getKey() + "." + other.getValue())
                .toList();
        String dropped = columns.stream().map(about -> about + "=TEXT").collect(Collectors.joining(" "));
        String released = columns.stream().map(about -> about + "=NONE").collect(Collectors.joining(" "));
        boolean areSeveral = columns.size() > 1 || columns.get(0).contains(",");
        return ": " + dropped + (areSeveral ? " in one command drops them" : " drops it")
                + ", and all dates of these people are moved by days; " + released + " does so too, and releases "
                + (areSeveral ? "their" : "its") + " true dates";
    }

    /** Rows of which it is not known whose they are: what becomes of their dates. */
    private static Optional<String> withoutPerson(DraftTable table) {
        return table.keys()
                .subject()
                .flatMap(table::column)
                .filter(subject -> table.hasMovedDates())
                .map(subject -> Map.entry(
                        subject.name(),
                        table.readable() - table.profileOf(subject).values()))
                .filter(missing -> missing.getValue() > 0 && missing.getValue() < table.readable())
                .map(missing -> missing.getKey() + ": " + DraftText.count(missing.getValue(), "row")
                        + (missing.getValue() == 1 ? " has none" : " have none")
                        + ", and no moved date of such a row is released");
    }

    private static String wordsForNull(ColumnProfile profile) {
        String words = profile.words().entrySet().stream()
                .map(word -> "'" + word.getKey() + "' (" + DraftText.count(word.getValue(), "record") + ")")
                .collect(Collectors.joining(", "));
        return words + " among values of another type means that there is none, and becomes NULL";
    }

    /** Days of a person move by a number that follows from what a row is called whose it is. */
    private static Optional<String> otherSubject(DraftTable table, List<DraftTable> all) {
        Optional<MovedBy> own = movedBy(table);
        return all.stream()
                .filter(other -> own.isPresent()
                        && movedBy(other)
                                .filter(column -> isMovedOtherwise(table, own.get(), other, column))
                                .isPresent())
                .findFirst()
                .map(other ->
                        "whose a row is says " + own.orElseThrow().column().name() + ", and in " + other.name() + " "
                                + movedBy(other).orElseThrow().column().name()
                                + ": days of one person move by different numbers in the two tables");
    }

    /** Whether two tables have the same people, and their days are moved by other numbers: by a subject of another category, or by another number of theirs. */
    private static boolean isMovedOtherwise(DraftTable table, MovedBy own, DraftTable other, MovedBy others) {
        boolean isOther = !others.column()
                .meaning()
                .category()
                .equals(own.column().meaning().category());
        return (isLinked(table, other) && isOther)
                || (!others.equals(own)
                        && !hasValuesOf(others, own.of(), own.column())
                        && table.columns().stream()
                                .anyMatch(each -> RowSubjects.isNumber(each) && hasValuesOf(others, table, each)));
    }

    private static boolean hasValuesOf(MovedBy own, DraftTable other, DraftColumn each) {
        return own.of().profileOf(own.column()).sharedWith(other.profileOf(each)) >= SAME_PEOPLE;
    }

    /** Whether a table has codes of another, or refers to it, or is referred to. */
    private static boolean isLinked(DraftTable one, DraftTable other) {
        return refersTo(one, other) || refersTo(other, one);
    }

    private static boolean refersTo(DraftTable one, DraftTable other) {
        return one.columns().stream()
                        .anyMatch(column -> column.meaning().link().table().equals(other.name()))
                || one.keys().references().stream()
                        .anyMatch(reference -> reference.table().equals(other.name()));
    }

    private static Optional<MovedBy> movedBy(DraftTable table) {
        return table.hasMovedDates() ? table.movedBy() : Optional.empty();
    }
}
