package dev.weir.jobs.engine.read.orc;

import dev.weir.contracts.Source;
import dev.weir.jobs.engine.read.RecordFormat;
import dev.weir.jobs.engine.read.RecordFormatReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads ORC files. */
public final class OrcFiles extends RecordFormatReader {

    @Override
    public Set<String> formats() {
        return Set.of("orc");
    }

    @Override
    protected RecordFormat format(Source.Dialect dialect) {
        return new OrcRecords();
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return OrcLayout.of(configuration, file);
    }
}
