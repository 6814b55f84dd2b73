package dev.weir.jobs.engine.read.excel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.Conformance;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.poi.xssf.usermodel.XSSFChartSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Workbooks as people and programs have made them, cell by cell beside what Apache POI reads. */
@Tag("conformance")
class ExcelConformanceTest {

    @Test
    void everyCellOfEverySheetIsTheSame() throws IOException {
        Path folder = Conformance.folder("data/excel");
        List<SourceFile> files = SourceFiles.list(new Configuration(), folder.toString(), "*.xlsx");
        assertThat(files).hasSizeGreaterThan(30);
        long cells = 0;
        for (SourceFile file : files) {
            // from a stream: a workbook that POI opens by its path is saved again when it is closed
            try (InputStream bytes = Files.newInputStream(folder.resolve(file.name()));
                    XSSFWorkbook book = new XSSFWorkbook(bytes)) {
                for (int i = 0; i < book.getNumberOfSheets(); i++) {
                    if (!(book.getSheetAt(i) instanceof XSSFChartSheet)) {
                        cells += WorkbookOracle.compare(file, book.getSheetAt(i), i + 1);
                    }
                }
            }
        }
        assertThat(cells).isGreaterThan(20_000);
    }
}
