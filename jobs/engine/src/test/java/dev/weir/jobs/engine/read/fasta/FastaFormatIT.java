package dev.weir.jobs.engine.read.fasta;

import dev.weir.jobs.engine.read.SourceFormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

class FastaFormatIT extends SourceFormatContract {

    private static final Map<String, String> HEADERS = Map.of("name", "description", "weight", "length");

    FastaFormatIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "fasta";
    }

    @Override
    protected String header(String column) {
        return HEADERS.getOrDefault(column, column);
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Written record : records) {
            text.append('>')
                    .append(record.id())
                    .append(record.name().map(name -> " " + name).orElse(""))
                    .append('\n')
                    .append(Double.isFinite(record.weight()) ? "W".repeat((int) record.weight()) : "WEI6HT")
                    .append('\n');
        }
        Files.writeString(file, text.toString());
    }

    @Override
    protected long line(int record) {
        return 2L * record + 1;
    }

    @Override
    protected double weight(long id) {
        return 1 + id % 7;
    }

    @Override
    protected String fault() {
        return "unreadable.not-fasta";
    }

    /** A record has nothing that has no name in a contract. */
    @Override
    protected List<String> unread() {
        return List.of();
    }
}
