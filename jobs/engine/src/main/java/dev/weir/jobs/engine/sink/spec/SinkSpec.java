package dev.weir.jobs.engine.sink.spec;

import dev.weir.contracts.Severity;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.quality.state.MetricRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the sink does with the rows of one table.
 *
 * @param run the run's id, which quarantined rows carry
 * @param columns of the table, in its order
 * @param rules that its rows are judged by
 * @param metrics what is measured, of the clear values
 * @param kept what of the rows is kept beside their released columns
 * @param watch what is looked out for
 * @param method of the content hash of the released rows
 */
public record SinkSpec(
        String run,
        List<GovernedColumn> columns,
        Rules rules,
        MetricRequest metrics,
        Kept kept,
        Watch watch,
        HashMethod method) {

    public SinkSpec {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A table has columns");
        }
        Set<String> names = new HashSet<>();
        for (GovernedColumn column : columns) {
            String name = column.name().toLowerCase(Locale.ROOT);
            if (!names.add(name)) {
                throw new IllegalArgumentException("Two columns are named '" + column.name() + "'");
            }
            if (name.startsWith("_weir_")) {
                throw new IllegalArgumentException(
                        "Column '" + column.name() + "' has a name that Weir keeps for itself");
            }
        }
        for (GovernedColumn column : columns) {
            column.subject().map(subject -> subject.toLowerCase(Locale.ROOT)).ifPresent(subject -> {
                if (!names.contains(subject)) {
                    throw new IllegalArgumentException("Nothing is named '" + subject + "' as '" + column.name()
                            + "' would have it to know whose it is");
                }
            });
        }
    }

    /**
     * What rows are judged by.
     *
     * @param ofRow rules that a row answers by itself
     * @param markers rules that were answered before
     * @param listed ids of those that warn of which some rows are listed by file and line
     */
    public record Rules(List<RowRule> ofRow, List<MarkerRule> markers, Set<String> listed) {

        public static final Rules NONE = new Rules(List.of(), List.of());

        /** Rules of which no row is listed. */
        public Rules(List<RowRule> ofRow, List<MarkerRule> markers) {
            this(ofRow, markers, Set.of());
        }

        public Rules {
            listed = Set.copyOf(listed);
            ofRow = List.copyOf(ofRow);
            markers = List.copyOf(markers);
            Set<String> ids = new HashSet<>();
            ofRow.forEach(rule -> requireNew(ids, rule.id()));
            markers.forEach(marker -> requireNew(ids, marker.id()));
        }

        private static void requireNew(Set<String> ids, String id) {
            if (!ids.add(id)) {
                throw new IllegalArgumentException("Two rules are named '" + id + "'");
            }
        }
    }

    /**
     * What of the rows is kept beside their released columns.
     *
     * @param origin whether the product keeps file and line
     * @param examples how many rows of each rule that they break, and records of each cause that makes them unreadable, come
     *     home to be shown
     * @param aside columns whose clear values are kept until the run ends, for {@code Outlet.ASIDE}
     */
    public record Kept(Origin origin, int examples, List<String> aside) {
        public Kept {
            aside = List.copyOf(aside);
        }

        private Kept showing(int failing) {
            return new Kept(origin, failing, aside);
        }
    }

    /** A specification that brings no row home, keeps nothing aside, and hashes by {@link HashMethod#ROWS}. */
    public SinkSpec(String run, List<GovernedColumn> columns, Rules rules, MetricRequest metrics, Origin origin) {
        this(run, columns, rules, metrics, new Kept(origin, 0, List.of()), Watch.NOTHING, HashMethod.ROWS);
    }

    /** The same, for rows that wait to be merged: with file and line, and without a hash of them. */
    public SinkSpec located() {
        return new SinkSpec(
                run,
                columns,
                rules,
                metrics,
                new Kept(Origin.KEPT, kept.examples(), kept.aside()),
                watch,
                HashMethod.NONE);
    }

    /** The same, for rows that are looked at and never released: with file and line, and with failing rows to show. */
    public SinkSpec shown(int failing) {
        return new SinkSpec(
                run, columns, rules, metrics, new Kept(Origin.KEPT, failing, kept.aside()), watch, HashMethod.NONE);
    }

    /** The same, with rows to show beside it. */
    public SinkSpec showing(int failing) {
        return new SinkSpec(run, columns, rules, metrics, kept.showing(failing), watch, method);
    }

    /** The same, with something to look out for. */
    public SinkSpec watching(Watch other) {
        return new SinkSpec(run, columns, rules, metrics, kept, other, method);
    }

    /** The same, with another method of the content hash. */
    public SinkSpec hashed(HashMethod other) {
        return new SinkSpec(run, columns, rules, metrics, kept, watch, other);
    }

    /** The columns as they come. */
    public StructType clear() {
        StructType clear = new StructType();
        for (GovernedColumn column : columns) {
            clear = clear.add(column.name(), column.type());
        }
        return clear;
    }

    /**
     * All that the sink takes: {@link #clear()}, file, line, reasons why a record is unreadable, one mark for each marker, and
     * {@link SinkColumns#MINOR} where rows are marked so.
     */
    public StructType input() {
        StructType input = clear().add(SinkColumns.FILE, DataTypes.StringType)
                .add(SinkColumns.LINE, DataTypes.LongType)
                .add(SinkColumns.UNREADABLE, SinkColumns.REASONS_TYPE);
        for (int i = 0; i < rules.markers().size(); i++) {
            input = input.add(SinkColumns.MARK_PREFIX + i, DataTypes.StringType);
        }
        if (watch.minors() == Watch.Minors.MARKED) {
            input = input.add(SinkColumns.MINOR, DataTypes.IntegerType);
        }
        return input;
    }

    /** The columns after masking: dropped ones are gone, others have the type that their mask leaves. */
    public StructType masked() {
        StructType masked = new StructType();
        for (GovernedColumn column : columns) {
            if (!column.drops()) {
                masked = masked.add(column.name(), column.releasedType());
            }
        }
        return masked;
    }

    /** The columns of the product's table, each of which may be NULL. */
    public StructType released() {
        return kept.origin() == Origin.LEFT_OUT
                ? masked()
                : masked().add(SinkColumns.FILE, DataTypes.StringType).add(SinkColumns.LINE, DataTypes.LongType);
    }

    /** The columns of the table's quarantine: the masked ones, run, file, line, reasons. */
    public StructType quarantine() {
        return SinkColumns.withReasons(masked());
    }

    /** The columns that are kept aside, clear, with what becomes of the row. */
    public StructType keptAside() {
        StructType clear = clear();
        StructType aside = new StructType();
        for (String column : kept.aside()) {
            aside = aside.add(column, clear.apply(column).dataType());
        }
        return aside.add(SinkColumns.FATE, DataTypes.IntegerType);
    }

    /** Whether any rule can take a row out. */
    public boolean canQuarantine() {
        return rules.ofRow().stream().anyMatch(rule -> rule.severity() == Severity.QUARANTINE)
                || rules.markers().stream().anyMatch(marker -> marker.severity() == Severity.QUARANTINE);
    }
}
