package dev.weir.jobs.engine.read.json;

import dev.weir.jobs.engine.read.SourceFormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

class JsonLinesFormatIT extends SourceFormatContract {

    JsonLinesFormatIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "ndjson";
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        Files.write(
                file,
                records.stream()
                        .map(record -> "{\"id\":" + record.id()
                                + record.name()
                                        .map(name -> ",\"name\":\"" + name + '"')
                                        .orElse("")
                                + ",\"weight\":"
                                + (Double.isFinite(record.weight()) ? record.weight() : "\"NaN\"") + "}")
                        .toList());
    }

    @Override
    protected long line(int record) {
        return record + 1L;
    }
}
