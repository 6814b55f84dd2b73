package dev.weir.jobs.engine.read.avro;

import dev.weir.contracts.text.FieldPath;
import dev.weir.jobs.engine.read.FilePiece;
import dev.weir.jobs.engine.read.FileSurvey;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.RecordFormat;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.SourceFindings.FileFindings;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * Files of Avro, of which a part is a run of whole blocks; a line is the number of a record, from 1.
 *
 * <p>Avro's library reads the schema, and the rest is read here: the survey counts the records of each block, so that all blocks are
 * there and each record has its number, and a value of a hostile file takes no more memory than its block. Spark's reader of Avro
 * does neither, fits a file's values to the schema that is asked for, and is no part of Spark as clusters have it.
 */
record AvroRecords() implements RecordFormat {

    @Override
    public HeaderMode headerUse() {
        return HeaderMode.BY_NAME;
    }

    @Override
    public SurveyedFile survey(Configuration configuration, SourceFile file, long partBytes) {
        String sha256 = FileSurvey.hash(configuration, file);
        try (FSDataInputStream in = SourceStreams.stored(configuration, file)) {
            AvroHeader header = AvroHeader.read(in);
            AvroBlocks.Extent extent = AvroBlocks.extent(in, header, file.bytes(), partBytes);
            SourceStreams.checkUnchanged(configuration, file);
            return new SurveyedFile(
                    file,
                    sha256,
                    extent.records(),
                    header.fields().typed().header(header.fields().schema().toString()),
                    extent.parts());
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    /** What a file begins with. */
    static AvroHeader header(Configuration configuration, SourceFile file) {
        try (FSDataInputStream in = SourceStreams.stored(configuration, file)) {
            return AvroHeader.read(in);
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    @Override
    public FileFindings findings(SurveyedFile file, List<ReadColumn> columns) {
        try {
            return AvroFields.of(file.header().declared().get(0)).typed().findings(file, plain(columns));
        } catch (AvroFormatException e) {
            throw SourceStreams.failure(file.file(), e);
        }
    }

    @Override
    public RecordReader open(Configuration configuration, FilePiece piece, ReadSpec spec, ReadTally tally) {
        ReadSpec plain = new ReadSpec(spec.format(), plain(spec.columns()), spec.onMissingColumn(), spec.limits());
        return SourceStreams.opened(
                configuration, piece.file(), in -> new AvroReader(configuration, in, piece, plain, tally));
    }

    /** With paths as the file's fields have them. */
    private static List<ReadColumn> plain(List<ReadColumn> columns) {
        return columns.stream()
                .map(column -> new ReadColumn(
                        column.name(),
                        FieldPath.of(column.header()).display(),
                        column.type(),
                        column.nullValues(),
                        column.onBadValue()))
                .toList();
    }
}
