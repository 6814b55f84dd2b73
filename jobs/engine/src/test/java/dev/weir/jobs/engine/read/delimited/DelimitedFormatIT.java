package dev.weir.jobs.engine.read.delimited;

import dev.weir.jobs.engine.read.SourceFormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

class DelimitedFormatIT extends SourceFormatContract {

    DelimitedFormatIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "csv";
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        Files.write(
                file,
                Stream.concat(
                                Stream.of("id,name,weight"),
                                records.stream()
                                        .map(record -> record.id() + ","
                                                + record.name()
                                                        .map(name -> '"' + name + '"')
                                                        .orElse("") + "," + record.weight()))
                        .toList());
    }

    @Override
    protected long line(int record) {
        return record + 2L;
    }
}
