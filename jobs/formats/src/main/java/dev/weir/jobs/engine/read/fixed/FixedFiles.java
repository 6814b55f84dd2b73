package dev.weir.jobs.engine.read.fixed;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.fixed.FixedDialect;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.TextReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads text of fixed width. */
public final class FixedFiles extends TextReader {

    @Override
    public Set<String> formats() {
        return Set.of("fixed");
    }

    @Override
    protected TextFormat format(Source.Dialect dialect) {
        return FixedText.of((FixedDialect) dialect);
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return FixedLayout.of(configuration, file);
    }
}
