package dev.weir.jobs.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.spark.read.ReadSpec.OnMissingColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class ParquetReadIT {
    private static final List<ReadColumn> COLUMNS = List.of(
            ReadColumn.of("id", ValueType.Whole.LONG),
            ReadColumn.of("weight", ValueType.Real.FINITE),
            ReadColumn.of("paid", new ValueType.Exact(10, 2)));

    private final SparkSession spark;

    @TempDir
    Path folder;

    ParquetReadIT(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void takesNarrowerTypesAndRefusesValuesThatAreNone() {
        write("50% a b+/1", "SELECT * FROM VALUES (1, 1.5F, 2.5BD), (2, float('NaN'), NULL) AS t(id, weight, paid)");
        ParquetRead read = read(OnMissingColumn.UNREADABLE);
        String file = read.files().get(0).file().name();
        assertThat(file).startsWith("50% a b+/1/part-");
        assertThat(read.findings().isEmpty()).isTrue();
        assertThat(read.rows()
                        .selectExpr(
                                "id",
                                "weight",
                                "cast(paid AS string)",
                                "_weir_file",
                                "_weir_line",
                                "_weir_unreadable[0].column")
                        .collectAsList())
                .containsExactly(
                        RowFactory.create(1L, 1.5, "2.50", file, 1L, null),
                        RowFactory.create(null, null, null, file, 2L, "weight"));
        assertThat(read.rows().schema().fieldNames())
                .containsExactly(StrictRead.schema(COLUMNS).fieldNames());
    }

    @Test
    void refusesRowsOfFilesWithOtherTypesOrTooFewColumns() {
        write("1", "SELECT 1L AS id, 2.0D AS weight, 1.234BD AS paid, 'x' AS more");
        write("2", "SELECT 2 AS id, 2.0D AS weight");
        write("3", "SELECT 3 AS id, 2.0D AS weight, 1.5BD AS paid");
        assertThat(read(OnMissingColumn.UNREADABLE)
                        .rows()
                        .orderBy("_weir_file")
                        .selectExpr("id", "array_join(_weir_unreadable.rule, ' ')")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[null,unreadable.type]", "[null,unreadable.missing-column]", "[3,null]");
        ParquetRead lenient = read(OnMissingColumn.NULL);
        assertThat(lenient.rows().filter("id = 2 AND paid IS NULL").count()).isEqualTo(1);
        assertThat(lenient.findings().files())
                .extracting(found -> found.missing() + " " + found.added() + " " + found.retyped())
                .containsExactly("[] [more] [paid]", "[paid] [] []", "[] [] []");
    }

    @Test
    void namesTheFileThatIsNoParquet() throws IOException {
        Files.writeString(folder.resolve("a.parquet"), "PAR1 and nothing more");
        assertThatThrownBy(() -> read(OnMissingColumn.UNREADABLE))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("a.parquet is not a readable Parquet file");
    }

    private void write(String name, String query) {
        spark.sql(query).coalesce(1).write().parquet(folder.resolve(name).toString());
    }

    private ParquetRead read(OnMissingColumn onMissingColumn) {
        List<SourceFile> files = SourceFiles.list(new Configuration(), folder.toString(), "");
        return ParquetRead.of(spark, files, COLUMNS, onMissingColumn);
    }
}
