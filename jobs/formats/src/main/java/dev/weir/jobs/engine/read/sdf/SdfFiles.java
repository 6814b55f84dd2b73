package dev.weir.jobs.engine.read.sdf;

import dev.weir.contracts.Source;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.TextReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads structure-data files. */
public final class SdfFiles extends TextReader {

    @Override
    public Set<String> formats() {
        return Set.of("sdf");
    }

    @Override
    protected TextFormat format(Source.Dialect dialect) {
        return new Sdf(stored(dialect).encoding());
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return SdfLayout.of(configuration, file);
    }

    /** Lines of atoms look like delimited text. */
    @Override
    public boolean isNarrow() {
        return true;
    }
}
