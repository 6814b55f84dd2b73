package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.settings.CaseRules;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** The parts of files that one task reads, one after the other. */
record ReadPartition(List<Piece> pieces) implements InputPartition {
    ReadPartition {
        pieces = List.copyOf(pieces);
    }

    /** A part of a file, with what is known of the file. */
    record Piece(SourceFile file, HeaderFacts header, FilePart part) implements Serializable {}

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
            while (records == null || !records.next()) {
                report();
                close();
                if (!pieces.hasNext()) {
                    return false;
                }
                Piece piece = pieces.next();
                ReadSpec spec = factory.spec();
                tally = new ReadTally(
                        piece.file().path() + "#" + piece.part().start(),
                        spec.columns().size());
                records = RecordReaders.open(factory.configuration().value(), spec, piece, tally);
            }
            return true;
        }

        private void report() {
            if (tally != null) {
                String[] names =
                        factory.spec().columns().stream().map(ReadColumn::name).toArray(String[]::new);
                factory.counter().add(new ReadCounter.PartCounts(tally.part(), tally.counts(names)));
                tally = null;
            }
        }

        @Override
        public InternalRow get() {
            if (records == null) {
                throw new IllegalStateException("There is no record before next() or after the last.");
            }
            return records.row();
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
