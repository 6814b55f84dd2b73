package dev.weir.jobs.engine.load;

import dev.weir.contracts.release.ExcludedRows;
import dev.weir.contracts.release.TableCount;
import dev.weir.jobs.engine.run.WardFiles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What loads of {@link WardFiles} have to come to, in plain Java: a row with a value below 0 is quarantined. */
final class LoadModel {

    /** How the table is loaded. */
    enum Mode {
        APPEND("{ mode: append, interval: day }"),
        INCREMENTAL("incremental"),
        MERGE("{ mode: merge, order: at, deletes: gone, source: raw.feed }"),
        HISTORY("{ mode: merge, order: at, deletes: gone, source: raw.feed, history: type-2 }");

        private final String load;

        Mode(String load) {
            this.load = load;
        }

        String load() {
            return load;
        }

        boolean isMerge() {
            return this == MERGE || this == HISTORY;
        }

        boolean deletes() {
            return isMerge();
        }
    }

    /** A row of a file. */
    record Reading(String bed, Instant at, int value, boolean gone) {}

    private record Version(String bed, Instant at) {}

    private final Mode mode;
    private final ZoneId zone;
    private final Map<LocalDate, Long> days = new TreeMap<>();
    private final Map<String, List<Reading>> made = new HashMap<>();
    private final Map<String, Instant> last = new HashMap<>();
    private final Map<String, Instant> deleted = new HashMap<>();
    private final Set<Version> versions = new HashSet<>();
    private long added;

    LoadModel(Mode mode, ZoneId zone) {
        this.mode = mode;
        this.zone = zone;
    }

    /**
     * What a run counts.
     *
     * @param there all files, by name
     * @param day the run's interval, where the table is loaded by it
     */
    TableCount run(Map<String, List<Reading>> there, LocalDate day) {
        List<Reading> rows = new ArrayList<>();
        there.forEach((name, readings) -> {
            boolean isRead = mode == Mode.APPEND ? name.contains(day.toString()) : !made.containsKey(name);
            if (isRead) {
                rows.addAll(readings);
                made.put(name, readings);
            }
        });
        List<Reading> inside = rows.stream()
                .filter(row -> mode != Mode.APPEND
                        || LocalDate.ofInstant(row.at(), zone).equals(day))
                .toList();
        List<Reading> good = inside.stream().filter(row -> row.value() >= 0).toList();
        ExcludedRows leftOut = ExcludedRows.outside(rows.size() - inside.size());
        switch (mode) {
            case APPEND -> days.put(day, (long) good.size());
            case INCREMENTAL -> added += good.size();
            case MERGE -> leftOut = merged(good);
            case HISTORY -> leftOut = placed(good);
        }
        return new TableCount(
                "readings",
                rows.size(),
                rows.size() - (inside.size() - good.size()) - leftOut.rows(),
                inside.size() - good.size(),
                0,
                leftOut,
                TableCount.Ages.UNKNOWN);
    }

    /** Of each key its last row counts; one that goes comes first among equals. */
    private ExcludedRows merged(List<Reading> good) {
        Map<String, Reading> lasts = new HashMap<>();
        good.stream()
                .sorted(Comparator.comparing(Reading::at).thenComparing(Reading::gone))
                .forEach(row -> lasts.put(row.bed(), row));
        long late = 0;
        long before = 0;
        long deletions = 0;
        for (Reading row : lasts.values()) {
            Instant known = last.get(row.bed());
            Instant went = deleted.get(row.bed());
            if (known != null && known.isAfter(row.at())) {
                late++;
            } else if (went != null && went.isAfter(row.at())) {
                before++;
            } else if (row.gone()) {
                deletions++;
                last.remove(row.bed());
                deleted.put(row.bed(), row.at());
            } else {
                last.put(row.bed(), row.at());
            }
        }
        return new ExcludedRows(0, good.size() - lasts.size(), late, before, deletions);
    }

    /** Each key and order has one row; one that goes comes first. */
    private ExcludedRows placed(List<Reading> good) {
        Map<Version, Boolean> each = new HashMap<>();
        good.forEach(row -> each.merge(new Version(row.bed(), row.at()), row.gone(), Boolean::logicalOr));
        each.forEach((version, gone) -> {
            if (gone) {
                versions.remove(version);
            } else {
                versions.add(version);
            }
        });
        long deletions = each.values().stream().filter(gone -> gone).count();
        return new ExcludedRows(0, good.size() - each.size(), 0, 0, deletions);
    }

    /** How many rows the table has now. */
    long rows() {
        return switch (mode) {
            case APPEND -> days.values().stream().mapToLong(Long::longValue).sum();
            case INCREMENTAL -> added;
            case MERGE -> last.size();
            case HISTORY -> versions.size();
        };
    }

    /** The released days that have files which they were not made of, the earliest first. */
    List<String> late(Map<String, List<Reading>> there) {
        Set<String> late = new TreeSet<>();
        for (LocalDate day : days.keySet()) {
            there.forEach((name, readings) -> {
                if (name.contains(day.toString()) && !readings.equals(made.get(name))) {
                    late.add(day.toString());
                }
            });
        }
        return List.copyOf(late);
    }
}
