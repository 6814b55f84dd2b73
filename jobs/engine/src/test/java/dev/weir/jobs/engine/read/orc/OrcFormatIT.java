package dev.weir.jobs.engine.read.orc;

import dev.weir.jobs.engine.read.SourceFormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Of files that Spark writes. */
class OrcFormatIT extends SourceFormatContract {

    OrcFormatIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "orc";
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        Path written = Files.createTempDirectory(folder, "_").resolve("orc");
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("name", DataTypes.StringType)
                .add("weight", DataTypes.DoubleType);
        List<Row> rows = records.stream()
                .map(record -> RowFactory.create(record.id(), record.name().orElse(null), record.weight()))
                .toList();
        spark.createDataFrame(rows, schema).coalesce(1).write().orc(written.toString());
        try (Stream<Path> parts = Files.list(written)) {
            Path part = parts.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    protected long line(int record) {
        return record + 1L;
    }
}
