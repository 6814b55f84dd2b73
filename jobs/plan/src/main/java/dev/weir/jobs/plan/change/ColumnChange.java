package dev.weir.jobs.plan.change;

import dev.weir.contracts.Column;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a column differs from what was released before.
 *
 * @param column its name now, or the one that it had
 * @param sort of the difference
 * @param words such as {@code 'reason' is gone}
 */
public record ColumnChange(String column, Sort sort, String words) {

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");

    /** What a difference means to those who read the table, and to the rows that are there. */
    public enum Sort {
        ADDED(Weight.MINOR, Old.FIT),
        ADDED_REQUIRED(Weight.MINOR, Old.DO_NOT_FIT),
        WIDENED(Weight.MINOR, Old.FIT),
        RENAMED(Weight.MAJOR, Old.FIT),
        NAME_TAKEN(Weight.MAJOR, Old.DO_NOT_FIT),
        REMOVED(Weight.MAJOR, Old.DO_NOT_FIT),
        RETYPED(Weight.MAJOR, Old.DO_NOT_FIT),
        REQUIRED(Weight.MAJOR, Old.DO_NOT_FIT),
        OPTIONAL(Weight.MAJOR, Old.FIT),
        MASKED(Weight.MAJOR, Old.DO_NOT_FIT),
        CLASSIFIED(Weight.MAJOR, Old.DO_NOT_FIT),
        MEASURED(Weight.MAJOR, Old.DO_NOT_FIT),
        KEY(Weight.MAJOR, Old.DO_NOT_FIT);

        private final Weight weight;
        private final Old old;

        Sort(Weight weight, Old old) {
            this.weight = weight;
            this.old = old;
        }
    }

    /** Which part of the version has to rise (Semantic Versioning 2.0.0). */
    public enum Weight {
        /** Who reads the table may break. */
        MAJOR,
        /** Who reads the table finds more. */
        MINOR
    }

    /** Whether rows that were released before can stay beside those of a run. */
    private enum Old {
        FIT,
        DO_NOT_FIT
    }

    /** Which part of the version has to rise. */
    public Weight weight() {
        return sort.weight;
    }

    /** Whether rows that were released before can stay beside those of a run. */
    public boolean lets() {
        return sort.old == Old.FIT;
    }

    /**
     * Every difference between a table's columns as they were released and as they are now. A column is the same when its id
     * is, and without an id when its name is.
     */
    public static List<ColumnChange> between(List<ReleasedColumn> was, List<ReleasedColumn> now) {
        List<ColumnChange> changes = new ArrayList<>();
        Map<String, ReleasedColumn> before = pairs(was, now);
        for (ReleasedColumn column : now) {
            ReleasedColumn old = before.get(column.name());
            if (old != null) {
                changes.addAll(of(old, column));
            } else {
                boolean required = column.identity().presence() == Column.Presence.REQUIRED;
                changes.add(new ColumnChange(
                        column.name(),
                        required ? Sort.ADDED_REQUIRED : Sort.ADDED,
                        "'" + column.name() + "' (" + column.type() + ") is new"
                                + (required ? ", and may not be NULL" : "")));
            }
        }
        changes.addAll(taken(was, now, before));
        was.stream()
                .filter(column -> !before.containsValue(column))
                .forEach(column ->
                        changes.add(new ColumnChange(column.name(), Sort.REMOVED, "'" + column.name() + "' is gone")));
        List<String> keyWas = ReleasedColumn.key(was).stream()
                .map(name -> before.entrySet().stream()
                        .filter(pair -> pair.getValue().name().equals(name))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(name))
                .toList();
        List<String> keyNow = ReleasedColumn.key(now);
        if (!keyWas.equals(keyNow)) {
            changes.add(new ColumnChange(
                    String.join(", ", keyNow), Sort.KEY, "the key is " + key(keyNow) + ", and was " + key(keyWas)));
        }
        return List.copyOf(changes);
    }

