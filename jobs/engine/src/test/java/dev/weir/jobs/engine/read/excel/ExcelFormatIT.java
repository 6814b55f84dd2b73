package dev.weir.jobs.engine.read.excel;

import dev.weir.jobs.engine.read.SourceFormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

class ExcelFormatIT extends SourceFormatContract {

    ExcelFormatIT(SparkSession spark) {
        super(spark);
    }

    @Override
    protected String name() {
        return "xlsx";
    }

    @Override
    protected void write(Path file, List<Written> records) throws IOException {
        StringBuilder rows = new StringBuilder(
                RawWorkbook.row(RawWorkbook.text("id"), RawWorkbook.text("name"), RawWorkbook.text("weight")));
        for (Written record : records) {
            rows.append(RawWorkbook.row(
                    RawWorkbook.number(String.valueOf(record.id())),
                    record.name().map(RawWorkbook::text).orElse(RawWorkbook.empty()),
                    Double.isFinite(record.weight())
                            ? RawWorkbook.number(String.valueOf(record.weight()))
                            : RawWorkbook.cell("e", "#NUM!")));
        }
        Files.write(file, RawWorkbook.of(rows.toString()).bytes());
    }

    @Override
    protected long line(int record) {
        return record + 2L;
    }
}
