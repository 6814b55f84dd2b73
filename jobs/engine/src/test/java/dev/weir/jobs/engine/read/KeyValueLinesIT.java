package dev.weir.jobs.engine.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

class KeyValueLinesIT extends SourceFormatContract {

    KeyValueLinesIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "key-value";
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        Files.write(
                file,
                records.stream()
                        .map(record -> "id=" + record.id() + ";name="
                                + record.name().orElse("") + ";weight=" + record.weight())
                        .toList());
    }

    @Override
    protected long line(int record) {
        return record + 1L;
    }
}
