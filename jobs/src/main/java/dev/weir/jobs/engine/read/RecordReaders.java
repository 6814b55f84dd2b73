package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.Delimited;
import dev.weir.jobs.engine.read.text.JsonLines;
import dev.weir.jobs.engine.read.text.TextFormat;
import dev.weir.jobs.engine.read.value.RecordRow;
import java.io.IOException;
import java.nio.charset.Charset;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.unsafe.types.UTF8String;

/** Opens the reader that a format needs. */
final class RecordReaders {
    private RecordReaders() {}

    static RecordReader open(Configuration configuration, ReadSpec spec, ReadPartition.Piece piece, ReadTally tally)
            throws IOException {
        Charset charset = Charset.forName(spec.format().charset());
        ByteFeed feed = new ByteFeed(SourceStreams.text(configuration, piece.file(), piece.part(), charset));
        try {
            return open(feed, spec, piece, tally);
        } catch (IOException | RuntimeException failure) {
            try {
                feed.close();
            } catch (IOException besides) {
                failure.addSuppressed(besides);
            }
            throw failure;
        }
    }

    /** A reader that closes the feed when it is closed. */
    private static RecordReader open(ByteFeed feed, ReadSpec spec, ReadPartition.Piece piece, ReadTally tally)
            throws IOException {
        if (piece.part().start() == 0) {
            feed.skipByteOrderMark();
        }
        RecordRow row = new RecordRow(
                StrictRead.schema(spec), UTF8String.fromString(piece.file().name()));
        return spec.format()
                .match(new TextFormat.Cases<Opening>() {
                    @Override
                    public Opening delimited(Delimited format) {
                        HeaderMatch header = HeaderMatch.of(piece.header(), format.header(), spec.columns());
                        return () -> new DelimitedReader(
                                feed, spec, format, header, row, piece.part().firstLine(), tally);
                    }

                    @Override
                    public Opening jsonLines(JsonLines format) {
                        return () -> new JsonLinesReader(
                                feed, spec, row, piece.part().firstLine(), tally);
                    }
                })
                .open();
    }

    private interface Opening {
        RecordReader open() throws IOException;
    }
}
