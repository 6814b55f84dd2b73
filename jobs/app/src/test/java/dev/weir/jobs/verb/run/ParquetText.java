package dev.weir.jobs.verb.run;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** What a Parquet file holds, as text. */
final class ParquetText {

    private ParquetText() {}

    static String of(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        try (ParquetReader<Group> rows =
                ParquetReader.builder(new GroupReadSupport(), path).build()) {
            for (Group row = rows.read(); row != null; row = rows.read()) {
                text.append(row);
            }
        }
        return text.toString();
    }
}
