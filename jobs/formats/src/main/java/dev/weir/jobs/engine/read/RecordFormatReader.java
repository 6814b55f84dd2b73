package dev.weir.jobs.engine.read;

import dev.weir.contracts.Source;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads files by a {@link RecordFormat}. A sample's parts of files have 64 KiB and more, where files can be cut, and are taken in
 * the order of a hash of their place until there are twice as many lines as are asked for; its columns are the texts that they
 * are, whatever their type in the contract, but for lists and objects.
 */
public abstract class RecordFormatReader implements FormatReader {

    /** How the records are written. */
    protected abstract RecordFormat format(Source.Dialect dialect);

    /** How large a record may be. */
    protected RecordLimits limits(Source.Dialect dialect) {
        return RecordLimits.USUAL;
    }

    /** The files, stored as the contract declares. */
    protected List<SourceFile> stored(List<SourceFile> files, Source.Dialect dialect) {
        return files;
    }

    @Override
    public final SurveyedSource survey(SparkSession spark, List<SourceFile> files, ReadRequest request) {
        ReadSpec spec = spec(request, request.columns());
        return new SurveyedRecords(
                spark,
                spec,
                SourceSurvey.of(spark, stored(files, request.dialect()), spec.format()),
                ReadCounter.registered(spark));
    }

    private record SurveyedRecords(SparkSession spark, ReadSpec spec, SourceSurvey survey, ReadCounter counter)
            implements SurveyedSource {
        @Override
        public List<SurveyedFile> files() {
            return survey.files();
        }

        @Override
        public SourceFindings findings() {
            Map<String, ReadCounts> met = counter.byFile();
            List<SourceFindings.FileFindings> headers =
                    survey.findings(spec.columns()).files();
            List<SourceFindings.FileFindings> found = new ArrayList<>();
            for (int i = 0; i < headers.size(); i++) {
                ReadCounts counts = met.getOrDefault(files().get(i).file().path(), ReadCounts.NONE);
                found.add(headers.get(i).with(UnknownColumns.summary(counts.keys())));
            }
            return new SourceFindings(found);
        }

        @Override
        public Dataset<Row> rows() {
            return StrictRead.rows(spark, spec, survey, counter);
        }

        @Override
        public Counted counted() {
            ReadCounts counts = counter.value();
            return new Counted(
                    counts.records(),
                    OptionalLong.of(counts.unreadable()),
                    counts.badValues(),
                    counts.keys().outerUnmet(),
                    unread());
        }

        private List<String> unread() {
            Map<String, ReadCounts> met = counter.byFile();
            return files().stream()
                    .map(SurveyedFile::file)
                    .filter(file ->
                            met.getOrDefault(file.path(), ReadCounts.NONE).isAllUnreadable())
                    .map(SourceFile::name)
                    .toList();
        }
    }

    @Override
    public final Dataset<Row> sample(SparkSession spark, List<SourceFile> files, ReadRequest request, int most) {
        ReadSpec spec = spec(
                request,
                request.columns().stream().map(RecordFormatReader::asWritten).toList());
        return StrictRead.rows(
                spark,
                spec,
                SourceSurvey.forSample(spark, stored(files, request.dialect()), spec.format())
                        .sampled(2L * most));
    }

    private ReadSpec spec(ReadRequest request, List<ReadColumn> columns) {
        return new ReadSpec(format(request.dialect()), columns, request.onMissingColumn(), limits(request.dialect()));
    }

    private static ReadColumn asWritten(ReadColumn column) {
        return new ReadColumn(
                column.name(),
                column.header(),
                asWritten(column.type()),
                column.nullValues(),
                ReadColumn.OnBadValue.NULL_AND_WARN);
    }

    private static ValueType asWritten(ValueType type) {
        if (type instanceof ValueType.ListOf list) {
            return new ValueType.ListOf(asWritten(list.element()));
        } else if (type instanceof ValueType.ObjectOf object) {
            return new ValueType.ObjectOf(object.fields().stream()
                    .map(field -> new ValueType.Field(field.name(), asWritten(field.type())))
                    .toList());
        }
        return new ValueType.AsWritten();
    }
}
