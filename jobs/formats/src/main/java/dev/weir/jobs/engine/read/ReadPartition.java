package dev.weir.jobs.engine.read;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.PluginClass;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.settings.CaseRules;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** The parts of files that one task reads, one after the other. */
record ReadPartition(List<FilePiece> pieces) implements InputPartition {
    ReadPartition {
        pieces = List.copyOf(pieces);
    }

    private static RecordReader open(FilePiece piece, Factory factory, ReadTally tally) throws IOException {
        RecordFormat format = factory.spec().format();
        @Nullable RecordReader opened = format.open(factory.configuration().value(), piece, factory.spec(), tally);
        if (opened == null) {
            throw failed(format, "open() answered null, and the file would pass for an empty one", null);
        }
        return opened;
    }

    private static RuntimeException failed(RecordFormat format, String why, @Nullable Throwable cause) {
        String what = "the source format of " + format.getClass().getName() + " has failed";
        RuntimeException failure = PluginClass.of(format.getClass(), RecordFormat.class)
                .<RuntimeException>map(owner -> owner.failure(what, why))
                .orElseGet(() -> new IllegalStateException(what + ": " + why));
        if (cause != null) {
            failure.addSuppressed(cause); // at an error among the causes Spark ends the process
        }
        return failure;
    }

    /** A failure of unknown kind, with the file in which it came: what is known goes on as it is. */
    static RuntimeException named(SourceFile file, RuntimeException failure) {
        boolean isKnown = UnreadableSourceException.causing(failure).isPresent()
                || failure instanceof ProblemsException
                || failure instanceof TaskKilledException
                || Thread.currentThread().isInterrupted();
        return isKnown
                ? failure
                : new IllegalStateException(
                        "Reading '" + file.name() + "' ended with "
                                + failure.getClass().getName(),
                        failure);
    }

    /** Makes readers in tasks. */
    record Factory(ReadSpec spec, SerializableConfiguration configuration, ReadCounter counter)
            implements PartitionReaderFactory {
        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            CaseRules.require(); // of the executor
            return new Reader(((ReadPartition) partition).pieces().iterator(), this);
        }
    }

    private static final class Reader implements PartitionReader<InternalRow> {
        private final Iterator<FilePiece> pieces;
        private final Factory factory;
        private @Nullable RecordReader records;
        private @Nullable ReadTally tally;
        private @Nullable FilePiece piece;

        Reader(Iterator<FilePiece> pieces, Factory factory) {
            this.pieces = pieces;
            this.factory = factory;
        }

        @Override
        public boolean next() throws IOException {
            try {
                return advance();
            } catch (RuntimeException e) {
                throw piece == null ? e : named(piece.file(), e);
            } catch (LinkageError | StackOverflowError e) { // at an error Spark ends the process
                throw failed(
                        factory.spec().format(), "it ended with " + e.getClass().getName(), e);
            }
        }

        private boolean advance() throws IOException {
            while (records == null || !records.next()) {
                report();
                close();
                if (!pieces.hasNext()) {
                    return false;
                }
                FilePiece next = pieces.next();
                piece = next;
                ReadSpec spec = factory.spec();
                tally = new ReadTally(
                        next.file().path(), next.part().start(), spec.columns().size());
                records = open(next, factory, tally);
            }
            return true;
        }

        private void report() {
            if (tally != null) {
                String[] names =
                        factory.spec().columns().stream().map(ReadColumn::name).toArray(String[]::new);
                factory.counter().add(new ReadCounter.PartCounts(tally.file(), tally.start(), tally.counts(names)));
                tally = null;
            }
        }

        @Override
        public InternalRow get() {
            if (records == null) {
                throw new IllegalStateException("There is no record before next() or after the last.");
            }
            @Nullable InternalRow row = records.row();
            if (row == null) {
                throw failed(factory.spec().format(), "row() answered null", null);
            }
            return row;
        }

        @Override
        public void close() throws IOException {
            if (records != null) {
                records.close();
                records = null;
            }
        }
    }
}
