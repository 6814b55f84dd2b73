package dev.weir.jobs.engine.read.sas;

import dev.weir.jobs.engine.read.SourceFormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

class Sas7bdatFormatIT extends SourceFormatContract {

    Sas7bdatFormatIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "sas7bdat";
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        List<List<?>> rows = new ArrayList<>();
        for (Written record : records) {
            rows.add(List.of(
                    record.id(),
                    record.name().orElse(""),
                    Double.isFinite(record.weight()) ? (Object) record.weight() : (Object) 'A'));
        }
        Files.write(
                file,
                SasBytes.of(List.of(SasBytes.number("id"), SasBytes.text("name", 40), SasBytes.number("weight")), rows)
                        .sas7bdat());
    }

    @Override
    protected long line(int record) {
        return record + 1L;
    }
}
