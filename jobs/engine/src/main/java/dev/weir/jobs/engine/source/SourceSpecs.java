package dev.weir.jobs.engine.source;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.text.TimePattern;
import dev.weir.jobs.engine.database.DatabaseTable;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.ReadRequest;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.VerdictSource;
import java.util.List;
import java.util.stream.Collectors;

/** A source's contract in the reader's terms. */
public final class SourceSpecs {

    private SourceSpecs() {}

    private static Source.Dialect dialect(Source source) {
        return source.database().isPresent()
                ? DatabaseTable.DIALECT
                : source.files().dialect();
    }

    /** What is read of a source's table. */
    public static ReadRequest of(SourceRead read) {
        return new ReadRequest(dialect(read.source()), columns(read.table()), onMissing(read));
    }

    /** The same, where a missing column is accepted. */
    public static ReadRequest of(Source source, Table table) {
        return new ReadRequest(dialect(source), columns(table), MissingColumnPolicy.NULL);
    }

    /** What the text of a column of a type has to be. */
    public static ValueType type(DataType type) {
        return type.match(
                text -> new ValueType.Text(),
                integer -> ValueType.Whole.LONG,
                decimal -> new ValueType.Exact(decimal.precision(), decimal.scale()),
                number -> ValueType.Real.FINITE,
                bool -> ValueType.Flag.WORDS,
                date -> new ValueType.Day(pattern(date)),
                SourceSpecs::timestamp,
                time -> new ValueType.TimeOfDay(pattern(time)),
                array -> new ValueType.ListOf(type(array.element())),
                object -> new ValueType.ObjectOf(object.fields().stream()
                        .map(field -> new ValueType.Field(field.name(), type(field.type())))
                        .toList()));
    }

    /** A number, as its texts are written; any other type as it is. */
    private static ValueType marked(ValueType type, Column.DecimalMark mark) {
        return mark == Column.DecimalMark.COMMA ? type.withCommas() : type;
    }

    private static ValueType timestamp(DataType.Timestamp type) {
        TimePattern pattern = pattern(type);
        return type.clock() == DataType.Clock.INSTANT
                ? new ValueType.Instant(pattern, type.defaultZone().orElse(ValueType.ISO))
                : new ValueType.WallClock(pattern);
    }

    private static TimePattern pattern(DataType type) {
        return type.format().orElse(TimePattern.of(ValueType.ISO));
    }

    private static List<ReadColumn> columns(Table table) {
        return table.columns().stream().map(SourceSpecs::column).toList();
    }

    private static ReadColumn column(Column column) {
        return new ReadColumn(
                column.name(),
                column.origin().physicalName(),
                marked(type(column.type()), column.origin().decimalMark()),
                column.origin().nullValues(),
                switch (column.origin().onBadValue()) {
                    case QUARANTINE -> ReadColumn.OnBadValue.UNREADABLE;
                    case NULL_AND_WARN -> ReadColumn.OnBadValue.NULL_AND_WARN;
                });
    }

    /** A missing column that blocks is read as NULL: the release is held, and the other rules are judged all the same. */
    private static MissingColumnPolicy onMissing(SourceRead read) {
        boolean quarantine = read.rules().stream()
                .filter(rule -> rule.answer() == VerdictSource.SCHEMA)
                .map(RulePlan::rule)
                .anyMatch(rule -> rule.check() instanceof Rule.SourceColumns columns
                        && columns.difference() == Rule.Difference.MISSING
                        && rule.severity() == Severity.QUARANTINE);
        return quarantine
                ? new MissingColumnPolicy(
                        true,
                        read.table().columns().stream()
                                .filter(column -> column.origin().mayBeMissing())
                                .map(Column::name)
                                .collect(Collectors.toSet()))
                : MissingColumnPolicy.NULL;
    }
}
