package dev.weir.jobs.engine.read.fhir;

import dev.weir.jobs.engine.read.SourceFormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

class FhirFormatIT extends SourceFormatContract {

    FhirFormatIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "fhir";
    }

    @Override
    protected String header(String column) {
        return switch (column) {
            case "id" -> "Location.position.longitude";
            case "name" -> "position.id";
            case "weight" -> "position.altitude";
            default -> "position.latitude";
        };
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        Files.write(
                file,
                records.stream()
                        .map(record -> "{\"resourceType\":\"Location\",\"id\":\"a\",\"position\":{\"longitude\":"
                                + record.id()
                                + record.name()
                                        .map(name -> ",\"id\":\"" + name + '"')
                                        .orElse("")
                                + ",\"altitude\":"
                                + (Double.isFinite(record.weight()) ? record.weight() : "\"NaN\"") + "}}")
                        .toList());
    }

    @Override
    protected long line(int record) {
        return record + 1L;
    }
}
