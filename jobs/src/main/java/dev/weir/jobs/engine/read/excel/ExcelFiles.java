package dev.weir.jobs.engine.read.excel;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.excel.ExcelDialect;
import dev.weir.jobs.engine.read.RecordFormat;
import dev.weir.jobs.engine.read.RecordFormatReader;
import java.util.Set;

/** Reads Excel workbooks. */
public final class ExcelFiles extends RecordFormatReader {

    @Override
    public Set<String> formats() {
        return Set.of("xlsx");
    }

    @Override
    protected RecordFormat format(Source.Dialect dialect) {
        return new Worksheets((ExcelDialect) dialect);
    }
}
