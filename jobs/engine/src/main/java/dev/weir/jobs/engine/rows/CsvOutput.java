package dev.weir.jobs.engine.rows;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * CSV in UTF-8 with a header, escaped as RFC 4180 says: a field with a comma, a quote or a line end stands in quotes, and a
 * quote in it is doubled. Lines end with a line feed. NULL is an empty field, an empty text is {@code ""}. In a
 * file of one column NULL is {@code ""} as well: an empty field would be an empty line, which readers pass over.
 */
final class CsvOutput implements RowOutput {

    private final StructField[] columns;
    private final Writer out;

    CsvOutput(StructType columns, OutputStream out) throws IOException {
        this.columns = columns.fields();
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        for (int i = 0; i < this.columns.length; i++) {
            field(i, this.columns[i].name());
        }
        this.out.write('\n');
    }

    @Override
    public void write(InternalRow row) throws IOException {
        for (int i = 0; i < columns.length; i++) {
            Optional<String> text = RowText.of(row, i, columns[i].dataType());
            if (text.isPresent()) {
                field(i, text.get());
            } else if (i > 0) {
                out.write(',');
            } else if (columns.length == 1) {
                out.write("\"\"");
            }
        }
        out.write('\n');
    }

    private void field(int index, String text) throws IOException {
        if (index > 0) {
            out.write(',');
        }
        if (needsQuotes(text)) {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(text);
        }
    }

    private static boolean needsQuotes(String text) {
        return text.isEmpty()
                || text.indexOf(',') >= 0
                || text.indexOf('"') >= 0
                || text.indexOf('\n') >= 0
                || text.indexOf('\r') >= 0;
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    @Override
    public void close() {}
}
