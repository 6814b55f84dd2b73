package dev.weir.jobs.engine.read.sas;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.sas.SasDialect;
import dev.weir.jobs.engine.read.RecordFormat;
import dev.weir.jobs.engine.read.RecordFormatReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads data sets of SAS. */
public final class SasFiles extends RecordFormatReader {

    @Override
    public Set<String> formats() {
        return Set.of("sas7bdat", "xpt");
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return SasLayout.of(configuration, file);
    }

    @Override
    protected RecordFormat format(Source.Dialect dialect) {
        return new SasDataSets((SasDialect) dialect);
    }
}
