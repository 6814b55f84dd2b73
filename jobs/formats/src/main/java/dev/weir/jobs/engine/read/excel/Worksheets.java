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
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

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
            try (SheetRows rows =
                    new SheetRows(workbook.part(sheet.part()), texts, dialect.part(), RecordLimits.USUAL)) {
                facts = header.read(rows);
                texts.readAll();
            }
            SourceStreams.checkUnchanged(configuration, file);
            return new SurveyedFile(file, sha256, header.lastRow(), facts, List.of(FilePart.whole(file)));
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    @Override
    public RecordReader open(Configuration configuration, FilePiece piece, ReadSpec spec, ReadTally tally) {
        try {
            return SourceStreams.over(
                    Workbook.open(configuration, piece.file()),
                    workbook -> new SheetReader(configuration, piece, spec, tally, dialect, workbook));
        } catch (IOException e) {
            throw SourceStreams.failure(piece.file(), e);
        }
    }
}
