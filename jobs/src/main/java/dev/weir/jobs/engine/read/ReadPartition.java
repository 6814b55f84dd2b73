package dev.weir.jobs.engine.read;

import dev.weir.contracts.port.AddedClass;
import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.settings.CaseRules;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** The parts of files that one task reads, one after the other. */
record ReadPartition(List<Piece> pieces) implements InputPartition {
    ReadPartition {
        pieces = List.copyOf(pieces);
    }

    /** A part of a file, with what is known of the file. */
    record Piece(SourceFile file, HeaderFacts header, FilePart part) implements Serializable {
        RecordReader open(Configuration configuration, ReadSpec spec, ReadTally tally) throws IOException {
            Charset charset = Charset.forName(spec.format().charset());
            ByteFeed feed = new ByteFeed(SourceStreams.text(configuration, file, part, charset));
            try {
                if (part.start() == 0) {
                    feed.skipByteOrderMark();
                }
                RecordRow row = new RecordRow(StrictRead.schema(spec), UTF8String.fromString(file.name()));
                @Nullable
                RecordReader opened =
                        spec.format().open(new ReadPart(feed, spec, header, row, part.firstLine(), tally));
                if (opened == null) {
                    throw failed(spec.format(), "open() answered null, and the file would pass for an empty one", null);
                }
                return opened;
            } catch (IOException | RuntimeException failure) {
                try {
                    feed.close();
                } catch (IOException besides) {
                    failure.addSuppressed(besides);
                }
                throw failure;
            }
        }
    }

    private static RuntimeException failed(TextFormat format, String why, @Nullable Throwable cause) {
        String what = "the source format of " + format.getClass().getName() + " has failed";
        RuntimeException failure = AddedClass.of(format.getClass(), TextFormat.class)
                .<RuntimeException>map(owner -> owner.failure(what, why))
                .orElseGet(() -> new IllegalStateException(what + ": " + why));
        if (cause != null) {
            failure.addSuppressed(cause); // at an error among the causes Spark ends the process
        }
        return failure;
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
        private final Iterator<Piece> pieces;
        private final Factory factory;
        private @Nullable RecordReader records;
        private @Nullable ReadTally tally;

        Reader(Iterator<Piece> pieces, Factory factory) {
            this.pieces = pieces;
            this.factory = factory;
        }

        @Override
        public boolean next() throws IOException {
            try {
                return advance();
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
                Piece piece = pieces.next();
                ReadSpec spec = factory.spec();
                tally = new ReadTally(
                        piece.file().path(),
                        piece.part().start(),
                        spec.columns().size());
                records = piece.open(factory.configuration().value(), spec, tally);
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
