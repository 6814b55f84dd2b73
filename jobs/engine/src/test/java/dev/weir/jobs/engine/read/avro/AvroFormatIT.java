package dev.weir.jobs.engine.read.avro;

import dev.weir.jobs.engine.read.SourceFormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.sql.SparkSession;

class AvroFormatIT extends SourceFormatContract {

    private static final String SCHEMA = """
            {"type": "record", "name": "visit", "fields": [
              {"name": "id", "type": "long"},
              {"name": "name", "type": ["null", "string"]},
              {"name": "weight", "type": "double"}]}
            """;

    AvroFormatIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "avro";
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        Schema schema = new Schema.Parser().parse(SCHEMA);
        List<GenericRecord> all = records.stream()
                .map(record -> {
                    GenericRecord each = new GenericData.Record(schema);
                    each.put("id", record.id());
                    each.put("name", record.name().orElse(null));
                    each.put("weight", record.weight());
                    return each;
                })
                .toList();
        Files.write(file, AvroBytesOf.records(schema, "snappy", all));
    }

    @Override
    protected long line(int record) {
        return record + 1L;
    }
}
