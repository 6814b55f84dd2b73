package dev.weir.jobs.engine.read.sdf;

import dev.weir.jobs.engine.read.SourceFormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

class SdfFormatIT extends SourceFormatContract {

    private static final String WATER = """


              1  0  0  0  0  0            999 V2000
                0.0000    0.0000    0.0000 O   0  0
            M  END
            """;

    SdfFormatIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "sdf";
    }

    @Override
    protected String header(String column) {
        return "data/" + column;
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Written record : records) {
            text.append("water\n").append(WATER);
            append(text, "id", String.valueOf(record.id()));
            append(text, "name", record.name().orElse(""));
            append(text, "weight", String.valueOf(record.weight()));
            text.append("$$$$\n");
        }
        Files.writeString(file, text.toString());
    }

    private static void append(StringBuilder text, String name, String value) {
        text.append("> <").append(name).append(">\n").append(value).append("\n\n");
    }

    @Override
    protected long line(int record) {
        return 16L * record + 1;
    }
}
