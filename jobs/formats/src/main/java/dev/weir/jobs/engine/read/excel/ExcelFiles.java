package dev.weir.jobs.engine.read.excel;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.excel.ExcelDialect;
import dev.weir.jobs.engine.read.RecordFormat;
import dev.weir.jobs.engine.read.RecordFormatReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads Excel workbooks. */
public final class ExcelFiles extends RecordFormatReader {

    @Override
    public Set<String> formats() {
        return Set.of("xlsx");
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return layouts(configuration, file).stream().findFirst();
    }

    /** Each visible sheet with something in it, the one with most cells first. */
    @Override
    public List<Layout> layouts(Configuration configuration, SourceFile file) {
        return ExcelLayout.of(configuration, file);
    }

    @Override
    protected RecordFormat format(Source.Dialect dialect) {
        return new Worksheets((ExcelDialect) dialect);
    }
}
