package dev.weir.jobs.engine.read;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.PluginClass;
import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.settings.CaseRules;
import java.io.IOException;
import java.util.ArrayList;
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
    /** What opening a file costs, in bytes that could be read instead. */
    private static final long OPEN_BYTES = 4L << 20;

    /** So many files may each be read by a task of its own; more of them share tasks, or the tasks would cost more than the files. */
    private static final long MOST_APART = 64;

    ReadPartition {
        pieces = List.copyOf(pieces);
    }

    /** Packs parts in their order, so that every partition has about the same to read. */
    static List<ReadPartition> of(SourceSurvey survey) {
        List<ReadPartition> partitions = new ArrayList<>();
        List<FilePiece> pieces = new ArrayList<>();
        long most = SourceSurvey.partBytes(survey.bytes());
        long open =
                OPEN_BYTES * MOST_APART / Math.max(MOST_APART, survey.files().size());
        long bytes = 0;
        for (SurveyedFile file : survey.files()) {
            for (FilePart part : file.parts()) {
                long cost = part.end() - part.start() + open;
                if (bytes > 0 && bytes + cost > most + open) {
                    partitions.add(new ReadPartition(pieces));
                    pieces.clear();
                    bytes = 0;
                }
                pieces.add(new FilePiece(file.file(), file.header(), part));
                bytes += cost;
            }
        }
        if (!pieces.isEmpty()) {
            partitions.add(new ReadPartition(pieces));
        }
        return partitions;
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
            } catch (OutOfMemoryError e) {
                if (piece == null) {
                    throw e;
                }
                throw UnreadableSourceException.outOfMemory(piece.file());
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
