package dev.weir.jobs.engine.read.avro;

import dev.weir.jobs.engine.read.FilePiece;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.typed.TypedColumn;
import dev.weir.jobs.engine.read.typed.TypedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the records of some blocks of a file of Avro. */
final class AvroReader extends TypedReader {
    private final Configuration configuration;
    private final SourceFile file;
    private final FSDataInputStream in;
    private final AvroBlocks blocks;
    private final Step record;
    private final Schema schema;
    private @Nullable AvroBytes block;
    private long left;

    /** Goes over the values of a schema, taking those that columns read. */
    private interface Step {
        void over(AvroBytes bytes) throws AvroFormatException;
    }

    AvroReader(Configuration configuration, FSDataInputStream in, FilePiece piece, ReadSpec spec, ReadTally tally)
            throws IOException {
        this(configuration, in, AvroHeader.read(in), piece, spec, tally);
    }

    private AvroReader(
            Configuration configuration,
            FSDataInputStream in,
            AvroHeader header,
            FilePiece piece,
            ReadSpec spec,
            ReadTally tally)
            throws IOException {
        super(piece, spec, tally, header.fields().typed());
        this.configuration = configuration;
        this.file = piece.file();
        this.in = in;
        this.blocks = new AvroBlocks(in, header, piece.part());
        this.schema = header.fields().schema();
        Map<String, List<Integer>> columns = new HashMap<>();
        for (int field = 0; field < header.fields().leaves().size(); field++) {
            List<Integer> of = columnsOf(field);
            if (!of.isEmpty()) {
                columns.put(header.fields().leaves().get(field).path(), of);
            }
        }
        this.record = ofRecord(schema, "", columns);
    }

    private Step ofRecord(Schema of, String path, Map<String, List<Integer>> columns) {
        List<Step> steps = new ArrayList<>();
        for (Schema.Field field : of.getFields()) {
            String own = AvroFields.path(path, field.name());
            List<Integer> wanted = columns.getOrDefault(own, List.of());
            if (!wanted.isEmpty()) {
                steps.add(ofColumns(field.schema(), wanted));
            } else if (columns.keySet().stream().anyMatch(each -> isWithin(each, own))) {
                steps.add(ofNested(field.schema(), own, columns));
            } else {
                steps.add(bytes -> AvroValues.skip(field.schema(), bytes));
            }
        }
        return bytes -> {
            for (Step step : steps) {
                step.over(bytes);
            }
        };
    }

    private static boolean isWithin(String path, String record) {
        return path.startsWith(record + ".") || path.startsWith(record + "[");
    }

    private Step ofColumns(Schema of, List<Integer> columns) {
        return bytes -> {
            int start = bytes.at();
            for (int column : columns) {
                TypedColumn reader = reader(column);
                if (reader != null) {
                    bytes.backTo(start);
                    took(column, AvroValues.set(of, bytes, reader, row, column));
                }
            }
        };
    }

    /** A nested record that is NULL has no values. */
    private Step ofNested(Schema nullable, String path, Map<String, List<Integer>> columns) {
        Step nested = ofRecord(AvroFields.value(nullable), path, columns);
        return bytes -> {
            if (AvroValues.chosen(nullable, bytes).getType() == Schema.Type.RECORD) {
                nested.over(bytes);
            }
        };
    }

    @Override
    protected boolean advance() {
        try {
            while (left == 0) {
                if (block != null && block.left() > 0) {
                    throw AvroFormatException.damaged("a block has more bytes than its records");
                }
                block = blocks.read();
                if (block == null) {
                    SourceStreams.checkUnchanged(configuration, file);
                    return false;
                }
                left = blocks.records();
            }
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
        left--;
        return true;
    }

    @Override
    protected void read() {
        over(record);
    }

    @Override
    protected void pass() {
        over(bytes -> AvroValues.skip(schema, bytes));
    }

    private void over(Step step) {
        try {
            step.over(java.util.Objects.requireNonNull(block));
        } catch (AvroFormatException e) {
            throw SourceStreams.failure(file, e.at(line()));
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
