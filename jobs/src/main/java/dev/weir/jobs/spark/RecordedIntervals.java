package dev.weir.jobs.spark;

import dev.weir.contracts.Load;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableLoad;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.Interval;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.release.ReleaseLog;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rows of its source files a release has in tables that are loaded by intervals: those of each interval, from the
 * files that the last run over it has read. A file may hold rows of other intervals, too, which that run has left out.
 */
final class RecordedIntervals {

    private final ReleaseLog log;
    private final Plan plan;
    private final ZoneId zone;

    RecordedIntervals(ReleaseLog log, Plan plan, ZoneId zone) {
        this.log = log;
        this.plan = plan;
        this.zone = zone;
    }

    /** For each such table, by its name, a Spark SQL predicate on the rows that its query makes, with their files. */
    Map<String, String> of(Manifest release) {
        Map<String, String> conditions = new HashMap<>();
        for (TablePlan table : plan.tables()) {
            if (table.load() instanceof Load.Append append) {
                conditions.put(table.name(), condition(table, append, release));
            }
        }
        return conditions;
    }

    /** The newest interval that a row lies in says from which files it comes. */
    private String condition(TablePlan table, Load.Append append, Manifest release) {
        Set<String> seen = new LinkedHashSet<>();
        StringBuilder cases = new StringBuilder("CASE");
        Optional<Manifest> next = Optional.of(release);
        while (next.isPresent()) {
            Manifest manifest = next.get();
            Optional<TableLoad> load = manifest.tables().stream()
                    .filter(released -> released.name().equals(table.name()))
                    .map(ReleasedTable::load)
                    .findFirst();
            Optional<String> within = load.flatMap(made -> within(table, append, made));
            within.filter(seen::add)
                    .ifPresent(predicate -> cases.append(" WHEN ")
                            .append(predicate)
                            .append(" THEN ")
                            .append(from(table, manifest)));
            next = load.flatMap(made -> made.base().stream()
                    .mapToObj(number -> log.read(release.product(), number))
                    .findFirst());
        }
        return cases.append(" ELSE false END").toString();
    }

    /** The rows that a release brought; empty where it went on from another without any. */
    private Optional<String> within(TablePlan table, Load.Append append, TableLoad load) {
        if (load.interval().isPresent()) {
            TableLoad.Span span = load.interval().get();
            return Optional.of(new Interval(span.from(), span.to(), zone)
                    .predicate(
                            append.interval(),
                            table.table()
                                    .column(append.interval())
                                    .orElseThrow()
                                    .type()));
        }
        return load.base().isEmpty() ? Optional.of("true") : Optional.empty();
    }

    /** A row that comes from more than one file does not say from which. */
    private String from(TablePlan table, Manifest release) {
        Set<String> feeding = plan.reads().stream()
                .filter(read -> read.feeds().contains(table.name()))
                .map(read -> read.name())
                .collect(Collectors.toSet());
        String files = release.record().sources().stream()
                .filter(source -> feeding.contains(source.table()))
                .flatMap(source -> source.files().stream())
                .map(SourceCount.SourceFile::path)
                .map(path -> "'" + path.replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(", "));
        String none = HiddenColumns.FILE + " IS NULL";
        return files.isEmpty() ? none : none + " OR " + HiddenColumns.FILE + " IN (" + files + ")";
    }
}
