package dev.weir.jobs.engine.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.StrictRead;
import dev.weir.jobs.engine.read.StrictReader;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import dev.weir.jobs.engine.read.value.ValueReader;
import dev.weir.jobs.engine.settings.CaseRules;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Reads one part of a table in a task: each row as texts, each text as strictly as one of a file. */
final class PartReader extends StrictReader implements PartitionReader<InternalRow> {

    private static final byte NULL = 0;
    private static final byte VALUE = 1;

    private final int part;
    private final PartSpec spec;
    private final PartCounter counter;
    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final ValueReader[] readers;
    private final MessageDigest digest;
    private final Instant begun = Instant.now();
    private BigInteger sum = BigInteger.ZERO;
    private long bytes;
    private long line;
    private boolean hasEnded;

    /** What one task reads. */
    record Part(int number, PartQuery query) implements InputPartition {}

    /** Makes readers in tasks. */
    record Factory(PartSpec spec, DatabaseLogin login, PartCounter counter) implements PartitionReaderFactory {
        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            CaseRules.require(); // of the executor
            Part part = (Part) partition;
            return new PartReader(part.number(), part.query(), spec, login, counter);
        }
    }

    private PartReader(int part, PartQuery query, PartSpec spec, DatabaseLogin login, PartCounter counter) {
        super(
                new RecordRow(StrictRead.schema(spec.columns()), UTF8String.fromString(origin(spec, part))),
                new ReadTally(spec.table(), part, spec.columns().size()),
                spec.columns());
        this.part = part;
        this.spec = spec;
        this.counter = counter;
        this.readers = spec.columns().stream()
                .map(column -> ValueReader.of(column.type().plain(), column.nullValues()))
                .toArray(ValueReader[]::new);
        this.digest = Sha256.digest();
        this.connection = login.open();
        try {
            OpenDatabase.prepare(connection, spec.kind(), spec.state());
            this.statement = query.prepare(connection);
            statement.setFetchSize(spec.kind().fetchSize());
            this.rows = statement.executeQuery();
        } catch (SQLException e) {
            UnreadableTableException unreadable = UnreadableTableException.reading(spec.table(), e);
            closeAfter(unreadable);
            throw unreadable;
        }
    }

    /** What stands for a file in a row's origin. */
    private static String origin(PartSpec spec, int part) {
        return part == 0 ? spec.table() : spec.table() + "#" + part;
    }

    @Override
    public boolean next() {
        if (hasEnded) {
            return false;
        }
        try {
            if (!rows.next()) {
                hasEnded = true;
                String[] names = spec.columns().stream().map(ReadColumn::name).toArray(String[]::new);
                counter.add(new PartCounter.Said(part, tally.counts(names), sum, bytes, begun, Instant.now()));
                return false;
            }
            row.start(++line);
            int at = 0;
            for (int i = 0; i < readers.length; i++) {
                @Nullable ColumnForm form = spec.forms().get(i);
                if (form == null) {
                    missing(i);
                } else {
                    read(i, form.text(rows, ++at));
                }
            }
        } catch (SQLException e) {
            throw UnreadableTableException.reading(spec.table(), e);
        }
        sum = sum.add(new BigInteger(1, digest.digest()));
        finish();
        return true;
    }

    private void missing(int column) {
        row.setAbsent(column);
        if (spec.onMissingColumn().refuses(spec.columns().get(column))) {
            unreadable(Unreadable.MISSING_COLUMN, column, "the table lacks the column");
        }
    }

    private void read(int column, @Nullable String text) {
        if (text == null) {
            digest.update(NULL);
            row.setAbsent(column);
            return;
        }
        byte[] utf8 = text.getBytes(UTF_8);
        digest.update(VALUE);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        digest.update(utf8);
        bytes += utf8.length;
        if (!readers[column].read(utf8, 0, utf8.length, row, column)) {
            badValue(column, readers[column].expectation());
        }
    }

    @Override
    public InternalRow get() {
        return row;
    }

    /** A part that was read to its end is whole, even where its connection cannot be closed. */
    @Override
    public void close() throws IOException {
        try (Connection last = connection;
                PreparedStatement then = statement;
                ResultSet first = rows) {
            requireNonNull(first, "rows");
            requireNonNull(then, "statement");
            last.rollback();
        } catch (SQLException e) {
            if (!hasEnded) {
                throw new IOException("The connection could not be closed (SQLSTATE " + e.getSQLState() + ")");
            }
        }
    }

    private void closeAfter(UnreadableTableException failure) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(new IllegalStateException("The connection could not be closed"));
        }
    }
}
