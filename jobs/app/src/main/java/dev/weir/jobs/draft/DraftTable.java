package dev.weir.jobs.draft;

import dev.weir.contracts.Table;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A table that is drafted: one of a source, and one of the product.
 *
 * @param source what it is made of
 * @param profile of all their records
 * @param columns in the order of the source
 * @param person the column with a row's person, where it is another table's; the product has it behind the others
 */
record DraftTable(
        DraftSource source,
        TableProfile profile,
        List<DraftColumn> columns,
        DraftKeys keys,
        Optional<LookedUpPerson> person) {

    /** Formats that are known by nothing but what their lines look like. */
    private static final Set<String> GUESSED = Set.of("csv", "tsv", "fixed");

    /** So many of a table's records may become unreadable by the types that are proposed; a run holds at 5 in 100. */
    private static final double UNREADABLE = 0.03;

    DraftTable {
        columns = List.copyOf(columns);
    }

    /** A table that has all that it needs itself. */
    DraftTable(DraftSource source, TableProfile profile, List<DraftColumn> columns, DraftKeys keys) {
        this(source, profile, columns, keys, Optional.empty());
    }

    /** With the names and types that layout and profile give. */
    static DraftTable of(DraftSource source, TableProfile profile) {
        return of(source, profile, Set.of());
    }

    /** The same, where some names are taken. */
    static DraftTable of(DraftSource source, TableProfile profile, Set<String> taken) {
        List<DraftColumn> columns = new ArrayList<>(names(source, taken));
        long broken = profile.unread();
        // files are written in one way: 4,148 is no thousand where 5,40 stands in a column beside it
        boolean hasDecimalCommas =
                profile.columns().stream().anyMatch(each -> each.hasDecimalCommas() && each.failsAsCommaNumber() == 0);
        long budget = Math.max(0, (long) (UNREADABLE * profile.records()) - broken);
        for (int i = 0; i < columns.size(); i++) {
            DraftColumn column = columns.get(i);
            DraftType type = DraftType.of(column.origin(), profile.columns().get(i), budget, hasDecimalCommas);
            budget -= type.failing();
            columns.set(i, column.with(type));
        }
        return new DraftTable(source, profile, columns, DraftKeys.NONE);
    }

    /** Before its records are read. */
    static DraftTable bare(DraftSource source) {
        return new DraftTable(source, TableProfile.none(), names(source, Set.of()), DraftKeys.NONE);
    }

    /** What the values of one of its columns have in common. */
    ColumnProfile profileOf(DraftColumn column) {
        return profile.columns().get(place(column.name()));
    }

    int place(String column) {
        return columns.stream().map(DraftColumn::name).toList().indexOf(column);
    }

    /** The columns with their names, and the types that their files give. */
    private static List<DraftColumn> names(DraftSource source, Set<String> taken) {
        LogicalNames names = new LogicalNames(taken);
        List<DraftColumn> columns = new ArrayList<>();
        source.layout()
                .columns()
                .forEach(each -> columns.add(new DraftColumn(
                        names.ofColumn(each.label(), columns.size() + 1),
                        each,
                        new DraftType(each.type(), List.of(), 0, Optional.empty(), ""),
                        DraftMeaning.of("", DraftMeaning.Sure.THIN, ""))));
        return columns;
    }

    String name() {
        return source.table();
    }

    String contract() {
        return "raw." + source.table();
    }

    DraftTable with(UnaryOperator<DraftColumn> change) {
        return new DraftTable(source, profile, columns.stream().map(change).toList(), keys, person);
    }

    DraftTable with(DraftKeys other) {
        return new DraftTable(source, profile, columns, other, person);
    }

    DraftTable with(LookedUpPerson other) {
        return new DraftTable(source, profile, columns, keys, Optional.of(other));
    }

    /**
     * The column by which its dates are moved.
     *
     * @param of the table that has it
     */
    record MovedBy(DraftTable of, DraftColumn column) {}

    /** By whose numbers its days are moved; empty where all are by one. */
    Optional<MovedBy> movedBy() {
        return person.map(each -> new MovedBy(each.of(), each.column()))
                .or(() -> keys.subject().flatMap(this::column).map(column -> new MovedBy(this, column)));
    }

    /** The column with the person of a row, its own or another table's. */
    Optional<String> subject() {
        return person.map(LookedUpPerson::name).or(keys::subject);
    }

    Optional<DraftColumn> column(String column) {
        return columns.stream().filter(each -> each.name().equals(column)).findFirst();
    }

    /** The column that its source calls so. */
    Optional<DraftColumn> called(String physicalName) {
        return columns.stream()
                .filter(each -> each.origin().physicalName().equals(physicalName))
                .findFirst();
    }

    /** What was drafted of each column. */
    List<DraftResult.DraftedColumn> drafted(ColumnMeanings meanings) {
        return columns.stream()
                .map(column ->
                        column.drafted(meanings.defaultMask(column.meaning().category()), this))
                .toList();
    }

    /** By whose days its dates are moved, for people. */
    String shiftedBy() {
        return subject()
                .map(subject -> "moved by days that are " + subject + "'s own")
                .orElse("moved, all rows by the same days");
    }

    /** Whether it has dates that are moved, where the law moves them. */
    boolean hasMovedDates() {
        return columns.stream()
                .anyMatch(column -> column.meaning().category().equals("DATE")
                        && column.meaning().treatment() == DraftMeaning.Treatment.BY_LAW);
    }

    /** How many records can be read, whatever their types. */
    long readable() {
        return profile.records() - profile.unread();
    }

    /** Whether it has records, and none of them can be read. */
    boolean isUnread() {
        return profile.records() > 0 && readable() == 0;
    }

    /**
     * Whether so many records of a text cannot be read that its drafted contract would hold each release: then it is no table, or not
     * this one. A file that says itself what it is, as one of SAS does, is a table all the same.
     */
    boolean isHeld() {
        return GUESSED.contains(source().layout().format()) && holdsRuns();
    }

    /** Whether more of its records cannot be read than a run bears. */
    boolean holdsRuns() {
        return !isUnread() && readable() < Table.Files.USUALLY_READABLE * profile.records();
    }

    /** The share of its records that cannot be read, rounded up as a contract would bear it. */
    String unreadShare() {
        return String.format(Locale.ROOT, "%.2f", Math.ceil(100.0 * profile.unread() / profile.records()) / 100);
    }

    /** What records cannot be read and why, with the column where one is to blame: sentences without a full stop. */
    List<String> unreadable() {
        return profile.unreadable().stream()
                .map(fault -> DraftText.count(fault.records(), "record") + " cannot be read (" + fault.rule()
                        + fault.column()
                                .map(place -> " of " + columns.get(place).name())
                                .orElse("")
                        + "), the first at " + fault.first()
                        + (fault.detail().isEmpty() ? "" : ": " + fault.detail()))
                .toList();
    }
}