    /**
     * A table of rows that stay finds each column by its name, whatever its case, and cannot give one away and take it again at the same
     * time.
     */
    private static List<ColumnChange> taken(
            List<ReleasedColumn> was, List<ReleasedColumn> now, Map<String, ReleasedColumn> before) {
        List<ColumnChange> changes = new ArrayList<>();
        for (ReleasedColumn column : now) {
            was.stream()
                    .filter(old -> old.name().equalsIgnoreCase(column.name())
                            && !(old.name().equals(column.name()) && old.equals(before.get(column.name()))))
                    .flatMap(old -> before.entrySet().stream()
                            .filter(pair -> pair.getValue().equals(old))
                            .map(pair -> "'" + old.name() + "' was the name of what is '" + pair.getKey() + "' now"))
                    .forEach(words -> changes.add(new ColumnChange(column.name(), Sort.NAME_TAKEN, words)));
        }
        return changes;
    }

    /** The columns that have another name now: the old one by the new one. */
    public static Map<String, String> renamed(List<ReleasedColumn> was, List<ReleasedColumn> now) {
        Map<String, String> renamed = new LinkedHashMap<>();
        pairs(was, now).forEach((name, old) -> {
            if (!name.equals(old.name())) {
                renamed.put(name, old.name());
            }
        });
        return renamed;
    }

    /** What each column was, by its name now. */
    private static Map<String, ReleasedColumn> pairs(List<ReleasedColumn> was, List<ReleasedColumn> now) {
        Map<String, ReleasedColumn> pairs = new LinkedHashMap<>();
        for (ReleasedColumn column : now) {
            Optional<ReleasedColumn> byId = column.identity()
                    .id()
                    .flatMap(id -> was.stream()
                            .filter(old ->
                                    old.identity().id().filter(id::equals).isPresent())
                            .findFirst());
            byId.or(() -> was.stream()
                            .filter(old -> old.name().equals(column.name()))
                            .filter(old -> old.identity().id().isEmpty()
                                    || column.identity().id().isEmpty())
                            .findFirst())
                    .ifPresent(old -> pairs.put(column.name(), old));
        }
        return pairs;
    }

    private static List<ColumnChange> of(ReleasedColumn was, ReleasedColumn now) {
        List<ColumnChange> changes = new ArrayList<>();
        String name = "'" + now.name() + "'";
        if (!was.name().equals(now.name())) {
            changes.add(new ColumnChange(now.name(), Sort.RENAMED, name + " was called '" + was.name() + "'"));
        }
        boolean masked = !was.mask().equals(now.mask());
        if (masked) {
            changes.add(new ColumnChange(
                    now.name(),
                    Sort.MASKED,
                    name + " is masked by " + now.mask().words() + ", and was by "
                            + was.mask().words()));
        }
        if (!was.type().equals(now.type()) && !(masked && isText(was) != isText(now))) {
            changes.add(new ColumnChange(
                    now.name(),
                    isWidened(was.type(), now.type()) ? Sort.WIDENED : Sort.RETYPED,
                    name + " is " + now.type() + ", and was " + was.type()));
        }
        if (!was.category().equals(now.category())) {
            changes.add(new ColumnChange(
                    now.name(),
                    Sort.CLASSIFIED,
                    name + " has the category " + now.category() + ", and had " + was.category()));
        }
        if (!was.unit().equals(now.unit())) {
            changes.add(new ColumnChange(
                    now.name(),
                    Sort.MEASURED,
                    name + " is in " + unit(now.unit()) + ", and was in " + unit(was.unit())));
        }
        if (was.identity().presence() != now.identity().presence()) {
            boolean required = now.identity().presence() == Column.Presence.REQUIRED;
            changes.add(new ColumnChange(
                    now.name(),
                    required ? Sort.REQUIRED : Sort.OPTIONAL,
                    name + (required ? " may no longer be NULL" : " may be NULL now")));
        }
        return changes;
    }

    /**
     * Whether a type takes every value of another in the same form: decimals of more digits before the point. Others are
     * other values to some reader, such as an integer that becomes a decimal.
     */
    private static boolean isWidened(String was, String now) {
        Matcher before = DECIMAL.matcher(was);
        Matcher after = DECIMAL.matcher(now);
        return before.matches()
                && after.matches()
                && before.group(2).equals(after.group(2))
                && Integer.parseInt(after.group(1)) > Integer.parseInt(before.group(1));
    }

    /** A mask that makes text of anything is reported as a mask, not as a type besides. */
    private static boolean isText(ReleasedColumn column) {
        return column.type().equals("string");
    }

    private static String unit(String unit) {
        return unit.isEmpty() ? "no unit" : unit;
    }

    private static String key(List<String> key) {
        return key.isEmpty() ? "none" : String.join(", ", key);
    }
}
