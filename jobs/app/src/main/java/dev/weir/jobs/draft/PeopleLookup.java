package dev.weir.jobs.draft;

import dev.weir.jobs.draft.LookedUpPerson.Step;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.discover.Discovery.LookedUp;
import dev.weir.jobs.engine.discover.Lookup;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table that has a visit's or a sample's number, and no person's, gets the person from the table that knows whose it is. Else one
 * person's dates would move by other days in each of the two; rows that are joined by that number would tell how, and the
 * order of the person's dates would be lost.
 */
final class PeopleLookup {

    /** Of a table's rows so many find one person, or the other table knows others. */
    private static final double FOUND = 0.5;

    /** Of one column's codes so many stand in the other one. */
    private static final double SHARED = 0.5;

    /** Of the codes so many have letters and three digits. */
    private static final double NUMBERED = 0.8;

    /** What any table calls its own number. */
    private static final Pattern GENERIC =
            Pattern.compile("(?:id|no|nr|num|number|code|key|seq|index|serial|column)(?:_\\d+)?");

    private final ColumnMeanings meanings;
    private final Discovery discovery;
    private final Map<String, DescribedLayout> files;

    /** How tables find the person of a row, after each was looked at: in that order. */
    private final List<Known> known = new ArrayList<>();

    PeopleLookup(ColumnMeanings meanings, Discovery discovery, Map<String, DescribedLayout> files) {
        this.meanings = meanings;
        this.discovery = discovery;
        this.files = files;
    }

    /**
     * A table whose rows' people are known.
     *
     * @param by its column that has the person, or by which the steps find it; empty where none does
     * @param missing rows whose person is not found
     */
    private record Known(DraftTable table, Optional<DraftColumn> by, List<Step> steps, long missing) {}

    /** The tables, after their subjects are known, and which dates are moved. */
    List<DraftTable> of(List<DraftTable> tables) {
        List<DraftTable> left = new ArrayList<>(inOrder(tables));
        while (!left.isEmpty()) {
            known.add(own(left.remove(0)));
            while (left.removeIf(this::isKnown)) {
                // each that is known may be the way to others
            }
        }
        return tables.stream().map(this::with).toList();
    }

    private static Known own(DraftTable table) {
        return new Known(table, subject(table), List.of(), 0);
    }

    /** Whether it has people of a table that was looked at, or finds them there: then it is known, too. */
    private boolean isKnown(DraftTable table) {
        boolean isAlike = known.stream().anyMatch(each -> each.steps().isEmpty() && isAlike(table, each.table()));
        Optional<Known> found = isAlike ? Optional.of(own(table)) : way(table);
        found.ifPresent(known::add);
        return found.isPresent();
    }

    /** Those first whose rows are surest to be a person's: whose subject is called so, and is that of many tables. */
    private static List<DraftTable> inOrder(List<DraftTable> tables) {
        Map<String, Long> alike = new HashMap<>();
        tables.forEach(table -> alike.put(
                table.name(),
                tables.stream().filter(other -> isAlike(table, other)).count()));
        return tables.stream()
                .sorted(Comparator.comparing(
                                (DraftTable table) -> subject(table).isEmpty())
                        .thenComparing(table -> subject(table)
                                .filter(RowSubjects::isCalledPerson)
                                .isEmpty())
                        .thenComparing(table -> -Objects.requireNonNull(alike.get(table.name()))))
                .toList();
    }

    private static boolean isAlike(DraftTable one, DraftTable other) {
        return subject(one)
                .flatMap(own -> subject(other).filter(column -> isOne(one, own, other, column)))
                .isPresent();
    }

    /** Whether the days of two tables are moved by the numbers of the same people. */
    static boolean haveSamePeople(DraftTable one, DraftTable other) {
        return one.movedBy()
                .flatMap(own -> other.movedBy()
                        .filter(each -> own.equals(each) || isOne(own.of(), own.column(), each.of(), each.column())))
                .isPresent();
    }

    private static Optional<DraftColumn> subject(DraftTable table) {
        return table.keys().subject().flatMap(table::column);
    }

    /** A table whose dates move, with the way to its people. */
    private DraftTable with(DraftTable table) {
        Known way = known.stream()
                .filter(each -> each.table().equals(table))
                .findFirst()
                .orElseThrow();
        boolean isMoved = table.columns().stream().anyMatch(meanings::moves);
        if (!isMoved) {
            return table;
        }
        if (way.equals(own(table))) {
            return ofMany(table).map(because -> dropped(table, because)).orElse(table);
        }
        DraftColumn by = way.by().orElseThrow();
        if (way.steps().isEmpty()) {
            return table.with(table.keys()
                    .withSubject(by.name(), "its values are those by which days of other tables are moved"));
        }
        DraftColumn person = person(way).orElseThrow();
        return table.with(
                new LookedUpPerson(free(person.name(), table), person, by.name(), way.steps(), way.missing()));
    }

    /** Whether what the rows are of is many people's in another table, as a lot of reagents is: the end of a clause. */
    private Optional<String> ofMany(DraftTable table) {
        Optional<DraftColumn> own = subject(table).filter(column -> !RowSubjects.isCalledPerson(column));
        return own.flatMap(column -> known.stream()
                .filter(other -> !other.table().name().equals(table.name()))
                .filter(other ->
                        person(other).filter(RowSubjects::isCalledPerson).isPresent())
                .flatMap(other -> numbers(other.table())
                        .filter(each -> isOne(table, column, other.table(), each))
                        .filter(each -> rows(other, Optional.of(each)).split() > 0)
                        .map(each -> "; dropped, since each " + column.name() + " is several people's in "
                                + other.table().name()
                                + ", where it stands beside their dates, which move by other days"))
                .findFirst());
    }

