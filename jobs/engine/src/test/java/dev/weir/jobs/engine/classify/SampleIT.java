package dev.weir.jobs.engine.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceSurvey;
import dev.weir.jobs.engine.read.StrictRead;
import dev.weir.jobs.engine.read.delimited.Delimited;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.detect.ColumnClassifier;
import dev.weir.privacy.detect.Proposal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Samples and tallies are the same however the rows are spread. */
@ExtendWith(SparkFixture.class)
class SampleIT {

    private static final List<String> COLUMNS = List.of("id", "mobile");

    private final SparkSession spark;

    @TempDir
    private Path folder;

    SampleIT(SparkSession spark) {
        this.spark = spark;
    }

    private Dataset<Row> rows(SourceSurvey survey) {
        ReadSpec spec = ReadSpec.of(
                survey.format(),
                COLUMNS.stream()
                        .map(name -> ReadColumn.of(name, new ValueType.Text()))
                        .toList());
        return StrictRead.rows(spark, spec, survey);
    }

    private SourceSurvey survey(int lines) throws Exception {
        StringBuilder text = new StringBuilder("id,mobile\n");
        for (int i = 0; i < lines; i++) {
            text.append("H")
                    .append(i)
                    .append(',')
                    .append(i % 3 == 0 ? "" : 13_000_000_000L + i * 7919L)
                    .append('\n');
        }
        Path file = folder.resolve("people.csv");
        Files.writeString(file, text);
        List<SourceFile> files =
                SourceFiles.list(spark.sessionState().newHadoopConf(), folder.toString(), "people.csv");
        return SourceSurvey.forSample(spark, files, Delimited.csv());
    }

    @Test
    void talliesDoNotDependOnPartitions() throws Exception {
        Dataset<Row> rows = rows(survey(3000));
        Set<List<Proposal>> proposals = new HashSet<>();
        for (int parts : List.of(1, 2, 7)) {
            ColumnTallies tallies = ColumnTallies.of(rows.repartition(parts), COLUMNS);
            assertThat(tallies.rows()).isEqualTo(3000);
            assertThat(tallies.of("mobile").values()).isEqualTo(2000);
            ColumnClassifier classifier = new ColumnClassifier(code -> 1, List.of(), List.of());
            List<Proposal> found = new ArrayList<>();
            COLUMNS.forEach(name -> found.add(classifier.classify(name, tallies.of(name))));
            proposals.add(found);
        }
        assertThat(proposals).hasSize(1);
    }

    @Test
    void someOfTheFilesPartsAreReadAndAlwaysTheSame() throws Exception {
        SourceSurvey whole = survey(60_000);
        SourceSurvey once = whole.sampled(10_000);
        assertThat(once).isEqualTo(whole.sampled(10_000));
        long read = rows(once).count();
        assertThat(read).isBetween(10_000L, 20_000L);
        assertThat(whole.sampled(1_000_000)).isEqualTo(whole);
    }
}
