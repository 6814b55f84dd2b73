package dev.weir.jobs.engine.read.parquet;

import dev.weir.jobs.engine.read.FormatReader;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.ReadRequest;
import dev.weir.jobs.engine.read.SurveyedSource;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads Parquet files. A sample is of all records, since Spark reads the least of them by itself. */
public final class ParquetFiles implements FormatReader {

    @Override
    public Set<String> formats() {
        return Set.of("parquet");
    }

    @Override
    public SurveyedSource survey(SparkSession spark, List<SourceFile> files, ReadRequest request) {
        return ParquetRead.of(spark, files, request.columns(), request.onMissingColumn());
    }

    @Override
    public Dataset<Row> sample(SparkSession spark, List<SourceFile> files, ReadRequest request, int most) {
        return ParquetRead.of(spark, files, request.columns(), MissingColumnPolicy.NULL)
                .rows();
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return ParquetLayout.of(configuration, file);
    }
}
