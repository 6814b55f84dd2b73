package dev.weir.jobs.engine.source;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.jobs.engine.database.DatabaseTable;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.ReadRequest;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.VerdictSource;
import java.util.List;

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
        return type.match(new ValueTypes());
    }

    private static List<ReadColumn> columns(Table table) {
        return table.columns().stream().map(SourceSpecs::column).toList();
    }

    private static ReadColumn column(Column column) {
        return new ReadColumn(
                column.name(),
                column.origin().physicalName(),
                type(column.type()),
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
        return quarantine ? MissingColumnPolicy.UNREADABLE : MissingColumnPolicy.NULL;
    }

    private static final class ValueTypes implements DataType.Cases<ValueType> {
        @Override
        public ValueType text(DataType.Text type) {
            return new ValueType.Text();
        }

        @Override
        public ValueType integer(DataType.Int64 type) {
            return ValueType.Whole.LONG;
        }

        @Override
        public ValueType decimal(DataType.Decimal type) {
            return new ValueType.Exact(type.precision(), type.scale());
        }

        @Override
        public ValueType number(DataType.Real type) {
            return ValueType.Real.FINITE;
        }

        @Override
        public ValueType bool(DataType.Bool type) {
            return ValueType.Flag.WORDS;
        }

        @Override
        public ValueType date(DataType.Date type) {
            return new ValueType.Day(type.format().orElse(ValueType.ISO));
        }

        @Override
        public ValueType timestamp(DataType.Timestamp type) {
            String pattern = type.format().orElse(ValueType.ISO);
            return type.clock() == DataType.Clock.INSTANT
                    ? new ValueType.Instant(pattern, type.defaultZone().orElse(ValueType.ISO))
                    : new ValueType.WallClock(pattern);
        }

        @Override
        public ValueType time(DataType.Time type) {
            return new ValueType.TimeOfDay(type.format().orElse(ValueType.ISO));
        }

        @Override
        public ValueType array(DataType.Array type) {
            return new ValueType.ListOf(type.element().match(this));
        }

        @Override
        public ValueType object(DataType.Structure type) {
            return new ValueType.ObjectOf(type.fields().stream()
                    .map(field -> new ValueType.Field(field.name(), field.type().match(this)))
                    .toList());
        }
    }
}