    private DraftTable dropped(DraftTable table, String because) {
        return table.with(column -> meanings.moves(column) && column.meaning().sure() != DraftMeaning.Sure.SAID
                ? column.with(column.meaning().treated(DraftMeaning.Treatment.DROPPED, because))
                : column);
    }

    private static String free(String name, DraftTable table) {
        Set<String> taken = new HashSet<>();
        table.columns().forEach(column -> taken.add(column.name()));
        return new LogicalNames(taken).of(name, "person", 1);
    }

    /** How a table's rows find their person by way of a table that knows it; empty where none does. */
    private Optional<Known> way(DraftTable table) {
        return numbers(table)
                .flatMap(by -> known.stream()
                        .filter(other -> other.by().isPresent())
                        .flatMap(other -> numbers(other.table())
                                .filter(key -> isOne(table, by, other.table(), key))
                                .map(key -> new Known(table, Optional.of(by), steps(other, key), 0))))
                .flatMap(way -> found(way).stream())
                .findFirst();
    }

    private static List<Step> steps(Known other, DraftColumn key) {
        List<Step> steps = new ArrayList<>(other.steps());
        DraftColumn by = other.by().orElseThrow();
        if (!key.equals(by)) {
            steps.add(0, new Step(other.table(), key.name(), by.name()));
        }
        return steps;
    }

    /** A way by which most rows find one person, and rows that had one before have one still; empty where it is none. */
    private Optional<Known> found(Known way) {
        if (way.equals(own(way.table()))) {
            return Optional.empty();
        }
        LookedUp rows = rows(way, subject(way.table()));
        // a visit has one person; a lot of reagents has many, and is whose a row is only where nothing else says it
        boolean isOne = rows.split() == 0
                || (subject(way.table()).filter(RowSubjects::isCalledPerson).isEmpty()
                        && person(way).filter(RowSubjects::isCalledPerson).isPresent());
        return isOne && rows.found() >= FOUND * rows.rows()
                ? Optional.of(new Known(way.table(), way.by(), way.steps(), rows.rows() - rows.found()))
                : Optional.empty();
    }

    private static Optional<DraftColumn> person(Known way) {
        return way.steps().isEmpty()
                ? way.by()
                : Optional.of(way.steps().get(way.steps().size() - 1))
                        .flatMap(step -> step.table().column(step.value()));
    }

    /** What its rows find; of those that have one value of a column, whether they find one person. */
    private LookedUp rows(Known way, Optional<DraftColumn> alike) {
        DraftTable table = way.table();
        OptionalInt group =
                alike.map(own -> OptionalInt.of(table.place(own.name()))).orElse(OptionalInt.empty());
        return discovery.lookedUp(
                Objects.requireNonNull(files.get(table.name())),
                table.place(way.by().orElseThrow().name()),
                lookups(way.steps(), files),
                group);
    }

    /** The steps as they are looked up in files. */
    static List<Lookup> lookups(List<Step> steps, Map<String, DescribedLayout> files) {
        return steps.stream()
                .map(step -> new Lookup(
                        Objects.requireNonNull(files.get(step.table().name())),
                        step.table().place(step.key()),
                        step.table().place(step.value())))
                .toList();
    }

    /** Record numbers, the row's own subject first. */
    private static Stream<DraftColumn> numbers(DraftTable table) {
        Optional<DraftColumn> subject = subject(table);
        return Stream.concat(
                subject.stream(),
                table.columns().stream()
                        .filter(RowSubjects::isNumber)
                        .filter(column -> !subject.equals(Optional.of(column))));
    }

    /** Whether two columns have the numbers of one thing. */
    private static boolean isOne(DraftTable one, DraftColumn own, DraftTable other, DraftColumn column) {
        if (!own.type().type().equals(column.type().type())
                || !own.meaning().category().equals(column.meaning().category())) {
            return false;
        }
        ColumnProfile profile = one.profileOf(own);
        // numbers that count on from a first one meet those of anything by chance
        boolean isCounted = GENERIC.matcher(own.name()).matches()
                || (!profile.isRepeated() && !other.profileOf(column).isRepeated());
        boolean isTelling = profile.numbered() >= NUMBERED || (own.name().equals(column.name()) && !isCounted);
        return refersTo(one, own, other, column)
                || refersTo(other, column, one, own)
                || (isTelling
                        && (profile.sharedWith(other.profileOf(column)) >= SHARED
                                || other.profileOf(column).sharedWith(profile) >= SHARED));
    }

    private static boolean refersTo(DraftTable one, DraftColumn own, DraftTable other, DraftColumn column) {
        DraftMeaning.Link link = own.meaning().link();
        // bare numbers meet those of anything by chance: a way to a person needs more
        boolean isTelling =
                !(own.type().type() instanceof ValueType.Whole) || own.name().equals(column.name());
        return (isTelling && link.isAlike() && link.isOf(other, column))
                || one.keys().references().stream()
                        .anyMatch(reference -> reference.column().equals(own.name())
                                && reference.table().equals(other.name())
                                && reference.key().equals(column.name()));
    }
}
