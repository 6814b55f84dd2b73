package dev.weir.jobs.engine.source;

import dev.weir.jobs.engine.read.SourceFindings;
import dev.weir.jobs.engine.read.SurveyedSource;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table at one version, read where it lies as often as it is asked for. Its rows are typed: none is unreadable, and no column
 * is other than it was asked for.
 *
 * @param rows with {@link dev.weir.jobs.engine.read.value.RecordColumns#FILE} and {@code LINE}
 * @param records how many there are, by the version
 */
record VersionRows(Dataset<Row> rows, long records) implements SurveyedSource {
    @Override
    public List<SurveyedFile> files() {
        return List.of();
    }

    @Override
    public SourceFindings findings() {
        return new SourceFindings(List.of());
    }

    @Override
    public Counted counted() {
        return new Counted(records, OptionalLong.of(0), Map.of(), Map.of());
    }
}
