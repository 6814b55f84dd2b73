package dev.weir.jobs.engine.read.layout;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a file seems to be written. It holds no value of any record.
 *
 * @param format its name in contracts
 * @param read the keys of {@code weirRead} that differ from the usual, each with its value as YAML writes it
 * @param records whether they name their values, so that one may lack some
 * @param columns in the order of the file
 * @param lacking the physical names of the columns that some of the files lack
 * @param because what speaks for it, and what is left out: sentences without a full stop
 */
public record Layout(
        String format,
        Map<String, String> read,
        Records records,
        List<LayoutColumn> columns,
        Set<String> lacking,
        List<String> because)
        implements Serializable {

    /** Of two files with columns by name, so much of the larger one's is in both, or they are two tables. */
    private static final double SHARED = 0.5;

    /** Before the name of a column that no reader takes. */
    private static final String LEFT_OUT = "left out: ";

    private static final String UNREAD = ", of a type that Weir does not read from ";

    /** The reason of a column that is left out for its type. */
    public static String unread(String column, String noun, String type) {
        return LEFT_OUT + column + UNREAD + noun + ": " + type;
    }

    /** Whether a column is left out for its type: of what stands in it nothing is known. */
    public boolean hasUnread() {
        return because.stream().anyMatch(reason -> reason.startsWith(LEFT_OUT) && reason.contains(UNREAD));
    }

    /** Of one file, which has all its columns. */
    public Layout(
            String format,
            Map<String, String> read,
            Records records,
            List<LayoutColumn> columns,
            List<String> because) {
        this(format, read, records, columns, Set.of(), because);
    }

    /** What records say of their values. */
    public enum Records {
        /** All have the columns of the file. */
        ALIKE,
        /** Each names its values, and has those it has. */
        NAMED,
        /** As {@link #NAMED}, and all are of one kind, by the path of the first column. */
        OF_A_KIND
    }

    public Layout {
        read = Collections.unmodifiableMap(new LinkedHashMap<>(read));
        columns = List.copyOf(columns);
        lacking = Collections.unmodifiableSet(new TreeSet<>(lacking));
        because = List.copyOf(because);
    }

    /** Of files whose records have all columns, read as usual. */
    public static Layout of(String format, List<LayoutColumn> columns) {
        return new Layout(format, Map.of(), Records.ALIKE, columns, List.of());
    }

    /** Of the reasons those that a person should see without opening the contract: what is left out, skipped or uncertain. */
    public List<String> remarks() {
        return because.stream()
                .filter(reason -> reason.startsWith("left out: ")
                        || reason.startsWith("line ")
                        || reason.startsWith("header: false")
                        || reason.startsWith("range: ")
                        || reason.startsWith("startsAt: ")
                        || reason.startsWith("skipRows: ")
                        || reason.startsWith("trim: ")
                        || reason.contains(": uncertain: "))
                .toList();
    }

    /** Whether two files can be read by one contract: they are written alike, and have the same columns of the same types. */
    public boolean isLike(Layout other) {
        return format.equals(other.format) && read.equals(other.read) && columns.equals(other.columns);
    }

    /**
     * The layout of two files together: where records name their values a column of either is one of both, of a type that reads the
     * values of both. Where a header names them, one of two files may have columns more, if it has all of the other's. Empty where one
     * contract cannot read both.
     */
    public Optional<Layout> with(Layout other) {
        if (isLike(other)) {
            return Optional.of(lacking.containsAll(other.lacking) ? this : both(other, columns));
        }
        if (!format.equals(other.format) || !read.equals(other.read)) {
            return Optional.empty();
        }
        if (!canHaveMore(other)) {
            return columns.size() == other.columns.size() && named().equals(other.named())
                    ? alike(other)
                    : withMore(other);
        }
        Map<String, LayoutColumn> both = columns.stream()
                .collect(Collectors.toMap(
                        LayoutColumn::physicalName, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        for (LayoutColumn column : other.columns) {
            LayoutColumn here = both.putIfAbsent(column.physicalName(), column);
            Optional<LayoutColumn> common = here == null ? Optional.of(column) : here.with(column);
            if (common.isEmpty()) {
                return Optional.empty();
            }
            both.put(column.physicalName(), common.get());
        }
        return Optional.of(both(other, List.copyOf(both.values())));
    }

    private Optional<Layout> alike(Layout other) {
        List<LayoutColumn> both = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).alike(other.columns.get(i)).ifPresent(both::add);
        }
        return both.size() == columns.size() ? Optional.of(both(other, both)) : Optional.empty();
    }

    private Set<String> named() {
        return columns.stream().map(LayoutColumn::physicalName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where all columns are found by their names, and most are in both files: the rest are lacking in one. */
    private Optional<Layout> withMore(Layout other) {
        Set<String> here = named();
        Set<String> there = other.named();
        Set<String> shared = new TreeSet<>(here);
        shared.retainAll(there);
        int larger = Math.max(here.size(), there.size());
        int smaller = Math.min(here.size(), there.size());
        boolean isFound = here.size() == columns.size()
                && there.size() == other.columns.size()
                && !here.contains("")
                && !there.contains("");
        if (!isFound || shared.size() < smaller || shared.size() < SHARED * larger) {
            return Optional.empty();
        }
        List<LayoutColumn> both = new ArrayList<>();
        List<LayoutColumn> more = here.size() >= there.size() ? columns : other.columns;
        List<LayoutColumn> fewer = here.size() >= there.size() ? other.columns : columns;
        for (LayoutColumn column : more) {
            Optional<LayoutColumn> same = fewer.stream()
                    .filter(each -> each.physicalName().equals(column.physicalName()))
                    .findFirst();
            Optional<LayoutColumn> common = same.isEmpty() ? Optional.of(column) : column.alike(same.get());
            if (common.isEmpty()) {
                return Optional.empty();
            }
            both.add(common.get());
        }
        Set<String> lacks = new TreeSet<>(lacking);
        lacks.addAll(other.lacking);
        more.stream()
                .map(LayoutColumn::physicalName)
                .filter(name -> !shared.contains(name))
                .forEach(lacks::add);
        Layout joined = both(other, both);
        return Optional.of(new Layout(format, read, records, both, lacks, joined.because));
    }

    private Layout both(Layout other, List<LayoutColumn> both) {
        List<String> reasons = new ArrayList<>(because);
        other.because.stream().filter(each -> !reasons.contains(each)).forEach(reasons::add);
        Set<String> lacks = new TreeSet<>(lacking);
        lacks.addAll(other.lacking);
        return new Layout(format, read, records, both, lacks, reasons);
    }

    /** Whether records may lack a column that those of the other file have. */
    private boolean canHaveMore(Layout other) {
        return switch (records) {
            case ALIKE -> false;
            case NAMED -> true;
            case OF_A_KIND ->
                columns.get(0).physicalName().equals(other.columns.get(0).physicalName());
        };
    }
}
