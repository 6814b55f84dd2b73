package dev.weir.jobs.engine.read.excel;

import dev.weir.contracts.format.excel.ExcelDialect;
import dev.weir.jobs.engine.read.FilePiece;
import dev.weir.jobs.engine.read.FileSurvey;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.RecordFormat;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.RecordRow;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;

/** One sheet of each workbook. A sheet is read by one task, since reading cannot begin in the middle of what is packed. */
record Worksheets(ExcelDialect dialect) implements RecordFormat {

    @Override
    public HeaderMode headerUse() {
        return SheetReader.use(dialect);
    }

    /** Reads the sheet to its end, so what is damaged is found before anything is read of any file. */
    @Override
    public SurveyedFile survey(Configuration configuration, SourceFile file, long partBytes) {
        String sha256 = FileSurvey.hash(configuration, file);
        try (Workbook workbook = Workbook.open(configuration, file)) {
            Workbook.SheetEntry sheet = workbook.sheet(dialect.sheet());
            SheetHeader header = new SheetHeader(dialect, new CellValues(workbook));
            SharedTexts texts = workbook.texts();
            HeaderFacts facts;
            try (SheetRows rows = new SheetRows(workbook.part(sheet.part()), texts, RecordLimits.USUAL)) {
                facts = header.read(rows);
                texts.readAll();
            }
            SourceStreams.checkUnchanged(configuration, file);
            return new SurveyedFile(file, sha256, header.lastRow(), facts, List.of(new FilePart(0, file.bytes(), 1)));
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    @Override
    public RecordReader open(Configuration configuration, FilePiece piece, ReadSpec spec, ReadTally tally) {
        SourceFile file = piece.file();
        RecordRow row = piece.row(spec);
        try {
            Workbook workbook = Workbook.open(configuration, file);
            try {
                Workbook.SheetEntry sheet = workbook.sheet(dialect.sheet());
                SharedTexts texts = workbook.texts();
                texts.readAll();
                SheetReader records = new SheetReader(
                        new SheetRows(workbook.part(sheet.part()), texts, spec.limits()),
                        new CellValues(workbook),
                        dialect,
                        piece.header(),
                        spec,
                        row,
                        tally,
                        "sheet " + workbook.number(sheet));
                return new Opened(configuration, file, workbook, records, row);
            } catch (IOException | RuntimeException e) {
                workbook.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private record Opened(
            Configuration configuration, SourceFile file, Workbook workbook, SheetReader records, RecordRow current)
            implements RecordReader {
        @Override
        public boolean next() {
            try {
                boolean more = records.next();
                if (!more) {
                    SourceStreams.checkUnchanged(configuration, file);
                }
                return more;
            } catch (IOException e) {
                throw failure(file, e);
            }
        }

        @Override
        public InternalRow row() {
            return current;
        }

        @Override
        public void close() throws IOException {
            try {
                records.close();
            } finally {
                workbook.close();
            }
        }
    }

    /** What reading a workbook ended in, as a problem for people. */
    static UnreadableSourceException failure(SourceFile file, IOException cause) {
        return cause instanceof WorkbookFormatException fault
                ? new UnreadableSourceException(file, fault.problem(), fault.remedy(), fault)
                : SourceStreams.failure(file, cause);
    }
}
