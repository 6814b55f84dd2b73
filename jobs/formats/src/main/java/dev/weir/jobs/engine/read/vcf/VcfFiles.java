package dev.weir.jobs.engine.read.vcf;

import dev.weir.contracts.Source;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.TextReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads VCF. */
public final class VcfFiles extends TextReader {

    @Override
    public Set<String> formats() {
        return Set.of("vcf");
    }

    @Override
    protected TextFormat format(Source.Dialect dialect) {
        return new Vcf(stored(dialect).maxRecordBytes());
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return VcfLayout.of(configuration, file);
    }
}
