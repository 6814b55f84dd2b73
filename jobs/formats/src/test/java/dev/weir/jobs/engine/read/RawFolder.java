package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.delimited.Delimited;
import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.EightBytes;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.QuoteWalk;
import dev.weir.jobs.engine.read.text.RecordCuts;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.RecordRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Writes files and reads them back without a session, part by part. */
public final class RawFolder implements AutoCloseable {
    static final Configuration CONFIGURATION = new Configuration();

    private final Path folder;
    private int files;

    private RawFolder(Path folder) {
        this.folder = folder;
    }

    public static RawFolder create() {
        try {
            return new RawFolder(Files.createTempDirectory("weir-raw-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SourceFile file(String name, byte[] content) {
        try {
            Path path = Files.write(folder.resolve(files++ + name), content);
            return SourceFiles.list(
                            CONFIGURATION, folder.toString(), path.getFileName().toString())
                    .get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SourceFile file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public static SourceSurvey survey(SourceFile file, RecordFormat format, long partBytes) {
        return new SourceSurvey(format, List.of(format.survey(CONFIGURATION, file, partBytes)));
    }

    /** The rows of a file, each as its values' texts: columns, line, and rule ids with columns. */
    public static List<String> rows(ReadSpec spec, SourceFile file, long partBytes) {
        List<String> rows = new ArrayList<>();
        for (SurveyedFile surveyed : survey(file, spec.format(), partBytes).files()) {
            for (FilePart part : surveyed.parts()) {
                read(spec, new FilePiece(surveyed.file(), surveyed.header(), part), rows);
            }
        }
        return rows;
    }

    /** The rows of text without a header, read from memory in parts, through a window of a few bytes at a time. */
    public static List<String> rows(ReadSpec spec, byte[] bytes, long partBytes) {
        Delimited format = (Delimited) spec.format();
        List<String> rows = new ArrayList<>();
        StructType schema = StrictRead.schema(spec);
        for (FilePart part : parts(format, bytes, partBytes)) {
            HeaderFacts header = new HeaderFacts(List.of(), HeaderFacts.Presence.NOT_EXPECTED, 1);
            ByteFeed feed = new ByteFeed(
                    new ByteArrayInputStream(bytes, (int) part.start(), (int) (part.end() - part.start())), 16);
            try (RecordReader reader = format.open(new ReadPart(
                    feed,
                    spec,
                    header,
                    new RecordRow(schema, UTF8String.EMPTY_UTF8),
                    part.firstLine(),
                    new ReadTally("", 0, spec.columns().size())))) {
                while (reader.next()) {
                    rows.add(shown(reader.row().copy(), schema));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return rows;
    }

    /** How text is cut, a few bytes being looked at at a time. */
    public static List<FilePart> parts(Delimited format, byte[] bytes, long partBytes) {
        byte[] chunk = new byte[7 + EightBytes.SLACK];
        RecordCuts cuts = new RecordCuts(new QuoteWalk(format.syntax(), format.whitespace()), partBytes);
        for (int from = 0; from < bytes.length; from += 7) {
            int length = Math.min(7, bytes.length - from);
            System.arraycopy(bytes, from, chunk, 0, length);
            cuts.add(chunk, 0, length);
        }
        return cuts.parts();
    }

    /** A record that could be read: its line, and the texts of its values. */
    public record ReadRow(long line, List<String> values) {}

    /** The records of a file that can be read, their values as texts. */
    public static List<ReadRow> values(ReadSpec spec, SourceFile file) {
        List<ReadRow> rows = new ArrayList<>();
        int columns = spec.columns().size();
        StructType schema = StrictRead.schema(spec);
        for (SurveyedFile surveyed : survey(file, spec.format(), Long.MAX_VALUE).files()) {
            for (FilePart part : surveyed.parts()) {
                ReadTally tally = new ReadTally("", 0, columns);
                try (RecordReader reader =
                        spec.format().open(CONFIGURATION, new FilePiece(file, surveyed.header(), part), spec, tally)) {
                    while (reader.next()) {
                        InternalRow row = reader.row();
                        List<String> values = new ArrayList<>();
                        for (int i = 0; i < columns; i++) {
                            values.add(String.valueOf(
                                    row.isNullAt(i) ? "NULL" : row.get(i, schema.fields()[i].dataType())));
                        }
                        if (row.isNullAt(columns + 2)) {
                            rows.add(new ReadRow(row.getLong(columns + 1), values));
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return rows;
    }

    /** Why records of a file cannot be read, each as its line, column and detail. */
    public static List<String> details(ReadSpec spec, SourceFile file) {
        List<String> details = new ArrayList<>();
        int columns = spec.columns().size();
        for (SurveyedFile surveyed : survey(file, spec.format(), Long.MAX_VALUE).files()) {
            for (FilePart part : surveyed.parts()) {
                ReadTally tally = new ReadTally("", 0, columns);
                try (RecordReader reader =
                        spec.format().open(CONFIGURATION, new FilePiece(file, surveyed.header(), part), spec, tally)) {
                    while (reader.next()) {
                        InternalRow row = reader.row();
                        ArrayData reasons = row.isNullAt(columns + 2) ? null : row.getArray(columns + 2);
                        for (int i = 0; reasons != null && i < reasons.numElements(); i++) {
                            InternalRow reason = reasons.getStruct(i, 3);
                            details.add(row.getLong(columns + 1) + " " + reason.getUTF8String(1) + ": "
                                    + reason.getUTF8String(2));
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return details;
    }

    private static void read(ReadSpec spec, FilePiece piece, List<String> rows) {
        StructType schema = StrictRead.schema(spec);
        ReadTally tally = new ReadTally("", 0, spec.columns().size());
        try (RecordReader reader = spec.format().open(CONFIGURATION, piece, spec, tally)) {
            while (reader.next()) {
                rows.add(shown(reader.row().copy(), schema));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(InternalRow row, StructType schema) {
        int columns = schema.length() - 3;
        StringBuilder text = new StringBuilder(row.getLong(columns + 1) + ":");
        if (row.isNullAt(columns + 2)) {
            for (int i = 0; i < columns; i++) {
                text.append(i == 0 ? " " : "|")
                        .append(row.isNullAt(i) ? "NULL" : row.get(i, schema.fields()[i].dataType()));
            }
            return text.toString();
        }
        for (int i = 0; i < columns; i++) {
            if (!row.isNullAt(i)) {
                throw new AssertionError("An unreadable record has a value in column " + i);
            }
        }
        ArrayData reasons = row.getArray(columns + 2);
        for (int i = 0; i < reasons.numElements(); i++) {
            InternalRow reason = reasons.getStruct(i, 3);
            text.append(" ").append(reason.getUTF8String(0));
            text.append(reason.isNullAt(1) ? "" : "(" + reason.getUTF8String(1) + ")");
        }
        return text.toString();
    }

    @Override
    public void close() {
        try (var entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                Files.deleteIfExists(entry);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
