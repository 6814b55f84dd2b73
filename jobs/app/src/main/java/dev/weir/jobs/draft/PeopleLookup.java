package dev.weir.jobs.draft;

import dev.weir.jobs.draft.LookedUpPerson.Step;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.discover.Discovery.LookedUp;
import dev.weir.jobs.engine.discover.Lookup;
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
     */
    private record Known(DraftTable table, Optional<DraftColumn> by, List<Step> steps) {}

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
        return new Known(table, subject(table), List.of());
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
        if (!isMoved || way.equals(own(table))) {
            return table;
        }
        DraftColumn by = way.by().orElseThrow();
        if (way.steps().isEmpty()) {
            return table.with(table.keys()
                    .withSubject(by.name(), "its values are those by which days of other tables are moved"));
        }
        LookedUp rows = rows(way);
        Step last = way.steps().get(way.steps().size() - 1);
        DraftColumn person = last.table().column(last.value()).orElseThrow();
        return table.with(new LookedUpPerson(
                free(person.name(), table), person, by.name(), way.steps(), rows.rows() - rows.found()));
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
                                .map(key -> new Known(table, Optional.of(by), steps(other, key)))))
                .filter(this::isFound)
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

    /** Whether most rows find one person, and rows that had one before have one still. */
    private boolean isFound(Known way) {
        if (way.equals(own(way.table()))) {
            return false;
        }
        LookedUp rows = rows(way);
        return rows.split() == 0 && rows.found() >= FOUND * rows.rows();
    }

    private LookedUp rows(Known way) {
        DraftTable table = way.table();
        OptionalInt group = subject(table)
                .map(own -> OptionalInt.of(table.place(own.name())))
                .orElse(OptionalInt.empty());
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
        // numbers that count from one meet those of anything by chance
        boolean isTelling = own.name().equals(column.name()) || profile.numbered() >= NUMBERED;
        return refersTo(one, own, other, column)
                || refersTo(other, column, one, own)
                || (isTelling
                        && (profile.sharedWith(other.profileOf(column)) >= SHARED
                                || other.profileOf(column).sharedWith(profile) >= SHARED));
    }

    private static boolean refersTo(DraftTable one, DraftColumn own, DraftTable other, DraftColumn column) {
        DraftMeaning.Link link = own.meaning().link();
        return (link.isAlike() && link.isOf(other, column))
                || one.keys().references().stream()
                        .anyMatch(reference -> reference.column().equals(own.name())
                                && reference.table().equals(other.name())
                                && reference.key().equals(column.name()));
    }
}
