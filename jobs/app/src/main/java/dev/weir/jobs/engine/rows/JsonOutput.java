package dev.weir.jobs.engine.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** One JSON object a line, in UTF-8. */
final class JsonOutput implements RowOutput {

    private final StructType columns;
    private final JsonGenerator json;

    JsonOutput(StructType columns, OutputStream out) throws IOException {
        this.columns = columns;
        this.json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    @Override
    public void write(InternalRow row) throws IOException {
        JsonValues.row(row, columns, json);
        json.writeRaw('\n');
    }

    @Override
    public void end() throws IOException {
        json.flush();
    }

    @Override
    public void close() {}
}
