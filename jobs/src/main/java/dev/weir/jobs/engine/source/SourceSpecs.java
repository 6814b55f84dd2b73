package dev.weir.jobs.engine.source;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.file.Compression;
import dev.weir.jobs.engine.read.text.Delimited;
import dev.weir.jobs.engine.read.text.JsonLines;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.text.Syntax;
import dev.weir.jobs.engine.read.text.TextFormat;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.VerdictSource;
import java.util.List;
import java.util.Optional;

/** A source's contract in the reader's terms. */
public final class SourceSpecs {

    private SourceSpecs() {}

    /** How the files of one source table are read; for formats that are text. */
    public static ReadSpec of(SourceRead read) {
        return new ReadSpec(format(read.source()), columns(read), onMissing(read), limits(read.source()));
    }

    /** How a source's files are packed; empty where their names say it. */
    static Optional<Compression> compression(Source source) {
        return source.dialect().compression().map(said -> said.equals("gzip") ? Compression.GZIP : Compression.NONE);
    }

    /** How large a source's records may be. */
    static RecordLimits limits(Source source) {
        return new RecordLimits(source.dialect().maxRecordBytes());
    }

    static List<ReadColumn> columns(SourceRead read) {
        return columns(read.table());
    }

    static List<ReadColumn> columns(Table table) {
        return table.columns().stream().map(SourceSpecs::column).toList();
    }

    private static ReadColumn column(Column column) {
        return new ReadColumn(
                column.name(),
                column.origin().physicalName(),
                column.type().match(new ValueTypes()),
                column.origin().nullValues(),
                switch (column.origin().onBadValue()) {
                    case QUARANTINE -> ReadColumn.OnBadValue.UNREADABLE;
                    case NULL_AND_WARN -> ReadColumn.OnBadValue.NULL_AND_WARN;
                });
    }

    /** A missing column that blocks is read as NULL: the release is held, and the other rules are judged all the same. */
    static ReadSpec.OnMissingColumn onMissing(SourceRead read) {
        boolean quarantine = read.rules().stream()
                .filter(rule -> rule.answer() == VerdictSource.SCHEMA)
                .map(RulePlan::rule)
                .anyMatch(rule -> rule.check() instanceof Rule.SourceColumns columns
                        && columns.difference() == Rule.Difference.MISSING
                        && rule.severity() == Severity.QUARANTINE);
        return quarantine ? ReadSpec.OnMissingColumn.UNREADABLE : ReadSpec.OnMissingColumn.NULL;
    }

    static TextFormat format(Source source) {
        Source.Dialect dialect = source.dialect();
        return switch (source.format()) {
            case CSV, TSV -> delimited(dialect);
            case NDJSON -> new JsonLines(dialect.encoding());
            case PARQUET -> throw new IllegalArgumentException("Parquet is no text");
        };
    }

    private static Delimited delimited(Source.Dialect dialect) {
        Source.Marks marks = dialect.marks();
        Delimited.Header header = dialect.layout().header() == Source.Header.ABSENT
                ? Delimited.Header.ABSENT
                : dialect.layout().matching() == Source.Matching.BY_POSITION
                        ? Delimited.Header.BY_POSITION
                        : Delimited.Header.BY_NAME;
        return new Delimited(
                new Syntax(
                        marks.delimiter(),
                        marks.quote().orElse(Syntax.NONE),
                        marks.escape().orElse(Syntax.NONE),
                        marks.comment().orElse(Syntax.NONE)),
                header,
                dialect.layout().skipRows(),
                dialect.nullValues(),
                dialect.trim() == Source.Trim.TRIM ? Delimited.Whitespace.TRIMMED : Delimited.Whitespace.KEPT,
                dialect.encoding());
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
