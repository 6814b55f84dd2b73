package dev.weir.jobs.engine.read.fixed;

import dev.weir.jobs.engine.read.SourceFormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;

class FixedFormatIT extends SourceFormatContract {

    private static final Map<String, String> PLACES =
            Map.of("id", "1-8", "name", "9-44", "weight", "45-54", "absent", "55-56");

    FixedFormatIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "fixed";
    }

    @Override
    protected String header(String column) {
        return Objects.requireNonNull(PLACES.get(column));
    }

    /** A line that is wider than the columns is told as a whole. */
    @Override
    protected List<String> unread() {
        return List.of("places 9 and beyond");
    }

    /** Without a line's width nobody says that there is a place behind the last column. */
    @Override
    protected boolean canLackColumns() {
        return false;
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        Files.write(
                file,
                records.stream()
                        .map(record -> String.format(
                                Locale.ROOT,
                                "%8d%-36s%10s",
                                record.id(),
                                record.name().orElse(""),
                                record.weight()))
                        .toList());
    }

    @Override
    protected long line(int record) {
        return record + 1L;
    }
}
