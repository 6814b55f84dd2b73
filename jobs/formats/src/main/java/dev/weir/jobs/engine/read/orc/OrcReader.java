package dev.weir.jobs.engine.read.orc;

import dev.weir.jobs.engine.read.FilePiece;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.typed.TypedColumn;
import dev.weir.jobs.engine.read.typed.TypedReader;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;
import org.jspecify.annotations.Nullable;

/** Reads the records of some stripes of an ORC file. */
final class OrcReader extends TypedReader {
    private static final int MILLIS = 1000;
    private static final int NANOS_OF_MILLI = 1_000_000;

    private final Configuration configuration;
    private final SourceFile file;
    private final Reader opened;
    private final RecordReader rows;
    private final VectorizedRowBatch batch;
    private final List<Field> wanted = new ArrayList<>();
    private long left;
    private int at;

    /** A column, and the field of the file that holds it. */
    private record Field(int column, TypedColumn reader, int field, TypeDescription type) {}

    OrcReader(Configuration configuration, Reader opened, FilePiece piece, ReadSpec spec, ReadTally tally)
            throws IOException {
        super(piece, spec, tally, OrcTypes.fields(opened.getSchema()));
        this.configuration = configuration;
        this.file = piece.file();
        this.opened = opened;
        TypeDescription schema = opened.getSchema();
        boolean[] include = new boolean[schema.getMaximumId() + 1];
        include[0] = true;
        for (int field = 0; field < schema.getChildren().size(); field++) {
            TypeDescription type = schema.getChildren().get(field);
            for (int column : columnsOf(field)) {
                TypedColumn reader = reader(column);
                if (reader != null) {
                    wanted.add(new Field(column, reader, field, type));
                    java.util.Arrays.fill(include, type.getId(), type.getMaximumId() + 1, true);
                }
            }
        }
        this.left = opened.getStripes().stream()
                .filter(stripe -> stripe.getOffset() >= piece.part().start()
                        && stripe.getOffset() < piece.part().end())
                .mapToLong(StripeInformation::getNumberOfRows)
                .sum();
        this.batch = schema.createRowBatch();
        this.rows = opened.rows(opened.options()
                .range(piece.part().start(), piece.part().end() - piece.part().start())
                .include(include)
                .skipCorruptRecords(false)
                .useSelected(false)
                .allowPluginFilters(false));
        batch.size = 0;
    }

    @Override
    protected boolean advance() {
        if (++at < batch.size) {
            return true;
        }
        at = 0;
        left -= batch.size;
        try {
            boolean isMore = rows.nextBatch(batch) && batch.size > 0;
            if (isMore && batch.size <= left) {
                return true;
            }
        } catch (IOException | RuntimeException e) {
            throw OrcRecords.isInterrupted(e)
                    ? OrcRecords.failure(file, e)
                    : OrcRecords.damaged(file, "it cannot be read behind record " + line(), e);
        }
        batch.size = 0;
        if (left != 0) {
            throw OrcRecords.damaged(file, "it ends behind record " + line() + ", and says that it has more", null);
        }
        SourceStreams.checkUnchanged(configuration, file);
        return false;
    }

    @Override
    protected void read() {
        for (Field field : wanted) {
            took(field.column(), set(field.reader(), batch.cols[field.field()], at, field.type(), row, field.column()));
        }
    }

    @Override
    protected void pass() {
        // the next record lies beside it
    }

    private static @Nullable Unreadable set(
            TypedColumn reader, ColumnVector values, int record, TypeDescription type, RecordRow row, int column) {
        int i = values.isRepeating ? 0 : record;
        if (!values.noNulls && values.isNull[i]) {
            row.setAbsent(column);
            return null;
        }
        return switch (type.getCategory()) {
            case BOOLEAN -> reader.set(((LongColumnVector) values).vector[i] == 0 ? "false" : "true", row, column);
            case BYTE, SHORT, INT, LONG ->
                reader.set(Long.toString(((LongColumnVector) values).vector[i]), row, column);
            case FLOAT, DOUBLE -> reader.set(Double.toString(((DoubleColumnVector) values).vector[i]), row, column);
            case STRING, CHAR, VARCHAR -> {
                BytesColumnVector texts = (BytesColumnVector) values;
                yield reader.set(texts.vector[i], texts.start[i], texts.start[i] + texts.length[i], row, column);
            }
            case DATE ->
                reader.set(
                        LocalDate.ofEpochDay(((LongColumnVector) values).vector[i])
                                .toString(),
                        row,
                        column);
            case TIMESTAMP -> reader.set(clock((TimestampColumnVector) values, i), row, column);
            case TIMESTAMP_INSTANT -> reader.set(clock((TimestampColumnVector) values, i) + "Z", row, column);
            case DECIMAL ->
                reader.set(
                        ((DecimalColumnVector) values)
                                .vector[i]
                                .getHiveDecimal()
                                .bigDecimalValue()
                                .toPlainString(),
                        row,
                        column);
            case LIST ->
                list(reader, (ListColumnVector) values, i, type.getChildren().get(0), row, column);
            case BINARY, MAP, STRUCT, UNION -> Unreadable.TYPE;
        };
    }

    private static @Nullable Unreadable list(
            TypedColumn reader, ListColumnVector lists, int i, TypeDescription type, RecordRow row, int column) {
        TypedColumn.Elements elements = reader.elements();
        for (long each = lists.offsets[i]; each < lists.offsets[i] + lists.lengths[i]; each++) {
            int place = (int) each;
            elements.add((element, of) -> set(element, lists.child, place, type, of, 0));
        }
        return elements.set(row, column);
    }

    /** The milliseconds are whole; of the nanoseconds, which hold them too and may be negative, only those below are added. */
    private static String clock(TimestampColumnVector moments, int i) {
        long millis = moments.time[i];
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofEpochSecond(
                        Math.floorDiv(millis, MILLIS), Math.floorMod(millis, MILLIS) * NANOS_OF_MILLI, ZoneOffset.UTC)
                .plusNanos(moments.nanos[i] % NANOS_OF_MILLI));
    }

    @Override
    public void close() throws IOException {
        try (opened) {
            rows.close();
        }
    }
}
